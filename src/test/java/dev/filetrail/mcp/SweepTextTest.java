// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.trail.Allowance;
import dev.filetrail.trail.SweepReport;
import dev.filetrail.trail.SweepReport.FailedHash;
import dev.filetrail.trail.SweepReport.NotUnderstood;
import dev.filetrail.trail.SweepReport.SharedMachine;
import dev.filetrail.trail.SweepReport.SweptFile;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that the text of a sweep stays short and says how to go on, and that a stranger's Markdown is only code in it. */
class SweepTextTest {

    private static final Allowance BUDGET = new Allowance("machines_of_file", 100, 97, 1_500, 1_490, 0, "alone");

    @Test
    void tellsWhatToDoAboutFailuresWholeAndOnce() {
        String reason = "It may not. " + "An administrator grants it. ".repeat(20) + "Or ask with the SHA-1.";
        List<FailedHash> failed = IntStream.range(0, 12)
                .mapToObj(i -> new FailedHash(
                        "%02x".formatted(i).repeat(32),
                        i == 11 ? "too_large" : "forbidden",
                        i == 11 ? "Large." : reason))
                .toList();

        assertThat(SweepText.of(report(List.of(), failed, List.of())))
                .containsOnlyOnce(reason)
                .contains(
                        "- forbidden, 11 files (000000000000…, 010101010101…, ",
                        "070707070707… and 3 more): It may not.")
                .contains("- too_large, 1 file (0b0b0b0b0b0b…): Large.");
    }

    @Test
    void namesAllThatASweepLeavesUnaskedOfAHundred() {
        List<String> left = IntStream.range(0, 21).mapToObj("%040x"::formatted).toList();

        assertThat(SweepText.of(report(List.of(), List.of(), left.subList(0, 20))))
                .contains("again in 60 seconds with: " + String.join(" ", left.subList(0, 20)) + "\n");
        assertThat(SweepText.of(report(List.of(), List.of(), left)))
                .contains(left.get(19) + " and the 1 other in `unfinished` of the structured result");
    }

    @Test
    void saysHowOldAStaleAnswerIs() {
        SweptFile stale = new SweptFile(
                "a".repeat(40), null, "https://portal.example", 3, "High", "2026-03-01T00:00:00Z", true, 65, true);

        assertThat(SweepText.of(report(List.of(stale), List.of(), List.of())))
                .contains("| 3 | High | 2026-03-01T00:00:00Z, stale, 65 seconds old |");
    }

    @Test
    void countsWhatAListHasNoRoomForAndGoesOn() {
        List<SweptFile> files = IntStream.range(0, 100)
                .mapToObj(i -> new SweptFile(
                        "%040x".formatted(i), null, "https://portal.example", 3, "High", null, false, 0, false))
                .toList();

        String text =
                SweepText.of(report(files, List.of(new FailedHash("b".repeat(40), "forbidden", "No.")), List.of()));

        List<String> rows = text.lines().filter(line -> line.startsWith("| 0")).toList();
        assertThat(rows.stream().mapToInt(Wording::tokens).sum()).isBetween(600 - Wording.tokens(rows.get(0)) + 1, 600);
        assertThat(text)
                .contains(rows.get(rows.size() - 1) + "\n\n… and " + (100 - rows.size())
                        + " more files on machines, in the structured result.\n\nFailed:\n- forbidden, 1 file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pc-1", "会", "💻", "`<b>|", "\u202E", "](https://evil.example)"})
    void staysShortWhateverThereIs(String part) {
        String name = part.repeat(300 / part.length());
        List<String> hashes =
                IntStream.range(0, 100).mapToObj("%064x"::formatted).toList();
        SweepReport report = new SweepReport(
                400,
                0,
                hashes.stream()
                        .limit(20)
                        .map(hash -> new NotUnderstood(hash, name))
                        .toList(),
                7,
                hashes.stream()
                        .map(hash -> new SweptFile(
                                hash.substring(24),
                                hash,
                                "https://portal.example/file",
                                17,
                                name,
                                "2026-03-01T00:00:00Z",
                                false,
                                0,
                                false))
                        .toList(),
                hashes.stream()
                        .limit(50)
                        .map(hash -> new SharedMachine(hash, name, name, hashes, "https://portal.example/machines"))
                        .toList(),
                9,
                false,
                hashes.stream()
                        .map(hash -> new FailedHash(hash, "too_large", name))
                        .toList(),
                hashes,
                name,
                60L,
                BUDGET);

        String text = SweepText.of(report);

        assertThat(text.chars().map(each -> each < 128 ? 1 : 6).sum() / 2).isLessThan(3_000);
        assertThat(text)
                .contains("Call sweep_file_hashes again in 60 seconds with: " + hashes.get(0))
                .contains("| 000000000000… (SHA-256 000000000000…) | 17 |")
                .containsPattern("and the \\d+ others in `unfinished`")
                .doesNotContain("\u202E");
    }

    private static SweepReport report(List<SweptFile> files, List<FailedHash> failed, List<String> unfinished) {
        return new SweepReport(
                files.size() + failed.size() + unfinished.size(),
                0,
                List.of(),
                0,
                files,
                List.of(),
                0,
                true,
                failed,
                unfinished,
                unfinished.isEmpty() ? null : "No call.",
                unfinished.isEmpty() ? null : 60L,
                BUDGET);
    }
}
