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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that the text of a sweep stays short and says how to go on, and that a stranger's Markdown is only code in it. */
class SweepTextTest {

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
                new Allowance("machines_of_file", 100, 97, 1_500, 1_490, 0, "alone"));

        String text = SweepText.of(report);

        assertThat(text.chars().map(each -> each < 128 ? 1 : 6).sum() / 2).isLessThan(3_000);
        assertThat(text)
                .contains("Call sweep_file_hashes again in 60 seconds with: " + hashes.get(0))
                .contains("| 000000000000… (SHA-256 000000000000…) | 17 |")
                .containsPattern("and the \\d+ others in `unfinished`")
                .doesNotContain("\u202E");
    }
}
