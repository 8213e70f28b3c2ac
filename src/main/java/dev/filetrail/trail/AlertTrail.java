// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.Ticker;
import dev.filetrail.defender.Alert;
import dev.filetrail.defender.CallGate;
import dev.filetrail.defender.DefenderClient;
import dev.filetrail.defender.DefenderException;
import dev.filetrail.defender.DefenderSetup;
import dev.filetrail.trail.SmallAnswers.Known;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which alerts is this file part of? One call serves all who ask for the same file at the same time, its answer is remembered
 * for a short while, and filters and further pages cost none.
 */
@Singleton
public class AlertTrail {

    private static final String QUESTION = "alerts";

    private final Sha1Lookup lookup;
    private final SmallAnswers<Sight<FileHash>, List<Alert>> answers;
    private final DefenderClient defender;
    private final DefenderSetup setup;
    private final CallBudget budget;
    private final Clock clock;
    private final QuestionLog log;

    AlertTrail(
            Sha1Lookup lookup,
            DefenderClient defender,
            DefenderSetup setup,
            CallBudget budget,
            TrailConfig config,
            Clock clock,
            Ticker ticker,
            QuestionLog log) {
        this.lookup = lookup;
        this.answers = new SmallAnswers<>(budget, CallKind.ALERTS_OF_FILE, config, clock, ticker, List::size);
        this.defender = defender;
        this.setup = setup;
        this.budget = budget;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Answers a question, at the price of a call unless the answer is remembered, and of one of another kind for a SHA-256 that
     * was not asked for of late. Never blocks. Whoever cancels gives the question up; when nobody else waits for the same
     * answer, the call is given up as well.
     *
     * @param hash the file
     * @param query what is wanted of the answer
     * @param asker who asks, and how
     * @return the report, or a {@link TrailException} with the reason and the remedy
     */
    public Uni<AlertsReport> ask(FileHash hash, AlertQuery query, Asking asker) {
        Pending pending = log.begins(asker);
        Asking asking = pending.asking();
        Map<String, Object> asked = asked(hash, query, asking);
        return Uni.createFrom()
                .deferred(() -> answer(hash, query, asking))
                .onFailure(DefenderException.class)
                .transform(failure -> TrailException.unanswered((DefenderException) failure))
                .invoke(report -> log.answered(
                        QUESTION, asked, asking, pending, report.totalAlerts() == 0 ? "none" : "found", given(report)))
                .invoke(report -> log.asked(asking, report.hash(), report.resolvedFrom()))
                .onFailure()
                .transform(failure -> log.failed(QUESTION, asked, asking, pending, failure))
                .onCancellation()
                .invoke(() -> log.givenUp(QUESTION, asked, asking, pending));
    }

    private Uni<AlertsReport> answer(FileHash hash, AlertQuery query, Asking asking) {
        PageCursor.check(query.cursor(), asking);
        Perspective perspective = Perspective.of(setup, asking.visit().caller());
        return lookup.sha1(perspective, hash, asking).chain(sha1 -> {
            AlertCursor cursor = query.cursor() == null ? null : AlertCursor.decode(sha1, query);
            // Whoever turns pages sees the answer that the first one was cut from, as long as there is no newer one.
            Duration oldEnough = cursor == null ? Duration.ZERO : AnswerMemory.FOR_PAGES;
            return answers.get(new Sight<>(perspective, sha1), asking, oldEnough, gate -> fetched(sha1, asking, gate))
                    .map(known -> report(known, sha1, hash, query, cursor));
        });
    }

    private AlertsReport report(
            Known<List<Alert>> known, FileHash sha1, FileHash hash, AlertQuery query, AlertCursor cursor) {
        return new AlertReporting(new Portal(setup.portal()))
                .report(
                        known,
                        sha1,
                        hash.isSha1() ? null : hash.hex(),
                        query,
                        cursor,
                        answers.ageSeconds(known),
                        Allowance.of(CallKind.ALERTS_OF_FILE, budget),
                        clock.instant());
    }

    /** Newest first, each once: pages of a list that grows meanwhile may overlap. */
    private Uni<List<Alert>> fetched(FileHash sha1, Asking asking, CallGate gate) {
        return defender.alertsOfFile(asking.person(setup), sha1.hex(), gate).map(all -> {
            Set<String> ids = new HashSet<>();
            return all.stream()
                    .filter(alert -> ids.add(alert.id()))
                    .sorted(AlertCursor.NEWEST_FIRST)
                    .toList();
        });
    }

    private static Map<String, Object> asked(FileHash hash, AlertQuery query, Asking asking) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("hash", hash.hex());
        query.filter().putInto(asked);
        asked.put("limit", query.limit());
        if (query.cursor() != null) {
            asked.put("further_page", true);
        }
        if (asking.fresh()) {
            asked.put("fresh", true);
        }
        return asked;
    }

    private static Map<String, Object> given(AlertsReport report) {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("sha1", report.hash());
        given.put("alerts", report.totalAlerts());
        given.put("matching", report.matchingAlerts());
        given.put("shown", report.alerts().size());
        given.put("age_seconds", report.ageSeconds());
        given.put("remembered", report.remembered());
        given.put("stale", report.stale());
        return given;
    }
}
