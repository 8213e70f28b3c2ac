// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.runtime.configuration.NameIterator;
import io.quarkus.runtime.configuration.PropertiesUtil;
import io.smallrye.config.PropertyName;

/**
 * Whether a part of a setting's name is a certain word. Quarkus (3.34) asks that at the start of each of hundreds of names and
 * dozens of words, to find the names that nothing knows, and looks for the end of the part each time; how the part begins mostly tells.
 */
@TargetClass(PropertiesUtil.class)
final class QuicklyMapped {

    @Substitute
    public static boolean isMapped(NameIterator name, String word) {
        String whole = name.getName();
        int from = name.getPosition() == -1 ? 0 : name.getPosition() + 1;
        if (Parts.differ(whole, from, word)) {
            return false;
        }
        int end = name.getNextEnd();
        int length = end == 0 ? whole.length() : end - from;
        return PropertyName.equals(whole, from, length, word, 0, word.length());
    }

    /** Those of names. */
    static final class Parts {

        private Parts() {}

        /** Stars equal any part, and indexes have a meaning of their own; else a part equals itself only. */
        static boolean differ(String whole, int from, String word) {
            if (from < whole.length() && !word.isEmpty()) {
                char one = whole.charAt(from);
                char other = word.charAt(0);
                if (one != other && isLetter(one) && isLetter(other)) {
                    return true;
                }
            }
            return !whole.startsWith(word, from)
                    && word.indexOf('*') < 0
                    && word.indexOf(']') < 0
                    && whole.indexOf('*', from) < 0;
        }

        private static boolean isLetter(char each) {
            return each >= 'a' && each <= 'z';
        }
    }
}
