// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.filetrail.trail.SweepReport.NotUnderstood;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that no hash in a pasted text is lost, whatever stands around it. */
class HashListTest {

    private static final String SHA1 = "1e5bc9d7e413ddd7902c2932e418702b84d0cc07";
    private static final String SHA256 = "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s,%s",
                "%s;%s",
                "%s %s",
                "%s\t%s",
                "%s\r\n%s\r\n",
                "\uFEFF%s\n%s",
                "'%s' \"%s\"",
                "[\"%s\",\"%s\"]",
                "{\"sha1\":\"%s\",\"sha256\":\"%s\"}",
                "| file | %s | %s |",
                "- %s\n- %s",
                "• %s\n• %s",
                "1. `%s`\n2. **%s**",
                "sha1:%s SHA-256=%s",
                "SHA1%s sha256%s",
                "0x%s 0x%s",
                "%s|%s",
                "<%s><%s>",
                "(%s)(%s)",
                "file-%s.exe / %s_x.dll",
                "%s...%s...",
                "%s…%s…",
                "hxxps://www[.]virustotal[.]com/gui/file/%s/detection hxxps://vt(dot)com/%s?x=1",
                "https://example.com/search?q=%s%%0A%s%%20",
                "https://example.com/%%2F%s%%2C%s",
                "{\\\"a\\\":\\\"%s\\\\n%s\\\"}",
                "a\\n%s\\r\\n\\t%s\\u000a",
                "文件%s和%s的",
                "файл%sи%sконец",
                "%s\u0000%s",
                "%s\u200B\n\u200B%s",
                "\u201C%s\u201D\u00A0\u2028%s"
            })
    void findsThemHoweverTheyArePasted(String form) {
        String separated = form.contains("\u0000") ? "%s\u0000\n%s" : form;
        HashList list = HashList.read(separated.formatted(SHA1, SHA256));

        assertThat(list.hashes()).extracting(FileHash::hex).containsExactly(SHA1, SHA256);
        assertThat(list.notUnderstood()).isEmpty();
        assertThat(list.duplicates()).isZero();
    }

    @Test
    void readsThroughWhatIsNotSeen() {
        String disguised = SHA1.replaceAll("(.)", "$1\u200B").toUpperCase(java.util.Locale.ROOT);
        String utf16 = SHA256.replaceAll("(.)", "$1\u0000");

        assertThat(HashList.read(disguised + "\u00AD\n" + utf16 + "\uFE0F").hashes())
                .extracting(FileHash::hex)
                .containsExactly(SHA1, SHA256);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "R", "2F", "u000a", "U000A"})
    void anEscapeIsOneOnlyBehindItsMark(String escape) {
        HashList list = HashList.read(escape + SHA1);

        assertThat(list.hashes()).isEmpty();
        assertThat(list.notUnderstood()).extracting(NotUnderstood::text).containsExactly(escape + SHA1);
    }

    @Test
    void countsDuplicates() {
        HashList list =
                HashList.read(SHA1 + " " + SHA1.toUpperCase(java.util.Locale.ROOT) + "," + SHA256 + "\n" + SHA1);

        assertThat(list.hashes()).hasSize(2);
        assertThat(list.duplicates()).isEqualTo(2);
    }

    @Test
    void saysWhatLooksLikeAHashAndIsNone() {
        HashList list = HashList.read(String.join(
                "\n",
                "d41d8cd98f00b204e9800998ecf8427e",
                SHA1.substring(1),
                SHA1 + "ab",
                SHA256.substring(0, 62) + "g0",
                SHA1.substring(0, 39) + "\u0430",
                SHA1.substring(0, 12) + "…",
                SHA256 + SHA256,
                SHA1 + SHA1,
                "an ordinary sentence with deadbeef, 2026-03-04 and 123e4567-e89b-12d3-a456-426614174000"));

        assertThat(list.hashes()).isEmpty();
        assertThat(list.notUnderstood())
                .extracting(NotUnderstood::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("MD5", "nothing at Defender turns an MD5 into a SHA-1"),
                        reason -> assertThat(reason).contains("39 digits", "cut off"),
                        reason -> assertThat(reason).contains("42 digits"),
                        reason -> assertThat(reason).contains("'g' at place 63"),
                        reason -> assertThat(reason).contains("'\u0430' at place 40"),
                        reason -> assertThat(reason).contains("cut off"),
                        reason -> assertThat(reason).contains("SHA-512"),
                        reason -> assertThat(reason).contains("80 digits", "run together"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256:%s\nsha1:%s",
                "SHA-256 = %s | SHA-1 = %s",
                "{\"sha256\":\"%s\",\"sha1\":\"%s\"}",
                "{\"sha256\" : \"%s\", \"sha1\" : \"%s\"}",
                "**SHA256:** `%s`\n**SHA1:** `%s`",
                "SHA256%s SHA1%s",
                "file_sha256=%s&file_sha1=%s",
                "md5: %s\nsha512: %s"
            })
    void refusesWhatIsCalledWhatItIsNotAndGoesOn(String form) {
        String md5 = form.startsWith("md5") ? "an MD5, which has 32 digits" : "a SHA-256, which has 64 digits";
        String other = form.startsWith("md5") ? "a SHA-512, which has 128 digits" : "a SHA-1, which has 40 digits";
        String another = "2" + SHA1.substring(1);
        HashList list = HashList.read(form.formatted(SHA1, SHA256) + "\n" + another);

        assertThat(list.hashes()).extracting(FileHash::hex).containsExactly(another);
        assertThat(list.notUnderstood())
                .extracting(NotUnderstood::reason)
                .containsExactly("called " + md5 + ", but has 40", "called " + other + ", but has 64");
    }

    /** A name that stands for several, a heading, or one that something else stands behind. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHA1/SHA256: %s",
                "SHA-1/SHA-256: %s",
                "MD5, SHA1, SHA256:\n%s",
                "SHA256:\r\n%s",
                "sha256,sha1\n,%s",
                "sha256: none, %s",
                "\"sha256\":\"\",\"sha1\":\"%s\"",
                "wisha256: %s",
                "sha2561: %s"
            })
    void takesNoOtherWordForAName(String form) {
        HashList list = HashList.read(form.formatted(SHA1));

        assertThat(list.hashes()).extracting(FileHash::hex).containsExactly(SHA1);
        assertThat(list.notUnderstood()).isEmpty();
    }

    @Test
    void staysShortAndQuickWhateverComes() {
        for (String part : List.of(
                "a", "g", "a".repeat(39) + " ", "0x", "%0A", "\u200B", "sha1", "sha1:  ", "a…", "\uD83D", "а", "\\n")) {
            String hostile = part.repeat(1_000_000 / part.length());
            HashList list = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> HashList.read(hostile));
            assertThat(list.notUnderstood()).hasSizeLessThanOrEqualTo(20);
            assertThat(list.notUnderstood()).allMatch(each -> each.text().length() <= 80);
        }
    }

    @Test
    void countsWhatItDoesNotList() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            many.append("%032x".formatted(i + 1)).append('\n');
        }
        HashList list = HashList.read(many.toString());

        assertThat(list.notUnderstood()).hasSize(20);
        assertThat(list.moreNotUnderstood()).isEqualTo(30);
    }

    @Property(tries = 500)
    void losesNoneAndKeepsTheirOrder(@ForAll("hashes") List<String> hashes, @ForAll("noise") List<String> noise) {
        StringBuilder text = new StringBuilder(noise.get(0));
        for (int i = 0; i < hashes.size(); i++) {
            text.append(noise.get(i % noise.size())).append(hashes.get(i)).append(noise.get((i + 1) % noise.size()));
        }
        HashList list = HashList.read(text.toString());

        List<String> distinct = List.copyOf(new LinkedHashSet<>(hashes.stream()
                .map(hash -> hash.toLowerCase(java.util.Locale.ROOT))
                .toList()));
        assertThat(list.hashes()).extracting(FileHash::hex).containsExactlyElementsOf(distinct);
        assertThat(list.duplicates()).isEqualTo(hashes.size() - distinct.size());
    }

    @Provide
    Arbitrary<List<String>> hashes() {
        Arbitrary<String> digits = Arbitraries.of("0123456789abcdefABCDEF".split(""))
                .list()
                .ofSize(64)
                .map(each -> String.join("", each));
        return Combinators.combine(digits, Arbitraries.of(40, 64))
                .as((all, length) -> all.substring(0, length))
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    /** Each begins and ends with something that belongs to no word. */
    @Provide
    Arbitrary<List<String>> noise() {
        Arbitrary<String> separators = Arbitraries.of(
                ",",
                ";",
                " ",
                "\t",
                "\n",
                "\r\n",
                "\"",
                "'",
                "[",
                "]",
                "(",
                ")",
                "|",
                "•",
                "-",
                "*",
                "`",
                "/",
                ":",
                "=",
                "<br>",
                " sha1, ",
                " SHA-256, ",
                " [.] ",
                "(dot)",
                " hxxps://x[.]example/",
                "\u00A0",
                "\u2028",
                "\uFEFF,",
                ", \u200B",
                " MD5 d41d8cd98f00b204e9800998ecf8427e ",
                " 17 machines ",
                " 会 ",
                "\\n",
                "%0A",
                "...",
                "…",
                "_",
                "&nbsp;",
                "&#10;");
        return separators.list().ofMinSize(1).ofMaxSize(12);
    }
}
