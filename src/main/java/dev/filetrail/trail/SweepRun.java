// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.CallWatch;
import dev.filetrail.budget.Ticker;
import dev.filetrail.trail.SweepReport.FailedHash;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** One sweep: a few hashes at a time, in order, until all are done or the rest has to wait. */
final class SweepRun {

    private static final Logger LOG = Logger.getLogger(SweepRun.class);
    private static final int AT_ONCE = 8;
    /** How long what is under way may go on when nothing more is begun. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    /** For whoever waits as long as it takes. */
    private static final Duration ENDLESS = Duration.ofDays(30);

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private static final String NO_CALL =
            "No call to Defender was to be had in time: the allowance is spent for now, of which"
                    + " sweeps leave a share to single questions, or Defender has asked for a pause.";
    private static final String NO_TIME = "The time for one sweep was over before all were asked for.";

    private static final String OLD_ANSWERS = "Some of the answers are older ones; ask for the rest later.";

    private final SweepOrder order;
    private final Perspective perspective;
    private final HashSweep sweep;
    private final UniEmitter<? super SweepReport> emitter;
    private final List<FileHash> hashes;
    private final SweepResults results;
    private final SweepTrouble trouble;
    private final long start;
    private final Duration longest;
    /** Rounds of {@link #startAll} that are due; whoever raises it from 0 does them all. */
    private final AtomicInteger due = new AtomicInteger();

    private final Map<Integer, Cancellable> underWay = new HashMap<>();
    private final int[] steps;
    private int next;
    private int outstanding;
    private boolean ended;
    private boolean stopped;
    private String reason = NO_CALL;
    private Duration retryAfter;
    private boolean waitingHelps = true;
    private Ticker.Alarm timeIsUp = () -> {};
    private Ticker.Alarm cutOff = () -> {};
    private Runnable calls = () -> {};

    SweepRun(SweepOrder order, Perspective perspective, HashSweep sweep, UniEmitter<? super SweepReport> emitter) {
        this.order = order;
        this.perspective = perspective;
        this.sweep = sweep;
        this.emitter = emitter;
        this.hashes = order.list().hashes();
        this.results = new SweepResults(order.list());
        this.start = sweep.ticker().nanos();
        this.longest = order.longest() == null ? ENDLESS : order.longest();
        this.trouble = new SweepTrouble(order.longest() == null, sweep.ticker());
        this.steps = new int[hashes.size()];
    }

    /** Begins; the emitter is told when it is over. */
    void begin() {
        synchronized (this) {
            results.earlier(order.answered(), order.failed());
            calls = sweep.budget().watch(callWatch(order.watch()));
            timeIsUp = sweep.ticker().after(longest, () -> stop(NO_TIME, null, true, LAST_ANSWERS));
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
        stop(HashSweep.SHUTTING_DOWN, null, true, LAST_WORDS);
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
                if (ended || outstanding == AT_ONCE || next == hashes.size()) {
                    break;
                }
                place = next++;
                onlyRemembered = stopped;
                if (results.isDone(place)) {
                    continue;
                }
                outstanding++;
            }
            if (onlyRemembered) {
                takeRemembered(place);
            } else {
                ask(place);
            }
        }
        endIfDone();
    }

    private void takeRemembered(int place) {
        FileHash hash = hashes.get(place);
        Optional<Given> remembered = hash.isSha1() && !order.asking().fresh()
                ? sweep.answers().remembered(perspective, hash)
                : Optional.empty();
        await(place, Uni.createFrom().item(remembered.orElse(null)));
    }

    private void ask(int place) {
        FileHash hash = hashes.get(place);
        TrailException refused = hash.isSha1() ? null : trouble.lookupRefused();
        if (refused != null) {
            failed(place, refused, false);
            return;
        }
        Asking asking = order.asking().inASweep(timeLeft());
        Uni<Given> answer = sweep.lookup()
                .sha1(perspective, hash, asking)
                .onFailure()
                .transform(SweepTrouble.LookupFailed::new)
                .chain(sha1 -> isSameAsAnother(place, sha1)
                        ? Uni.createFrom().nullItem()
                        : sweep.answers().get(perspective, sha1, asking));
        await(place, answer);
    }

    private void await(int place, Uni<Given> answer) {
        int step;
        synchronized (this) {
            step = ++steps[place];
        }
        Cancellable subscription = answer.chain(SweepRun::whereItHoldsNobodyUp)
                .subscribe()
                .with(given -> cameBack(place, given), failure -> failed(place, failure));
        keep(place, step, subscription);
    }

    /** All machines of an answer are looked at. What has just been fetched is on a thread of its own already, if it is large. */
    private static Uni<Given> whereItHoldsNobodyUp(Given given) {
        Uni<Given> here = Uni.createFrom().item(given);
        return given == null || !given.remembered() || given.answer().machines().size() <= Reporting.QUICK
                ? here
                : here.emitOn(Infrastructure.getDefaultWorkerPool());
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
                stop(given.staleReason() + " " + OLD_ANSWERS, null, true, LAST_WORDS);
            }
        }
        leave(place);
    }

    private void answered(int place, Given given) {
        SweptAnswer answer =
                SweepResults.answer(given, hashes.get(place), sweep.answers().ageSeconds(given.answer()));
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
            if (stopped || ended) {
                wait = Duration.ZERO;
            }
        }
        if (wait.isZero()) {
            leave(place);
            return;
        }
        Ticker.Alarm alarm = sweep.ticker().after(wait, () -> ask(place));
        keep(place, step, alarm::cancel);
    }

    /** This one is not under way any more, whatever became of it. */
    private void leave(int place) {
        synchronized (this) {
            steps[place]++;
            underWay.remove(place);
            outstanding--;
            if (!ended) {
                order.watch().progressed(results.done(), hashes.size());
            }
        }
        goOn();
    }

    private void stopFor(TrailException why) {
        synchronized (this) {
            if (!stopped) {
                trouble.sameTrouble().forEach(results::takeBack);
            }
        }
        Duration comeAgain = trouble.comeAgain(why);
        stop(why.getMessage() + " " + why.whatToDo(), comeAgain, comeAgain != null, LAST_WORDS);
    }

    private void stop(String why, Duration wait, boolean helps, Duration grace) {
        synchronized (this) {
            if (stopped || ended) {
                return;
            }
            stopped = true;
            reason = why;
            retryAfter = wait;
            waitingHelps = helps;
            timeIsUp.cancel();
            cutOff = sweep.ticker().after(grace, this::cancelAll);
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
        List<FileHash> unfinished;
        synchronized (this) {
            if (ended || outstanding > 0 || next < hashes.size()) {
                return;
            }
            ended = true;
            timeIsUp.cancel();
            cutOff.cancel();
            calls.run();
            unfinished = results.unfinished();
        }
        untilAllCanBeAsked(unfinished).subscribe().with(wait -> end(wait), failure -> end(A_MOMENT));
    }

    private Uni<Duration> untilAllCanBeAsked(List<FileHash> unfinished) {
        int lookups = (int) unfinished.stream().filter(hash -> !hash.isSha1()).count();
        if (unfinished.isEmpty() || retryAfter != null || !waitingHelps) {
            return Uni.createFrom().item(retryAfter == null ? A_MOMENT : retryAfter);
        }
        Uni<Duration> machines = sweep.budget().untilSweep(CallKind.MACHINES_OF_FILE, unfinished.size());
        return lookups == 0
                ? machines
                : machines.chain(first -> sweep.budget()
                        .untilSweep(CallKind.FILE, lookups)
                        .map(second -> first.compareTo(second) > 0 ? first : second));
    }

    private void end(Duration wait) {
        Long seconds = waitingHelps ? WholeSeconds.toWait(wait) : null;
        SweepReport report = results.report(
                reason, seconds, Allowance.of(CallKind.MACHINES_OF_FILE, sweep.budget()), sweep.reporting());
        emitter.complete(report);
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
        return longest.minusNanos(sweep.ticker().nanos() - start);
    }
}
