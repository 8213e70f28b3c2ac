// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.trail.AlertsReport;
import dev.filetrail.trail.Allowance;
import dev.filetrail.trail.FileProfile;
import dev.filetrail.trail.MachinesReport;
import dev.filetrail.trail.SweepReport;
import dev.filetrail.trail.TrailException;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every card is one that Teams takes, and small enough, whatever strangers have named their machines. */
class CardsTest {

    /** Beyond everything that is cut off somewhere. */
    private static final int LONG = 2_000;

    private static final String HASH = "1e5bc9d7e413ddd7902c2932e418702b84d0cc07";
    private static final String SHA256 = "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f";
    private static final String LINK = "https://security.microsoft.com/file/" + HASH;
    private static final String MOMENT = "2026-11-24T15:48:56Z";
    private static final Allowance BUDGET = new Allowance("machines_of_file", 100, 99, 1_500, 1_499, 0, "alone");
    private static final Question QUESTION = Question.read("machines " + HASH + " " + "x".repeat(40));

    private static MachinesReport.Sighting sighting(String word) {
        return new MachinesReport.Sighting(
                "id",
                word,
                word,
                word,
                word,
                word,
                word,
                word,
                word,
                word,
                word,
                List.of(word),
                word,
                word,
                word,
                true,
                true,
                word,
                LINK);
    }

    private static MachinesReport machines(String word, int many, boolean stale) {
        List<MachinesReport.Count> counts = Collections.nCopies(20, new MachinesReport.Count(word, 3));
        return new MachinesReport(
                HASH,
                null,
                LINK,
                many,
                many,
                new MachinesReport.Summary(counts, counts, counts, counts, counts, word, word, 1, 1),
                Collections.nCopies(many, sighting(word)),
                "abc",
                MOMENT,
                true,
                7_300,
                stale,
                word,
                BUDGET);
    }

    private static AlertsReport alerts(String word, int many) {
        List<AlertsReport.Count> counts = Collections.nCopies(20, new AlertsReport.Count(word, 3));
        return new AlertsReport(
                HASH,
                null,
                many,
                many,
                new AlertsReport.Summary(counts, counts, counts, 1, 1, word, word),
                Collections.nCopies(
                        many,
                        new AlertsReport.FileAlert(
                                "id",
                                word,
                                word,
                                word,
                                word,
                                word,
                                word,
                                word,
                                word,
                                word,
                                word,
                                LINK,
                                word,
                                word,
                                word,
                                word,
                                List.of(word),
                                LINK)),
                "abc",
                LINK,
                MOMENT,
                false,
                0,
                true,
                word,
                BUDGET);
    }

    private static FileProfile profile(String word) {
        return new FileProfile(
                HASH,
                null,
                null,
                null,
                true,
                word,
                word,
                Collections.nCopies(20, word),
                word,
                word,
                1L,
                word,
                true,
                word,
                word,
                word,
                false,
                new FileProfile.Organization(1L, word, word, 30),
                new FileProfile.World(1L, word, word),
                Collections.nCopies(2, new FileProfile.UnknownPart("file", "throttled", word, 5L)),
                LINK,
                MOMENT,
                true,
                3,
                true,
                word,
                BUDGET);
    }

    private static SweepReport sweep(String word, int many) {
        return new SweepReport(
                many,
                0,
                Collections.nCopies(20, new SweepReport.NotUnderstood(word, word)),
                7,
                Collections.nCopies(
                        many, new SweepReport.SweptFile(HASH, SHA256, LINK, 3, word, MOMENT, false, 0, false)),
                Collections.nCopies(20, new SweepReport.SharedMachine("id", word, word, List.of(HASH), LINK)),
                3,
                true,
                Collections.nCopies(many, new SweepReport.FailedHash(HASH, "forbidden", word)),
                Collections.nCopies(many, HASH),
                word,
                30L,
                BUDGET);
    }

    @Property(tries = 150)
    void strangersWordsMeanNothing(@ForAll("messages") String word) {
        for (Stage stage : Stage.values()) {
            for (Said said : List.of(
                    MachinesCard.of(
                            machines(word, 10, true), machines(word, 10, true).machines(), QUESTION, stage),
                    AlertsCard.of(alerts(word, 8), alerts(word, 8).alerts(), QUESTION, stage),
                    ProfileCard.of(profile(word), QUESTION, stage),
                    SweepCard.of(sweep(word, 5), stage),
                    WordsCard.trouble(TrailException.badQuestion(word, word), QUESTION, stage))) {
                Cards.valid(said.card());
                assertThat(said.text()).doesNotContain("{{", "<", "](", "`").isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void theLongestStillFit(Stage stage) {
        for (String word :
                List.of("\uD83D\uDE00".repeat(LONG), "\u202E".repeat(LONG), "\"\\".repeat(LONG), "漢".repeat(LONG))) {
            Cards.valid(MachinesCard.of(
                            machines(word, 10_000, true),
                            machines(word, 10, true).machines(),
                            QUESTION,
                            stage)
                    .card());
            Cards.valid(MachinesCard.of(
                            machines(word, 10_000, true),
                            machines(word, 200, true).machines(),
                            QUESTION,
                            stage)
                    .card());
            Cards.valid(AlertsCard.of(alerts(word, 200), alerts(word, 200).alerts(), QUESTION, stage)
                    .card());
            Cards.valid(ProfileCard.of(profile(word), QUESTION, stage).card());
            Cards.valid(SweepCard.of(sweep(word, 100), stage).card());
        }
    }

    @Test
    void aSweepNamesTheSha256ThatWasGiven() {
        Said said = SweepCard.of(sweep("High", 1), Stage.BOT);

        assertThat(Cards.valid(said.card())).contains(HASH, "SHA-256 " + SHA256);
        assertThat(said.text()).contains(HASH + " (SHA-256 " + SHA256 + "): 3 machines.");
    }

    @Test
    void rowsThatDoNotFitAreCounted() {
        String word = "漢".repeat(LONG);
        Said said = MachinesCard.of(
                machines(word, 300, false), machines(word, 300, false).machines(), QUESTION, Stage.BOT);
        assertThat(Cards.valid(said.card())).contains("rows more would not fit in this card.");
    }

    @Test
    void stillAsking() {
        assertThat(Cards.valid(
                        WordsCard.stillAsking(Question.read("file " + HASH)).card()))
                .startsWith("Still asking Defender")
                .contains("Mention me with: file " + HASH);
        Cards.valid(WordsCard.fault().card());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a*b_c | a＊b＿c",
                "[x](https://e.example) | ［x］(https：//e.example)",
                "- item | － item",
                "1. item | 1． item",
                "srv-1.example | srv-1.example",
                "<b>&amp; | ＜b＞＆amp;",
                "{{DATE(x)}} | ｛｛DATE(x)｝｝"
            })
    void inertLooksAlike(String given, String inert) {
        assertThat(CardText.inert(given, 80)).isEqualTo(inert);
    }

    @Provide
    Arbitrary<String> messages() {
        return Messages.any();
    }
}
