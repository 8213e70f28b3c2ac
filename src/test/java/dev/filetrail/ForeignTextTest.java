// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that a stranger's text is only ever read: nothing in it acts, whatever it is made of. */
class ForeignTextTest {

    private static final Set<Integer> ACTING =
            Set.of((int) Character.CONTROL, (int) Character.FORMAT, (int) Character.LINE_SEPARATOR, (int)
                    Character.PARAGRAPH_SEPARATOR);

    @Property
    void leavesNothingThatActs(@ForAll("wild") String text) {
        assertThat(ForeignText.visible(text).codePoints().filter(ForeignTextTest::acts))
                .isEmpty();
    }

    @Property
    void leavesNothingThatActsOnOneLine(@ForAll("wild") String text, @ForAll @IntRange(min = 1, max = 50) int most) {
        String line = ForeignText.oneLine(text, most);

        assertThat(line.codePoints().filter(ForeignTextTest::acts)).isEmpty();
        assertThat(line.lines().count()).isLessThanOrEqualTo(1);
        assertThat(line.endsWith("…") ? line.length() - 1 : line.length()).isLessThanOrEqualTo(most);
    }

    @Property
    void cutsNoCharacterInHalves(
            @ForAll("wholeCharacters") String text, @ForAll @IntRange(min = 1, max = 20) int most) {
        assertThat(ForeignText.oneLine(text, most).codePoints().filter(ForeignTextTest::isHalf))
                .isEmpty();
    }

    @Property
    void changesNothingTheSecondTime(@ForAll("wild") String text) {
        String visible = ForeignText.visible(text);

        assertThat(ForeignText.visible(visible)).isEqualTo(visible);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wks-0042.corp.example",
                "ÄÖÜ ß",
                "会计部-电脑",
                "ноутбук",
                "مكتب",
                "💻 a",
                "a`b<c>[d](e)",
                "\\u202E"
            })
    void leavesWhatIsHarmlessAsItIs(String text) {
        assertThat(ForeignText.visible(text)).isSameAs(text);
    }

    @Test
    void spellsOutWhatActs() {
        assertThat(ForeignText.visible("a\u202Egpj.exe")).isEqualTo("a\\u202Egpj.exe");
        assertThat(ForeignText.visible("a\r\nb\u2028c\u0000\u001B[31m"))
                .isEqualTo("a\\u000D\\u000Ab\\u2028c\\u0000\\u001B[31m");
        assertThat(ForeignText.visible("\u200B\u2066\uFEFF\u00AD\uE000\u3164"))
                .isEqualTo("\\u200B\\u2066\\uFEFF\\u00AD\\uE000\\u3164");
    }

    /** The letters of U+E0000 to U+E007F are seen by no person and read by many a model. */
    @Test
    void spellsOutTheInvisibleTagLetters() {
        String hidden = "wks-1\uDB40\uDC49\uDB40\uDC47\uDB40\uDC4E";

        assertThat(ForeignText.visible(hidden)).startsWith("wks-1\\u").matches("\\p{ASCII}+");
        assertThat(ForeignText.oneLine(hidden, 80)).matches("\\p{ASCII}+");
    }

    @Test
    void makesOneLineOfMany() {
        assertThat(ForeignText.oneLine("  a\r\n\t b \n c  ", 80)).isEqualTo("a b c");
        assertThat(ForeignText.oneLine("a\u0085b\u2029c", 80)).isEqualTo("a\\u0085b\\u2029c");
        assertThat(ForeignText.oneLine("abcdef", 6)).isEqualTo("abcdef");
        assertThat(ForeignText.oneLine("abcdefg", 6)).isEqualTo("abcdef…");
        assertThat(ForeignText.oneLine("ab💻", 3)).isEqualTo("ab…");
        assertThat(ForeignText.oneLine("ab💻", 4)).isEqualTo("ab💻");
    }

    @Test
    void takesNullForNothing() {
        assertThat(ForeignText.visible(null)).isNull();
        assertThat(ForeignText.oneLine(null, 10)).isEmpty();
    }

    @Provide
    Arbitrary<String> wild() {
        Arbitrary<Integer> acting = Arbitraries.of(
                0, 9, 10, 13, 27, 0x7F, 0x85, 0xAD, 0x200B, 0x200E, 0x2028, 0x2029, 0x202E, 0x2066, 0xFEFF, 0xFFF9,
                0x110BD, 0x1D173, 0xE0001, 0xE0041, 0xE007F);
        Arbitrary<Integer> any = Arbitraries.integers().between(0, Character.MAX_CODE_POINT);
        return Arbitraries.frequencyOf(
                        Tuple.of(2, acting), Tuple.of(2, Arbitraries.integers().between(0, 0x7F)), Tuple.of(1, any))
                .list()
                .ofMaxSize(60)
                .map(points -> points.stream().map(Character::toString).reduce("", String::concat));
    }

    @Provide
    Arbitrary<String> wholeCharacters() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(0x20, 0x7E),
                        Arbitraries.integers().between(0x1F300, 0x1F64F),
                        Arbitraries.of(0x202E, 0x0A))
                .list()
                .ofMaxSize(30)
                .map(points -> points.stream().map(Character::toString).reduce("", String::concat));
    }

    private static boolean acts(int point) {
        return ACTING.contains(Character.getType(point));
    }

    private static boolean isHalf(int point) {
        return Character.getType(point) == Character.SURROGATE;
    }
}
