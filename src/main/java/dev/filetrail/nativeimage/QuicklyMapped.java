// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.runtime.configuration.NameIterator;
import io.quarkus.runtime.configuration.PropertiesUtil;
import io.smallrye.config.PropertyName;

/**
 * Whether a part of a setting's name is a certain word. Quarkus (3.34) asks that at the start of each of hundreds of names and
 * dozens of words, to find the names that nothing knows, and looks for the end of the part each time; the first letter mostly tells.
 */
@TargetClass(PropertiesUtil.class)
final class QuicklyMapped {

    @Substitute
    public static boolean isMapped(NameIterator name, String word) {
        String whole = name.getName();
        int from = name.getPosition() == -1 ? 0 : name.getPosition() + 1;
        if (from < whole.length() && !word.isEmpty() && FirstLetters.differ(whole.charAt(from), word.charAt(0))) {
            return false;
        }
        int length = name.getNextEnd() == 0 ? whole.length() : name.getNextEnd() - from;
        return PropertyName.equals(whole, from, length, word, 0, word.length());
    }

    /** Those of two parts. */
    static final class FirstLetters {

        private FirstLetters() {}

        /** Quotes and stars have a meaning of their own, so only letters do. */
        static boolean differ(char one, char other) {
            return one != other && isLetter(one) && isLetter(other);
        }

        private static boolean isLetter(char each) {
            return each >= 'a' && each <= 'z';
        }
    }
}
