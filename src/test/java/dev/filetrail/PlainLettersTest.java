// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Holds eight letters at a time against one at a time. */
class PlainLettersTest {

    @Property(tries = 2_000)
    void tellsAnyTextAsItsCharactersDo(@ForAll String text) {
        assertThat(PlainLetters.only(text)).isEqualTo(text.chars().allMatch(PlainLettersTest::isPlain));
    }

    @Example
    void tellsEveryCharacterAtEveryPlace() {
        for (char each = 0; each < 0x180; each++) {
            for (int place = 0; place < 20; place++) {
                String text = "a".repeat(place) + each + "a".repeat(19 - place);
                assertThat(PlainLetters.only(text))
                        .as("%04x at %d", (int) each, place)
                        .isEqualTo(isPlain(each));
            }
        }
    }

    @Example
    void takesHalfACharacterForNone() {
        assertThat(PlainLetters.only("wks-\uD83D")).isFalse();
        assertThat(PlainLetters.only("")).isTrue();
    }

    @Property
    void findsTheFirstOneFromWhereItBegins(
            @ForAll byte[] bytes, @ForAll @IntRange(max = 40) int from, @ForAll @IntRange(max = 40) int letters) {
        byte[] text = ("a".repeat(letters) + new String(bytes, UTF_8) + "b".repeat(letters)).getBytes(UTF_8);
        int begin = Math.min(from, text.length);
        int first = begin;
        while (first < text.length && isPlain(text[first])) {
            first++;
        }

        assertThat(PlainLetters.until(text, begin)).isEqualTo(first);
        for (int end = begin; end <= text.length; end++) {
            assertThat(PlainLetters.until(text, begin, end)).isEqualTo(Math.min(first, end));
        }
    }

    private static boolean isPlain(int each) {
        return each >= ' ' && each <= '~' && each != '"' && each != '\\' && each != '?';
    }
}
