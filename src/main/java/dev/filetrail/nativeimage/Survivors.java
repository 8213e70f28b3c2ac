// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.graalvm.word.UnsignedWord;

/**
 * When a young object is taken for old in the native program: when it has lived through two collections. The collector decides that
 * by what collecting costs, and comes to one: then what belongs to the calls that are under way just then, three times what is
 * remembered meanwhile, is old at once, and all that is old is gone through for it after every seventh collection.
 */
@TargetClass(className = "com.oracle.svm.core.genscavenge.AdaptiveCollectionPolicy")
final class Survivors {

    /** What survives has the room that it has at the start, an eighth of what the young have. */
    @Substitute
    void computeSurvivorSpaceSizeAndThreshold(boolean overflowed, UnsignedWord most) {
        ((YoungObjects) (Object) this).tenuringThreshold = 2;
    }
}
