// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.graalvm.word.UnsignedWord;

/**
 * How much room young objects may have in the native program. What a call leaves behind dies young if there is room to wait for that;
 * with little it is taken for old, and all that is old is gone through ever more often: 32 MiB ({@code -R:MaxNewSize}) answer a
 * fifth more live calls than 16. In a container of 64 MB, though, of whose heap of 51 they would be most.
 */
@TargetClass(className = "com.oracle.svm.core.genscavenge.AbstractCollectionPolicy")
final class YoungObjects {

    /** How many collections an object lives through before it is taken for old. */
    @Alias
    int tenuringThreshold;

    /** @return bytes: three eighths of what all objects may have */
    @Substitute
    UnsignedWord getYoungSizeLimit(UnsignedWord maxHeap) {
        return maxHeap.unsignedDivide(8).multiply(3);
    }
}
