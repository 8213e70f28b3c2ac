// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.smallrye.config.PropertyName;

/**
 * The hash of a setting's name among names with a {@code *}, which is made of the brackets in it alone (SmallRye Config 3.16): nearly
 * no name has one, and thousands are looked at for them, letter by letter, at the start.
 */
@TargetClass(PropertyName.class)
final class QuickPropertyHash {

    @Substitute
    static int hashCode(String name) {
        return Brackets.hash(name);
    }

    /** Those of a name. */
    static final class Brackets {

        private Brackets() {}

        /** Of those that stand in no quotes. */
        static int hash(String name) {
            int hash = 0;
            boolean quoted = false;
            for (int i = first(name); i < name.length(); i++) {
                char each = name.charAt(i);
                if (each == '"') {
                    quoted = !quoted;
                } else if (!quoted && (each == '[' || each == ']')) {
                    hash = 31 * hash + each;
                }
            }
            return hash;
        }

        /** Where there is something to look at; behind the end for nowhere. */
        private static int first(String name) {
            return name.indexOf('[') < 0 && name.indexOf(']') < 0 ? name.length() : 0;
        }
    }
}
