// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.trail.AlertFilter;
import dev.filetrail.trail.AlertsReport;
import dev.filetrail.trail.AlertsReport.Count;
import dev.filetrail.trail.AlertsReport.FileAlert;
import dev.filetrail.trail.Allowance;
import dev.filetrail.trail.FileProfile;
import dev.filetrail.trail.FileProfile.Organization;
import dev.filetrail.trail.FileProfile.UnknownPart;
import dev.filetrail.trail.FileProfile.World;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts about a file and its alerts stay short and harmless whatever strangers call things. */
class FileTextsTest {

    private static final Allowance BUDGET = new Allowance("file", 100, 97, 1_500, 1_490, 0, "alone");
    private static final String HASH = "1e5bc9d7e413ddd7902c2932e418702b84d0cc07";
    private static final String SHA256 = "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f";
    private static final String MOMENT = "2026-03-04T05:06:07Z";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "漢字",
                "<img src=x onerror=alert(1)>",
                "[click](https://evil.example)",
                "`\n# evil\n`",
                "**evil** _it_",
                "\u202Eevil",
                "💻",
                "| evil | b |"
            })
    void staysShortAndShowsAStrangersTextOnlyAsCode(String part) {
        String hostile = part.repeat(2_000 / part.length());
        for (String text : List.of(
                ProfileText.of(profile(hostile, List.of())),
                ProfileText.of(profile(
                        hostile, List.of(new UnknownPart("statistics", "forbidden", "No. ".repeat(300), null)))),
                AlertsText.of(alerts(hostile), AlertFilter.ALL, false),
                AlertsText.of(alerts(hostile), new AlertFilter("Low", "Open", 24), true))) {
            assertThat(Wording.tokens(text)).as(text).isLessThan(2_000);
            assertThat(text.replaceAll("`[^`\n]*`", ""))
                    .as(text)
                    .doesNotContain("evil", "<img", "漢", "💻", "\u202E", "null");
        }
    }

    @Test
    void saysThatAnUnknownFileIsNotAHarmlessOne() {
        String text = ProfileText.of(new FileProfile(
                HASH,
                null,
                null,
                null,
                false,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new Organization(0L, null, null, 30),
                new World(null, null, null),
                List.of(),
                "https://portal.example/file",
                MOMENT,
                true,
                1,
                false,
                null,
                BUDGET));

        assertThat(text)
                .startsWith("**Defender does not know the file** with SHA-1 " + HASH + ".")
                .contains("does not mean that it is harmless")
                .contains("`get_machines_for_file_hash` tells which machines have it, also those of up to 180 days ago")
                .endsWith("remembered, 1 second old.\nCalls left: 97 of 100 this minute, 1490 of 1500 this hour.");
    }

    @Test
    void saysWhyAPartIsUnknownInOneLineAndGivesTheOther() {
        String text = ProfileText.of(profile(
                "plain", List.of(new UnknownPart("file", "throttled", "Too often.\nAsk again in 8 seconds.", 8L))));

        assertThat(text)
                .startsWith("**What the file is, is unknown here**")
                .contains("**Unknown: what the file is** (verdict, signer, size). Too often. Ask again in 8 seconds.\n")
                .contains("In this organization: on 12 machines in the last 30 days")
                .doesNotContain("Signature", "Size");
    }

    @Test
    void saysWhenAnAnswerIsAnOldOne() {
        AlertsReport report = new AlertsReport(
                HASH,
                SHA256,
                0,
                0,
                nothing(),
                List.of(),
                null,
                "https://portal.example/file",
                MOMENT,
                true,
                300,
                true,
                "Defender can't be reached.",
                BUDGET);

        assertThat(AlertsText.of(report, AlertFilter.ALL, false))
                .startsWith("**Stale: this is the last answer there was, 300 seconds old.**")
                .contains("**No alert involves the file** with SHA-1 " + HASH, "looked up by its SHA-256 " + SHA256)
                .contains("`get_file_profile`");
    }

    @Test
    void saysThatNoAlertMatchesTheFilters() {
        AlertsReport report = new AlertsReport(
                HASH,
                null,
                5,
                0,
                nothing(),
                List.of(),
                null,
                "https://portal.example/file",
                MOMENT,
                false,
                0,
                false,
                null,
                BUDGET);

        assertThat(AlertsText.of(report, new AlertFilter("High", null, null), false))
                .contains("**5 alerts involve the file**", "None of them matches the filters")
                .doesNotContain("Newest first", "get_machine`");
    }

    private static FileProfile profile(String text, List<UnknownPart> unknown) {
        return new FileProfile(
                HASH,
                SHA256,
                SHA256,
                "44d88612fea8a8f36de82e1278abb02f",
                true,
                text,
                text,
                Collections.nCopies(100, text),
                text,
                text,
                68L,
                text,
                true,
                text,
                text,
                text,
                false,
                unknown.stream().anyMatch(each -> each.part().equals("statistics"))
                        ? null
                        : new Organization(12L, MOMENT, MOMENT, 30),
                new World(4_811L, MOMENT, MOMENT),
                unknown,
                "https://portal.example/file",
                MOMENT,
                false,
                0,
                false,
                null,
                BUDGET);
    }

    private static AlertsReport alerts(String text) {
        FileAlert alert = new FileAlert(
                text,
                text,
                text,
                text,
                text,
                text,
                text,
                text,
                text,
                text,
                text,
                "https://portal.example/machines",
                MOMENT,
                MOMENT,
                MOMENT,
                null,
                List.of(text),
                "https://portal.example/alerts");
        List<Count> counts = Collections.nCopies(30, new Count(text, 7));
        return new AlertsReport(
                HASH,
                SHA256,
                210,
                210,
                new AlertsReport.Summary(counts, counts, counts, 3, 9, MOMENT, MOMENT),
                Collections.nCopies(200, alert),
                "AQAAAABpp8AHNX7o1QAAABnKxqDeWvK2Zp0V8qQ",
                "https://portal.example/file",
                MOMENT,
                false,
                0,
                true,
                "Defender could not answer: trouble of its own (500).",
                BUDGET);
    }

    private static AlertsReport.Summary nothing() {
        return new AlertsReport.Summary(List.of(), List.of(), List.of(), 0, 0, null, null);
    }
}
