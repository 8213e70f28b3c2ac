// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * The path under which a native program looks up a resource. It is taken apart and put together anew for each of some eighty modules
 * in which the resource may be (GraalVM 25), and thirty are looked for at the start, none of which has a part to leave out.
 */
@TargetClass(className = "com.oracle.svm.util.NativeImageResourcePathRepresentation")
final class QuickResourcePath {

    @Alias
    QuickResourcePath(byte[] path, boolean normal) {}

    @Alias
    static native byte[] getResolved(QuickResourcePath path);

    @Substitute
    public static String toCanonicalForm(String path) {
        if (Parts.areAllNeeded(path)) {
            return path;
        }
        String file = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return new String(getResolved(new QuickResourcePath(file.getBytes(UTF_8), true)), UTF_8);
    }

    /** Those of a path, between slashes. */
    static final class Parts {

        private Parts() {}

        /** None is empty, {@code .} or {@code ..}; for simplicity none begins with a dot. */
        static boolean areAllNeeded(String path) {
            return !path.isEmpty()
                    && path.charAt(0) != '/'
                    && path.charAt(0) != '.'
                    && path.charAt(path.length() - 1) != '/'
                    && !path.contains("//")
                    && !path.contains("/.");
        }
    }
}
