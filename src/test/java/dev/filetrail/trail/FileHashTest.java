// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what passes for a hash, and that whatever does not is a bad question with advice. */
class FileHashTest {

    private static final String SHA1 = "1e5bc9d7e413ddd7902c2932e418702b84d0cc07";

    private static final String SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @ParameterizedTest
    @ValueSource(
            strings = {
                SHA1,
                "1E5BC9D7E413DDD7902C2932E418702B84D0CC07",
                "  " + SHA1 + "\r\n",
                "\u3000" + SHA1 + "\u2003",
                "\u00A0" + SHA1 + "\u202F",
                "\uFEFF" + SHA1,
                "SHA-1:\u00A0" + SHA1,
                "sha1:" + SHA1,
                "SHA1=" + SHA1,
                "SHA-1: " + SHA1,
                "sha-1 : \t" + SHA1
            })
    void forgivesHowAHashIsPasted(String text) {
        assertThat(FileHash.parse(text)).isEqualTo(new FileHash(SHA1)).hasToString(SHA1);
    }

    @ParameterizedTest
    @ValueSource(strings = {SHA256, "  SHA-256: " + SHA256, "sha256=" + SHA256})
    void takesASha256(String text) {
        assertThat(FileHash.parse(text)).isEqualTo(new FileHash(SHA256));
        assertThat(FileHash.parse(text).isSha1()).isFalse();
        assertThat(FileHash.parse(SHA1).isSha1()).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\u00A0", "\n\t", "sha1:", "SHA-1 = ", "md5:"})
    void saysThatNoneWasGiven(String text) {
        assertThat(refused(text)).hasMessage("No hash was given.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "d41d8cd98f00b204e9800998ecf8427e | MD5 (32 digits)",
                "1e5bc9d7e413ddd7902c2932e418702b84d0cc0 | has 39 digits",
                "1e5bc9d7e413ddd7902c2932e418702b84d0cc077 | has 41 digits",
                "a | has 1 digit,",
                "1e5bc9d7e413ddd7902c2932e418702b84d0cc0g | 'g' at place 40",
                "sha1:x | 'x' at place 6",
                "sha384:x | 'x' at place 8",
                "md5: d41d8cd98f00b204e9800998ecf8427e | is an MD5 (32 digits)",
                SHA1 + "0123456789abcdef | is a SHA-224 (56 digits)",
                SHA256 + SHA256 + " | is a SHA-512 (128 digits)",
                "sha256:" + SHA1 + " | is called a SHA-256, which has 64 digits, but has 40",
                "sha-1 = " + SHA256 + " | is called a SHA-1, which has 40 digits, but has 64",
                "MD5:" + SHA1 + " | is called an MD5, which has 32 digits, but has 40",
                "sha512:" + SHA1 + " | is called a SHA-512, which has 128 digits, but has 40",
                "1e5bc9d7 e413ddd7902c2932e418702b84d0cc07 | ' ' at place 9",
                "../../../etc/passwd | '.' at place 1",
                "０e5bc9d7e413ddd7902c2932e418702b84d0cc07 | '０' at place 1"
            })
    void saysWhatIsWrong(String text, String what) {
        assertThat(refused(text)).hasMessageContaining(what);
    }

    @Test
    void asksWhetherAShortOneWasCutOff() {
        assertThat(refused(SHA1.substring(1)).whatToDo()).contains("cut off");
        assertThat(refused(SHA1 + "0").whatToDo()).doesNotContain("cut off");
    }

    @Test
    void saysThatNothingTurnsAnotherHashIntoASha1() {
        assertThat(refused(SHA256 + SHA256).whatToDo())
                .contains("Nothing at Defender turns a SHA-512 into a SHA-1. To get the SHA-1 of a file:");
        assertThat(refused("d41d8cd98f00b204e9800998ecf8427e").whatToDo()).contains("turns an MD5 into a SHA-1.");
    }

    @Test
    void showsWhatWasGivenHarmlessAndShort() {
        assertThat(refused("\u202Eabc" + "z".repeat(10_000)).getMessage())
                .startsWith("'\\u202Eabczzz")
                .contains("'\\u202E' at place 1")
                .hasSizeLessThan(250);
    }

    @Test
    void isNotMadeOfAnythingElse() {
        assertThatThrownBy(() -> new FileHash(SHA1 + "0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FileHash(SHA1.replace('1', 'g'))).isInstanceOf(IllegalArgumentException.class);
        assertThat(new FileHash(SHA1.toUpperCase(Locale.ROOT)).hex()).isEqualTo(SHA1);
    }

    @Property
    void givesAHashOrSaysThatTheQuestionIsBad(@ForAll String text) {
        holds(text);
    }

    @Property
    void givesAHashOrSaysThatTheQuestionIsBadWhereItLooksLikeOne(@ForAll("nearlyHashes") String text) {
        holds(text);
    }

    @Property
    void readsEveryHash(@ForAll("hashes") String text) {
        assertThat(FileHash.parse(text).hex()).isEqualTo(text.toLowerCase(Locale.ROOT));
    }

    private static void holds(String text) {
        try {
            assertThat(FileHash.parse(text).hex()).matches("[0-9a-f]{40}|[0-9a-f]{64}");
        } catch (TrailException e) {
            assertThat(e.isBadQuestion()).isTrue();
            assertThat(e.getMessage()).endsWith(".");
            assertThat(e.whatToDo()).contains("SHA-1", "40 hexadecimal digits", "sha1sum", "Get-FileHash");
        }
    }

    private static TrailException refused(String text) {
        TrailException refusal = catchThrowableOfType(TrailException.class, () -> FileHash.parse(text));
        assertThat(refusal.isBadQuestion()).isTrue();
        assertThat(refusal.outcome()).isEqualTo("bad_question");
        return refusal;
    }

    @Provide
    Arbitrary<String> hashes() {
        return Arbitraries.strings().withChars("0123456789abcdefABCDEF").ofLength(40);
    }

    @Provide
    Arbitrary<String> nearlyHashes() {
        return Combinators.combine(
                        Arbitraries.of("", " ", "sha1:", "SHA-1 = ", "sha1", "md5:", "SHA-256:", "\u0000", "\u2028"),
                        Arbitraries.strings()
                                .withChars("0123456789abcdefABCDEF")
                                .ofMaxLength(70),
                        Arbitraries.of("", "\n", "g", "\u00A0", "\uD83D", "💻", "İ"))
                .as((before, digits, after) -> before + digits + after);
    }
}
