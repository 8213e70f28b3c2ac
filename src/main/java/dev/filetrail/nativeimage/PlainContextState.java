// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * What has become of the context of a request. ArC (3.34) sets its marks by a handle on a field of one byte, for which the image
 * builder has no code of its own: the call is interpreted, twice for each mark, and each request has two. It was a fortieth of a
 * remembered answer.
 */
@TargetClass(className = "io.quarkus.arc.impl.CurrentManagedContext$CurrentContextState")
final class PlainContextState {

    @Alias
    private volatile byte state;

    /** @return it was not set before */
    @Substitute
    boolean set(byte mark) {
        synchronized (this) {
            if ((state & mark) != 0) {
                return false;
            }
            state = (byte) (state | mark);
            return true;
        }
    }
}
