// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.CallWatch;
import dev.filetrail.budget.Ticker;
import dev.filetrail.trail.SweepReport.FailedHash;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** One sweep: a few hashes at a time, in order, until all are done or the rest has to wait. */
final class SweepRun {

    private static final Logger LOG = Logger.getLogger(SweepRun.class);
    private static final int AT_ONCE = 8;
    /** How long what is under way may go on when nothing more is begun since the time is over. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);
    /** The same, when there is another reason to stop. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    /** For whoever waits as long as it takes. */
    private static final Duration ENDLESS = Duration.ofDays(30);

    private final SweepOrder order;
    private final SweepQuestions questions;
    private final CallBudget budget;
    private final Ticker ticker;
    private final Reporting reporting;
    private final UniEmitter<? super SweepReport> emitter;
    private final List<FileHash> hashes;
    private final SweepTrouble trouble;
    private final long start;
    private final Duration longest;
    /** Rounds of {@link #startAll} that are due; whoever raises it from 0 does them all. An answer that comes at once nests none. */
    private final AtomicInteger due = new AtomicInteger();

    // Under this object's lock, from here on.
    private final SweepResults results;
    /** Places that are begun and not left. One is left twice when its answer comes just as it is cancelled. */
    private final Set<Integer> outstanding = new HashSet<>();
    /** How to cancel what is being done for a place. */
    private final Map<Integer, Cancellable> underWay = new HashMap<>();
    /** Counts what is done for a place, so that what is over by the time it could be kept as under way is not kept. */
    private final int[] steps;
    /** The first place that nothing was done for. */
    private int next;
    /** Why no more calls are made; null as long as they are. */
    private SweepEnding stopped;
    /** There is nothing more to be done but to report, or nobody to report to. */
    private boolean ended;

    private Ticker.Alarm timeIsUp = () -> {};
    private Ticker.Alarm cutOff = () -> {};
    /** Stops watching the calls. */
    private Runnable calls = () -> {};

    SweepRun(
            SweepOrder order,
            SweepQuestions questions,
            CallBudget budget,
            Ticker ticker,
            Reporting reporting,
            UniEmitter<? super SweepReport> emitter) {
        this.order = order;
        this.questions = questions;
        this.budget = budget;
        this.ticker = ticker;
        this.reporting = reporting;
        this.emitter = emitter;
        this.hashes = order.list().hashes();
        this.results = new SweepResults(order.list());
        this.start = ticker.nanos();
        this.longest = order.longest() == null ? ENDLESS : order.longest();
        this.trouble = new SweepTrouble(order.longest() == null, ticker);
        this.steps = new int[hashes.size()];
    }

    /** Begins; the emitter is told when it is over. */
    void begin() {
        synchronized (this) {
            results.earlier(order.answered(), order.failed());
            calls = budget.watch(callWatch(order.watch()));
            timeIsUp = ticker.after(longest, () -> stop(SweepEnding.NO_TIME, LAST_ANSWERS));
            order.watch().progressed(results.done(), hashes.size());
        }
        goOn();
    }

    /** Nobody waits for the report any more. */
    void giveUp() {
        synchronized (this) {
            ended = true;
            timeIsUp.cancel();
            cutOff.cancel();
            calls.run();
        }
        cancelAll();
    }

    /** The program ends. */
    void stopForShutdown() {
        stop(SweepEnding.SHUTDOWN, LAST_WORDS);
    }

    private void goOn() {
        if (due.getAndIncrement() > 0) {
            return;
        }
        int done = 1;
        while (done > 0) {
            startAll();
            done = due.addAndGet(-done);
        }
    }

    private void startAll() {
        while (true) {
            int place;
            boolean onlyRemembered;
            synchronized (this) {
                if (ended || outstanding.size() == AT_ONCE || next == hashes.size()) {
                    break;
                }
                place = next++;
                onlyRemembered = stopped != null;
                if (results.isDone(place)) {
                    continue;
                }
                outstanding.add(place);
            }
            if (onlyRemembered) {
                await(place, questions.remembered(hashes.get(place)));
            } else {
                ask(place);
            }
        }
        endIfDone();
    }

    private void ask(int place) {
        FileHash hash = hashes.get(place);
        TrailException refused = hash.isSha1() ? null : trouble.lookupRefused();
        if (refused != null) {
            failed(place, refused, false);
            return;
        }
        await(place, questions.ask(hash, timeLeft(), sha1 -> isSameAsAnother(place, sha1)));
    }

    private void await(int place, Uni<Given> answer) {
        int step;
        synchronized (this) {
            step = ++steps[place];
        }
        Cancellable subscription =
                answer.subscribe().with(given -> cameBack(place, given), failure -> failed(place, failure));
        keep(place, step, subscription);
    }

    /** Keeps what can be cancelled, unless it is over already. */
    private void keep(int place, int step, Cancellable subscription) {
        boolean tooLate;
        synchronized (this) {
            tooLate = ended;
            if (!ended && steps[place] == step) {
                underWay.put(place, subscription);
            }
        }
        if (tooLate) {
            subscription.cancel();
        }
    }

    private synchronized boolean isSameAsAnother(int place, FileHash sha1) {
        return results.isSameAsAnother(place, sha1.hex());
    }

    private void cameBack(int place, Given given) {
        if (given != null) {
            answered(place, given);
            if (trouble.isEnough(given)) {
                stop(SweepEnding.oldAnswers(given.staleReason()), LAST_WORDS);
            }
        }
        leave(place);
    }

    private void answered(int place, Given given) {
        SweptAnswer answer = SweepResults.answer(given, hashes.get(place), questions.ageSeconds(given));
        long[] fingerprints = SharedMachines.fingerprints(answer.machines());
        synchronized (this) {
            if (!ended) {
                results.answered(place, answer, fingerprints);
                order.watch().answered(answer);
            }
        }
    }

    private void failed(int place, Throwable failure) {
        SweepTrouble.Verdict verdict = trouble.judge(place, failure);
        switch (verdict.what()) {
            case FAILED -> failed(place, verdict.why(), false);
            case FAILED_FOR_GOOD -> failed(place, verdict.why(), true);
            case AGAIN -> {
                if (verdict.after().compareTo(timeLeft()) < 0) {
                    again(place, verdict.after());
                } else {
                    leave(place);
                }
            }
            case STOP -> {
                stopFor(verdict.why());
                leave(place);
            }
            case FAULT -> {
                LOG.error("A sweep met a fault", failure);
                failed(place, verdict.why(), false);
            }
        }
    }

    private void failed(int place, TrailException why, boolean forGood) {
        FailedHash failed = new FailedHash(hashes.get(place).hex(), why.outcome(), why.inWords());
        synchronized (this) {
            if (!ended) {
                results.failed(place, failed);
                if (forGood) {
                    order.watch().failedForGood(failed);
                }
            }
        }
        leave(place);
    }

    private void again(int place, Duration wait) {
        int step;
        synchronized (this) {
            step = ++steps[place];
            if (stopped != null || ended) {
                wait = Duration.ZERO;
            }
        }
        if (wait.isZero()) {
            leave(place);
            return;
        }
        Ticker.Alarm alarm = ticker.after(wait, () -> ask(place));
        keep(place, step, alarm::cancel);
    }

    /** This one is not under way any more, whatever became of it. */
    private void leave(int place) {
        synchronized (this) {
            steps[place]++;
            underWay.remove(place);
            if (outstanding.remove(place) && !ended) {
                order.watch().progressed(results.done(), hashes.size());
            }
        }
        goOn();
    }

    private void stopFor(TrailException why) {
        synchronized (this) {
            if (stopped == null) {
                trouble.sameTrouble().forEach(results::takeBack);
            }
        }
        stop(SweepEnding.trouble(why, trouble.comeAgain(why)), LAST_WORDS);
    }

    private void stop(SweepEnding why, Duration grace) {
        synchronized (this) {
            if (stopped != null || ended) {
                return;
            }
            stopped = why;
            timeIsUp.cancel();
            cutOff = ticker.after(grace, this::cancelAll);
        }
        goOn();
    }

    private void cancelAll() {
        List<Map.Entry<Integer, Cancellable>> all;
        synchronized (this) {
            all = List.copyOf(underWay.entrySet());
            underWay.clear();
        }
        for (Map.Entry<Integer, Cancellable> each : all) {
            each.getValue().cancel();
            leave(each.getKey());
        }
    }

    private void endIfDone() {
        SweepEnding why;
        List<FileHash> unfinished;
        synchronized (this) {
            if (ended || !outstanding.isEmpty() || next < hashes.size()) {
                return;
            }
            ended = true;
            timeIsUp.cancel();
            cutOff.cancel();
            calls.run();
            why = stopped == null ? SweepEnding.NO_CALL : stopped;
            unfinished = results.unfinished();
        }
        why.untilAllCanBeAsked(unfinished, budget).subscribe().with(wait -> report(why, wait));
    }

    private void report(SweepEnding why, Duration wait) {
        emitter.complete(results.report(
                why.reason(), WholeSeconds.toWait(wait), Allowance.of(CallKind.MACHINES_OF_FILE, budget), reporting));
    }

    private static CallWatch callWatch(SweepWatch watch) {
        return new CallWatch() {
            @Override
            public void begins(CallKind kind) {
                watch.callBegins(kind.label());
            }

            @Override
            public void ends(CallKind kind, boolean made) {
                watch.callEnds(kind.label(), made);
            }
        };
    }

    private Duration timeLeft() {
        return longest.minusNanos(ticker.nanos() - start);
    }
}
