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
        byte[] packed = Packed.of(texts.toArray(String[]::new));

        for (int place = 0; place < texts.size(); place++) {
            assertThat(Packed.text(packed, place)).isEqualTo(texts.get(place));
        }
    }

    @Property(tries = 300)
    void takesNoMoreRoomThanItNeeds(@ForAll @IntRange(max = 20_000) int length) {
        byte[] packed = Packed.of("x".repeat(length));

        assertThat(packed.length - length).isBetween(1, 3);
        assertThat(Packed.text(packed, 0)).hasSize(length);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 125, 126, 127, 128, 129, 16_381, 16_382, 16_383, 16_384, 2_097_150, 2_097_151, 2_097_152})
    void givesBackTextsOfEveryLength(int length) {
        String text = "x".repeat(length);
        byte[] packed = Packed.of(null, text, "after", null);

        assertThat(Packed.text(packed, 0)).isNull();
        assertThat(Packed.text(packed, 1)).isEqualTo(text);
        assertThat(Packed.text(packed, 2)).isEqualTo("after");
        assertThat(Packed.text(packed, 3)).isNull();
    }

    @Property(tries = 200)
    void keepsTextsOfPlainLetters(@ForAll("plainTexts") List<String> texts) {
        byte[] packed = Packed.of(texts.toArray(String[]::new));

        for (int i = 0; i < texts.size(); i++) {
            assertThat(Packed.text(packed, i)).isEqualTo(texts.get(i));
        }
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
        byte[] packed = Packed.of(null, "", null, "");

        assertThat(packed).hasSize(4);
        assertThat(Packed.text(packed, 0)).isNull();
        assertThat(Packed.text(packed, 1)).isEmpty();
        assertThat(Packed.text(packed, 2)).isNull();
        assertThat(Packed.text(packed, 3)).isEmpty();
    }

    @Test
    void replacesHalfACharacterAndLosesNothingElse() {
        byte[] packed = Packed.of("a\uD83Db", "c");

        assertThat(Packed.text(packed, 0)).isEqualTo("a?b");
        assertThat(Packed.text(packed, 1)).isEqualTo("c");
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
