// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.Ticker;
import dev.filetrail.defender.DefenderSetup;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which machines have seen these many files? Asks for each, after those who wait for a single answer, and lists what it could
 * not ask for, so that nothing is asked twice and nothing is missing.
 */
@Singleton
public class HashSweep {

    /** Why a sweep is unfinished that the end of the program has ended. */
    public static final String SHUTTING_DOWN = "FileTrail is being stopped. Ask again once it is back.";

    private final Answers answers;
    private final Sha1Lookup lookup;
    private final CallBudget budget;
    private final TrailConfig config;
    private final Ticker ticker;
    private final Reporting reporting;
    private final DefenderSetup setup;
    private final QuestionLog log;
    private final Set<SweepRun> running = ConcurrentHashMap.newKeySet();

    HashSweep(
            Answers answers,
            Sha1Lookup lookup,
            DefenderSetup setup,
            CallBudget budget,
            TrailConfig config,
            Ticker ticker,
            QuestionLog log) {
        this.answers = answers;
        this.lookup = lookup;
        this.budget = budget;
        this.config = config;
        this.ticker = ticker;
        this.reporting = new Reporting(setup.portal());
        this.setup = setup;
        this.log = log;
    }

    /**
     * When the calls of a sweep can be made, as far as can be told.
     *
     * @param first the next one
     * @param last the last one
     */
    public record Outlook(Duration first, Duration last) {}

    /**
     * Sweeps. Never blocks. What goes wrong on the way is in the report. Whoever cancels ends it; what nobody else waits
     * for is given up.
     *
     * @param given what, and for how long
     * @return the report, or a {@link TrailException} when whoever asks may not ask at all
     */
    public Uni<SweepReport> sweep(SweepOrder given) {
        Pending pending = log.begins(given.asking());
        SweepOrder order = given.by(pending.asking());
        return Uni.createFrom()
                .<SweepReport>emitter(emitter -> {
                    Perspective perspective =
                            Perspective.of(setup, order.asking().visit().caller());
                    SweepRun run = new SweepRun(
                            order,
                            new SweepQuestions(answers, lookup, perspective, order.asking()),
                            budget,
                            ticker,
                            reporting,
                            emitter);
                    running.add(run);
                    emitter.onTermination(() -> {
                        running.remove(run);
                        run.giveUp();
                    });
                    run.begin();
                })
                .invoke(report -> log.swept(order.list(), order.asking(), pending, report))
                .onFailure()
                .transform(failure ->
                        log.failed("sweep", QuestionLog.asked(order.list()), order.asking(), pending, failure))
                .onCancellation()
                .invoke(() -> log.givenUp("sweep", QuestionLog.asked(order.list()), order.asking(), pending));
    }

    /** @return how long a sweep may take for somebody who waits for it */
    public Duration usualTime() {
        return config.sweepTime();
    }

    /** @return the tenant that is asked, and with whose eyes: what an answer that is kept belongs to */
    public String whoseAnswers() {
        Perspective perspective = Perspective.ofApplication(setup);
        return perspective.cloud() + " " + perspective.tenant() + " " + perspective.identity();
    }

    /**
     * How long so many further calls would take.
     *
     * @param calls 1 or more
     * @return an estimate, too short rather than too long
     */
    public Uni<Outlook> outlook(int calls) {
        return budget.untilSweep(CallKind.MACHINES_OF_FILE, 1)
                .chain(first ->
                        budget.untilSweep(CallKind.MACHINES_OF_FILE, calls).map(last -> new Outlook(first, last)));
    }

    /**
     * Lets the budget know of calls that another run of the program has made, which Defender still counts.
     *
     * @param kind of call, as in {@link Allowance#call()}; an unknown one is passed over
     * @param ages how long ago each was answered
     */
    public void spentBefore(String kind, List<Duration> ages) {
        for (CallKind each : CallKind.values()) {
            if (each.label().equals(kind)) {
                budget.spentBefore(each, ages);
            }
        }
    }

    void stopping(@Observes ShutdownDelayInitiatedEvent soon) {
        stop();
    }

    void stopped(@Observes ShutdownEvent now) {
        stop();
    }

    private void stop() {
        running.forEach(SweepRun::stopForShutdown);
    }
}
