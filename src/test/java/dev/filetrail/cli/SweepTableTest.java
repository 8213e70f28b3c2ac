// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.trail.Allowance;
import dev.filetrail.trail.SweepReport;
import dev.filetrail.trail.SweepReport.FailedHash;
import dev.filetrail.trail.SweepReport.SweptFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds that whoever gave a list finds each of its hashes in the table again. */
class SweepTableTest {

    private static final String SHA1 = "1e5bc9d7e413ddd7902c2932e418702b84d0cc07";
    private static final String OTHER = "f".repeat(40);
    private static final String SHA256 = "ab".repeat(32);
    private static final Allowance BUDGET = new Allowance("machines_of_file", 100, 97, 1_500, 1_490, 0, "alone");

    @Test
    void namesTheSha256ThatWasGivenBelowItsFile() {
        assertThat(SweepTable.of(report(file(SHA1, null, 1), file(OTHER, SHA256, 2)))
                        .lines())
                .containsExactly(
                        "2 files answered, 2 on machines of this tenant.",
                        "",
                        "HASH                                      MACHINES  WORST RISK   LAST SEEN",
                        OTHER + "         2  High         2026-03-01T00:00:00Z",
                        "  SHA-256 " + SHA256,
                        SHA1 + "         1  High         2026-03-01T00:00:00Z",
                        "");
    }

    @Test
    void tellsWhatToDoAboutAFailureWhole() {
        String reason = "It may not. " + "An administrator grants it. ".repeat(30) + "Or ask with the SHA-1.";
        SweepReport report = new SweepReport(
                2,
                0,
                List.of(),
                0,
                List.of(),
                List.of(),
                0,
                true,
                List.of(new FailedHash(SHA256, "forbidden", reason), new FailedHash(OTHER, "forbidden", reason)),
                List.of(),
                null,
                null,
                BUDGET);

        assertThat(SweepTable.of(report).lines()).endsWith(SHA256 + ": " + reason, OTHER + ": the same");
    }

    @Test
    void saysHowOldAStaleAnswerIs() {
        SweptFile stale = new SweptFile(SHA1, null, null, 1, "High", "2026-03-01T00:00:00Z", true, 65, true);

        assertThat(SweepTable.of(report(stale))).contains("2026-03-01T00:00:00Z, stale, 65 s old\n");
    }

    private static SweptFile file(String sha1, String sha256, int machines) {
        return new SweptFile(sha1, sha256, null, machines, "High", "2026-03-01T00:00:00Z", false, 0, false);
    }

    private static SweepReport report(SweptFile... files) {
        return new SweepReport(
                files.length,
                0,
                List.of(),
                0,
                List.of(files),
                List.of(),
                0,
                true,
                List.of(),
                List.of(),
                null,
                null,
                BUDGET);
    }
}
