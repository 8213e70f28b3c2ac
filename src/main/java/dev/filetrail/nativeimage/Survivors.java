// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.graalvm.word.UnsignedWord;

/**
 * When a young object is taken for old in the native program, and how often all that is old is gone through. The collector decides the
 * one by what collecting costs, and comes to one collection: then what belongs to the calls that are under way just then, three
 * times what is remembered meanwhile, is old at once. It does the other as soon as the collections of young objects have taken twice
 * the time that it will take, which is a third of all collecting; where little of what is old has died meanwhile, as here, where it is
 * answers that are remembered, that is more than it gives back.
 */
@TargetClass(className = "com.oracle.svm.core.genscavenge.AdaptiveCollectionPolicy")
final class Survivors {

    /** Collections of young objects. */
    @Alias
    long minorCount;

    /** Those since all that is old was gone through last. */
    @Alias
    int minorCountSinceMajorCollection;

    /** After each collection of young objects. What survives has the room that it has at the start, an eighth of what the young have. */
    @Substitute
    void computeSurvivorSpaceSizeAndThreshold(boolean overflowed, UnsignedWord most) {
        ((YoungObjects) (Object) this).tenuringThreshold = 2;
        if (minorCount % 2 == 0) {
            minorCountSinceMajorCollection--; // so four times the time, not twice
        }
    }
}
