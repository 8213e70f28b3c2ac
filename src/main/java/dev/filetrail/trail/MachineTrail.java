package dev.filetrail.trail;

import dev.filetrail.defender.DefenderClient;
import dev.filetrail.defender.DefenderException;
import dev.filetrail.defender.DefenderSetup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Which machines have seen this file? Every door asks here. A call to Defender is precious: one serves all who ask for the
 * same file at the same time, its answer is remembered for a short while, and further pages and other filters never cost
 * one.
 */
@ApplicationScoped
public class MachineTrail {

    private static final Logger LOG = Logger.getLogger(MachineTrail.class);
    /** Beyond so many machines, filtering and sorting takes long enough to be moved off the thread that serves sockets. */
    private static final int QUICK = 2_000;

    private final DefenderClient defender;
    private final Clock clock;
    private final RememberedAnswers remembered;
    private final Reporting reporting;
    private final Map<FileHash, Uni<Answer>> underWay = new ConcurrentHashMap<>();

    MachineTrail(DefenderClient defender, DefenderSetup setup, TrailConfig config, Clock clock) {
        this.defender = defender;
        this.clock = clock;
        this.remembered = new RememberedAnswers(config.remember());
        this.reporting = new Reporting(setup.portal());
    }

    /**
     * Answers a question, at the price of a call unless the answer is remembered. Never blocks.
     *
     * @param hash the file
     * @param query what is wanted of the answer
     * @param door who asks, for the log: {@code mcp}, {@code cli} …
     * @return the report, or a {@link TrailException} with the reason and the remedy
     */
    public Uni<MachinesReport> ask(FileHash hash, MachineQuery query, String door) {
        Instant start = clock.instant();
        return Uni.createFrom()
                .deferred(() -> query.cursor() == null ? firstPage(hash, query) : furtherPage(hash, query))
                .onFailure(DefenderException.class)
                .transform(failure -> TrailException.unanswered((DefenderException) failure))
                .invoke(report -> logAnswer(report, door, start))
                .onFailure()
                .invoke(failure -> logFailure(hash, door, start, failure));
    }

    private Uni<MachinesReport> firstPage(FileHash hash, MachineQuery query) {
        Optional<Answer> fresh = remembered.fresh(hash, clock.instant());
        return fresh.isPresent()
                ? report(fresh.get(), query, 0, true)
                : fetch(hash).chain(answer -> report(answer, query, 0, false));
    }

    private Uni<MachinesReport> furtherPage(FileHash hash, MachineQuery query) {
        PageCursor cursor = PageCursor.decode(hash, query);
        Answer answer = remembered
                .forPages(hash, cursor.fetchedAt(), clock.instant())
                .orElseThrow(() -> TrailException.badQuestion(
                        "The cursor has grown stale: FileTrail no longer has the answer that it belongs to.",
                        "Ask the same question again without the cursor, and go on from the first page; answers are"
                                + " kept for " + RememberedAnswers.FOR_PAGES.toMinutes() + " minutes."));
        return report(answer, query, cursor.from(), true);
    }

    private Uni<MachinesReport> report(Answer answer, MachineQuery query, int from, boolean cheap) {
        Uni<MachinesReport> report =
                Uni.createFrom().item(() -> reporting.report(answer, query, from, cheap, clock.instant()));
        return answer.machines().size() <= QUICK
                ? report
                : report.runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** One call for all who ask for the same file while it is under way. */
    private Uni<Answer> fetch(FileHash hash) {
        return underWay.computeIfAbsent(hash, key -> Uni.createFrom()
                .item(() -> fetched(key))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onTermination()
                .invoke(() -> underWay.remove(key))
                .memoize()
                .indefinitely());
    }

    private Answer fetched(FileHash hash) {
        MachineTable.Builder machines = new MachineTable.Builder();
        defender.machinesOfFile(hash.sha1(), machines);
        Answer answer = new Answer(hash, machines.build(), clock.instant());
        remembered.keep(answer, clock.instant());
        return answer;
    }

    // No format strings here: %d alone loads the numbers of a locale, a good part of a native program's first answer.

    private void logAnswer(MachinesReport report, String door, Instant start) {
        if (LOG.isInfoEnabled()) {
            LOG.info("question hash=" + report.hash() + " door=" + door + " outcome="
                    + (report.totalMachines() == 0 ? "none" : "found") + " machines=" + report.totalMachines()
                    + " matching=" + report.matchingMachines() + " remembered=" + report.remembered() + " age="
                    + report.ageSeconds() + "s took=" + millisSince(start) + "ms");
        }
    }

    private void logFailure(FileHash hash, String door, Instant start, Throwable failure) {
        String question = "question hash=" + hash + " door=" + door + " outcome=";
        if (failure instanceof TrailException e) {
            if (e.isBadQuestion()) {
                LOG.info(question + e.outcome() + ": " + e.getMessage());
                return;
            }
            LOG.warn(question + e.outcome() + " took=" + millisSince(start) + "ms: " + e.inWords());
            LOG.debug("in detail", failure);
        } else {
            LOG.error(question + "fault took=" + millisSince(start) + "ms", failure);
        }
    }

    private long millisSince(Instant start) {
        return Duration.between(start, clock.instant()).toMillis();
    }

    /** Makes ready what the first question would otherwise wait for. Asks nobody anything. */
    void prepare() {
        defender.prepare();
    }
}
