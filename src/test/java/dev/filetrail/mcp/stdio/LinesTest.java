// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.mcp.stdio.Lines.Line;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Lines come out as they went in, however they end and however the bytes arrive. */
class LinesTest {

    private static final int LONGEST = 20;
    private static final String TOO_LONG = "(too long)";

    /** A line and how it ends. */
    private record Written(String text, String end) {}

    @Property
    void cutsWhereALineEndsAndNowhereElse(
            @ForAll("lines") @Size(max = 30) List<Written> written, @ForAll @IntRange(min = 1, max = 50) int arriving)
            throws IOException {
        String all = written.stream().map(line -> line.text + line.end).collect(Collectors.joining());

        assertThat(read(all, arriving))
                .isEqualTo(written.stream()
                        .map(Written::text)
                        .filter(text -> !isBlank(text))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8).length > LONGEST ? TOO_LONG : text)
                        .toList());
    }

    @Property
    void theInputsEndIsALinesEnd(@ForAll("text") String last, @ForAll @IntRange(min = 1, max = 50) int arriving)
            throws IOException {
        boolean tooLong = last.getBytes(StandardCharsets.UTF_8).length > LONGEST;

        assertThat(read("first\n" + last, arriving))
                .isEqualTo(isBlank(last) ? List.of("first") : List.of("first", tooLong ? TOO_LONG : last));
    }

    @Example
    void aLineMayBeExactlyAsLongAsItMayBe() throws IOException {
        String longest = "x".repeat(LONGEST);

        assertThat(read(longest + "\r\n" + longest + "\n" + longest + "x\r\n" + longest + "\r\r\n" + longest, 7))
                .containsExactly(longest, longest, TOO_LONG, TOO_LONG, longest);
    }

    @Provide
    Arbitrary<List<Written>> lines() {
        return text().flatMap(text -> Arbitraries.of("\n", "\r\n").map(end -> new Written(text, end)))
                .list();
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.strings()
                .withChars('{', '}', '"', ' ', '\t', 'a', 'é', '\u2028', '漢')
                .ofMaxLength(24)
                .map(text -> text);
    }

    /** To JSON no other character is blank. */
    private static boolean isBlank(String text) {
        return text.chars().allMatch(each -> each == ' ' || each == '\t');
    }

    private static List<String> read(String text, int arriving) throws IOException {
        Lines lines =
                new Lines(inPieces(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), arriving), LONGEST);
        List<String> read = new ArrayList<>();
        for (Line line = lines.next(); line != null; line = lines.next()) {
            read.add(line.tooLong() ? TOO_LONG : new String(line.bytes(), StandardCharsets.UTF_8));
        }
        return read;
    }

    /** As a pipe gives them: a few bytes at a time. */
    private static InputStream inPieces(InputStream in, int most) {
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return super.read(into, from, Math.min(length, most));
            }
        };
    }
}
