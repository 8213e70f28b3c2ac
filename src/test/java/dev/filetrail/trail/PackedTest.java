// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that what is packed comes out again as it went in. */
class PackedTest {

    @Property
    void givesBackWhatItWasGiven(@ForAll("texts") List<String> texts) {
        Packed packed = packed(texts.toArray(String[]::new));

        for (int place = 0; place < texts.size(); place++) {
            assertThat(packed.text(0, place)).isEqualTo(texts.get(place));
        }
    }

    @Property(tries = 300)
    void takesNoMoreRoomThanItNeeds(@ForAll @IntRange(max = 20_000) int length) {
        Packed packed = packed("x".repeat(length));

        assertThat(packed.end() - length).isBetween(1, 3);
        assertThat(packed.text(0, 0)).hasSize(length);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 125, 126, 127, 128, 129, 16_381, 16_382, 16_383, 16_384, 2_097_150, 2_097_151, 2_097_152})
    void givesBackTextsOfEveryLength(int length) {
        String text = "x".repeat(length);
        Packed packed = packed(null, text, "after", null);

        assertThat(packed.text(0, 0)).isNull();
        assertThat(packed.text(0, 1)).isEqualTo(text);
        assertThat(packed.text(0, 2)).isEqualTo("after");
        assertThat(packed.text(0, 3)).isNull();
    }

    @Property(tries = 200)
    void keepsTextsOfPlainLetters(@ForAll("plainTexts") List<String> texts) {
        Packed packed = packed(texts.toArray(String[]::new));

        for (int i = 0; i < texts.size(); i++) {
            assertThat(packed.text(0, i)).isEqualTo(texts.get(i));
        }
    }

    @Property(tries = 200)
    void keepsThoseBeforeAndAfterApart(@ForAll("texts") List<String> before, @ForAll("texts") List<String> after) {
        Packed packed = packed("first");
        packed.cut(packed.add("given up"));
        int begin = packed.add(before.toArray(String[]::new));
        int next = packed.add(after.toArray(String[]::new));
        packed.trim();
        Packed other = packed("other");
        int there = other.add(packed, begin, next);

        assertThat(packed.text(0, 0)).isEqualTo("first");
        for (int i = 0; i < before.size(); i++) {
            assertThat(packed.text(begin, i)).isEqualTo(before.get(i));
            assertThat(other.text(there, i)).isEqualTo(before.get(i));
        }
        for (int i = 0; i < after.size(); i++) {
            assertThat(packed.text(next, i)).isEqualTo(after.get(i));
        }
    }

    private static Packed packed(String... texts) {
        Packed packed = new Packed(0);
        packed.add(texts);
        return packed;
    }

    /** As ids, names and addresses are. */
    @Provide
    Arbitrary<List<String>> plainTexts() {
        return Arbitraries.strings()
                .ascii()
                .ofMaxLength(20_000)
                .injectNull(0.2)
                .list()
                .ofMaxSize(6);
    }

    @Test
    void tellsNothingFromAnEmptyText() {
        Packed packed = packed(null, "", null, "");

        assertThat(packed.end()).isEqualTo(4);
        assertThat(packed.text(0, 0)).isNull();
        assertThat(packed.text(0, 1)).isEmpty();
        assertThat(packed.text(0, 2)).isNull();
        assertThat(packed.text(0, 3)).isEmpty();
    }

    @Test
    void replacesHalfACharacterAndLosesNothingElse() {
        Packed packed = packed("a\uD83Db", "c");

        assertThat(packed.text(0, 0)).isEqualTo("a?b");
        assertThat(packed.text(0, 1)).isEqualTo("c");
    }

    /** Texts of whole characters, and nulls. */
    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(300),
                        Arbitraries.strings().ascii().ofMaxLength(300),
                        Arbitraries.strings().withCharRange('\u4E00', '\u9FFF').ofMaxLength(60),
                        Arbitraries.strings().ofMaxLength(3))
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text))
                .injectNull(0.2)
                .list()
                .ofMaxSize(6);
    }
}
