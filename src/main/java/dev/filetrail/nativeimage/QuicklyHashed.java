// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * The hash of a setting's name as a variable of the environment has it. SmallRye Config (3.16) takes one of each of the 3,000 names that
 * are looked for at the start, with some hundred instructions for each letter; this takes the same with a dozen.
 */
@TargetClass(className = "io.smallrye.config.EnvConfigSource", innerClass = "EnvName")
final class QuicklyHashed {

    @Alias
    private String name;

    @Override
    @Substitute
    public int hashCode() {
        return Letters.hash(name);
    }

    /** Those of a name. */
    static final class Letters {

        /** Makes a letter small, and leaves a digit as it is. */
        private static final int SMALL = 0x20;

        private Letters() {}

        /** Of letters in either case and of digits, all else being the same; but for the mark of a profile before them. */
        static int hash(String name) {
            int hash = isOfAProfile(name) ? 31 : 0;
            for (byte each : name.getBytes(UTF_8)) {
                if (isLetterOrDigit(each)) {
                    hash = 31 * hash + (each | SMALL);
                }
            }
            return hash;
        }

        private static boolean isOfAProfile(String name) {
            return name.length() > 1
                    && (name.charAt(0) == '%' || name.charAt(0) == '_')
                    && isLetterOrDigit(name.charAt(1));
        }

        private static boolean isLetterOrDigit(int each) {
            int small = each | SMALL;
            return (small >= 'a' && small <= 'z') || (each >= '0' && each <= '9');
        }
    }
}
