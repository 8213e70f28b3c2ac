// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * Works out how large the heap may be. GraalVM 25 does it anew with every array that is made in an executable built with
 * {@code -Os}, options and all: a sixth of the processor time of a call. Nothing of what it depends on changes once the process
 * runs, but the start finds it out bit by bit; so it is done with all of the first, and then now and again.
 */
@TargetClass(className = "com.oracle.svm.core.genscavenge.AbstractCollectionPolicy")
final class SeldomSized {

    @Alias
    protected volatile Sizes sizes;

    @Alias
    protected native Sizes computeSizeParameters(Sizes known);

    @Alias
    private native void updateSizeParameters0(Sizes computed, Sizes known);

    @Substitute
    public void updateSizeParameters() {
        Sizes known = sizes;
        if (known != null && !Occasions.isOne()) {
            return;
        }
        Sizes computed = computeSizeParameters(known);
        if (known == null || !computed.equal(known)) {
            updateSizeParameters0(computed, known);
        }
    }

    /** Of a heap. */
    @TargetClass(className = "com.oracle.svm.core.genscavenge.AbstractCollectionPolicy", innerClass = "SizeParameters")
    static final class Sizes {

        @Alias
        native boolean equal(Sizes other);
    }

    /** When it is done again. Threads that count at once do no harm. */
    static final class Occasions {

        private static final int FIRST = 2_000;
        private static final int EVERY = 1_024;

        private static int seen;

        private Occasions() {}

        static boolean isOne() {
            int now = ++seen;
            return (now >= 0 && now < FIRST) || now % EVERY == 0;
        }
    }
}
