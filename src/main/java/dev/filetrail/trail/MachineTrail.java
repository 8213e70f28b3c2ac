// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.defender.DefenderException;
import dev.filetrail.defender.DefenderSetup;
import dev.filetrail.defender.DefenderSignIn;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Which machines have seen this file? Every door asks here. A call to Defender is precious: one serves all who ask for the
 * same file at the same time, its answer is remembered for a short while, and further pages and other filters never cost
 * one.
 */
@Singleton
public class MachineTrail {

    private static final Logger LOG = Logger.getLogger(MachineTrail.class);
    /** Why Defender could not be asked is known only where the first page was given, which may be another replica. */
    private static final String STALE_FROM_THE_FIRST =
            "Defender could not be asked for the first page, and this one belongs to the same answer.";

    private final Answers answers;
    private final Sha1Lookup lookup;
    private final DefenderSignIn signIn;
    private final CallBudget budget;
    private final Reporting reporting;
    private final DefenderSetup setup;
    private final QuestionLog log;

    MachineTrail(
            Answers answers,
            Sha1Lookup lookup,
            DefenderSignIn signIn,
            DefenderSetup setup,
            CallBudget budget,
            QuestionLog log) {
        this.answers = answers;
        this.lookup = lookup;
        this.signIn = signIn;
        this.budget = budget;
        this.reporting = new Reporting(setup.portal());
        this.setup = setup;
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
    public Uni<MachinesReport> ask(FileHash hash, MachineQuery query, Asking asker) {
        Pending pending = log.begins(asker);
        Asking asking = pending.asking();
        Map<String, Object> asked = asked(hash, query, asking);
        return Uni.createFrom()
                .deferred(() -> answer(hash, query, asking))
                .onFailure(DefenderException.class)
                .transform(failure -> TrailException.unanswered((DefenderException) failure))
                .invoke(report -> log.answered(asked, asking, pending, report))
                .onFailure()
                .transform(failure -> log.failed("machines", asked, asking, pending, failure))
                .onCancellation()
                .invoke(() -> log.givenUp("machines", asked, asking, pending));
    }

    /**
     * Answers a question out of this process's memory, as {@link #ask} would, but at once or not at all.
     *
     * @param sha1 the file, by its SHA-1
     * @param query what is wanted of the answer: the first page
     * @param asker who asks, and how
     * @return the report; empty when {@link #ask} has to be asked, and nothing has been written down
     * @throws TrailException when the question can't be written down, so that no answer may be given
     */
    public Optional<MachinesReport> remembered(FileHash sha1, MachineQuery query, Asking asker) {
        Perspective perspective = Perspective.of(setup, asker.visit().caller());
        Given given = answers.remembered(perspective, sha1).orElse(null);
        Cut cut = given == null ? null : Reporting.quickCut(given, query);
        if (cut == null) {
            return Optional.empty();
        }
        Pending pending = log.begins(asker);
        Map<String, Object> asked = asked(sha1, query, pending.asking());
        try {
            MachinesReport report = reportNow(given, cut, query, 0, sha1);
            log.answered(asked, pending.asking(), pending, report);
            return Optional.of(report);
        } catch (RuntimeException e) {
            throw (RuntimeException) log.failed("machines", asked, pending.asking(), pending, e);
        }
    }

    /**
     * Writes down a question that can't be asked so.
     *
     * @param question {@code machines} or {@code sweep}
     * @param asking who asked
     * @param mistake what is wrong with it
     * @return what to tell: the mistake, or that it could not be written down
     */
    public TrailException mistaken(String question, Asking asking, TrailException mistake) {
        return (TrailException) log.failed(question, Map.of(), asking, log.begins(asking), mistake);
    }

    private static Map<String, Object> asked(FileHash hash, MachineQuery query, Asking asking) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("hash", hash.hex());
        query.filter().putInto(asked);
        asked.put("sort", query.order().name().toLowerCase(Locale.ROOT));
        asked.put("limit", query.limit());
        if (query.cursor() != null) {
            asked.put("further_page", true);
        }
        if (asking.fresh()) {
            asked.put("fresh", true);
        }
        return asked;
    }

    private Uni<MachinesReport> answer(FileHash hash, MachineQuery query, Asking asking) {
        PageCursor.check(query.cursor(), asking);
        Perspective perspective = Perspective.of(setup, asking.visit().caller());
        return lookup.sha1(perspective, hash, asking)
                .chain(sha1 -> query.cursor() == null
                        ? answers.get(perspective, sha1, asking).chain(given -> report(given, query, 0, hash))
                        : furtherPage(perspective, hash, sha1, query));
    }

    private Uni<MachinesReport> furtherPage(Perspective perspective, FileHash hash, FileHash sha1, MachineQuery query) {
        PageCursor cursor = PageCursor.decode(sha1, query);
        return answers.forPages(perspective, sha1, cursor.fetchedAt())
                .map(found -> found.orElseThrow(() -> TrailException.badQuestion(
                        "The cursor has grown stale: FileTrail no longer has the answer that it belongs to.",
                        "Ask the same question again without the cursor, and go on from the first page; answers are"
                                + " kept for " + AnswerMemory.FOR_PAGES.toMinutes() + " minutes at the least.")))
                .chain(answer -> report(
                        new Given(answer, true, cursor.stale() ? STALE_FROM_THE_FIRST : null),
                        query,
                        cursor.from(),
                        hash));
    }

    private Uni<MachinesReport> report(Given given, MachineQuery query, int from, FileHash hash) {
        Cut quick = Reporting.quickCut(given, query);
        Uni<MachinesReport> report = Uni.createFrom()
                .item(() -> reportNow(given, quick == null ? Reporting.cut(given, query) : quick, query, from, hash));
        // What has just been fetched is on a thread of its own already, which holds the room for large answers.
        return quick != null || !given.remembered()
                ? report
                : report.runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private MachinesReport reportNow(Given given, Cut cut, MachineQuery query, int from, FileHash hash) {
        return reporting.report(
                given,
                cut,
                query,
                from,
                hash.isSha1() ? null : hash.hex(),
                answers.ageSeconds(given.answer()),
                Allowance.of(CallKind.MACHINES_OF_FILE, budget));
    }

    /** @return what is left of the calls of each kind */
    public List<Allowance> budget() {
        return Arrays.stream(CallKind.values())
                .map(kind -> Allowance.of(kind, budget))
                .toList();
    }

    /** Makes ready what the first question would otherwise wait for. Asks nobody anything. */
    void prepare() {
        try {
            signIn.prepare();
        } catch (RuntimeException e) {
            // The first question will say so; and when the start itself has failed meanwhile, that is said already.
            LOG.debug("nothing could be made ready", e);
        }
    }
}
