// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;

/**
 * How much room young objects may have in the native program. What a call leaves behind dies young if there is room to wait for that;
 * with little it is taken for old, and all that is old is gone through ever more often: 32 MiB ({@code -R:MaxNewSize}) answer a
 * fifth more live calls than 16. In a container of 64 MB, though, whose heap has no more than 51, what is remembered needs the rest.
 */
@TargetClass(className = "com.oracle.svm.core.genscavenge.AbstractCollectionPolicy")
final class YoungObjects {

    /** @return bytes: a quarter of what all objects may have, or 16 MiB where that is more */
    @Substitute
    UnsignedWord getYoungSizeLimit(UnsignedWord maxHeap) {
        UnsignedWord least = WordFactory.unsigned(16L << 20);
        UnsignedWord quarter = maxHeap.unsignedDivide(4);
        UnsignedWord most = maxHeap.subtract(minSpaceSize());
        UnsignedWord room = quarter.aboveThan(least) ? quarter : least;
        return room.belowThan(most) ? room : most;
    }

    @Alias
    static native UnsignedWord minSpaceSize();
}
