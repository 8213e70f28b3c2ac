// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.ForeignText;
import dev.filetrail.trail.MachineTable.Column;
import dev.filetrail.trail.MachinesReport.Count;
import dev.filetrail.trail.MachinesReport.Sighting;
import dev.filetrail.trail.MachinesReport.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes the report out of an answer: filter, summary over all that match, order, one page. Costs no call. */
final class Reporting {

    /** Beyond so many machines, filtering and sorting takes long enough to be moved off the thread that serves sockets. */
    static final int QUICK = 2_000;

    /** More different values than this in one part of the summary are put together. */
    private static final int MOST_COUNTS = 30;

    private static final String OTHERS = "(others)";

    private static final Comparator<Count> MOST_FIRST = Comparator.comparingInt(Count::machines)
            .reversed()
            .thenComparing(Count::value, Comparator.nullsLast(Comparator.naturalOrder()));
    private static final Comparator<Count> WORST_FIRST = Comparator.<Count>comparingInt(
                    count -> Level.rank(count.value()))
            .reversed()
            .thenComparing(MOST_FIRST);

    private final Portal portal;

    /** @param portal base address of the portal for people */
    Reporting(String portal) {
        this.portal = new Portal(portal);
    }

    /**
     * What a report is made of, where it can be had at once whatever the thread.
     *
     * @param given what Defender said, and how it was come by
     * @param query what somebody wants to see of it
     * @return null when it is to be made of many machines
     */
    static Cut quickCut(Given given, MachineQuery query) {
        Answer answer = given.answer();
        return answer.machines().size() <= QUICK
                ? cut(given, query)
                : answer.cuts().there(query);
    }

    /**
     * What a report is made of, however long it takes.
     *
     * @param given what Defender said, and how it was come by
     * @param query what somebody wants to see of it
     * @return what is there already, or was made now
     */
    static Cut cut(Given given, MachineQuery query) {
        Answer answer = given.answer();
        // Most files are asked for once, and what is kept of each costs the more the longer it is kept.
        return given.remembered() || answer.machines().size() > QUICK
                ? answer.cuts().get(query, () -> cut(answer, query))
                : cut(answer, query);
    }

    /**
     * The report.
     *
     * @param given what Defender said, and how it was come by
     * @param cut what is made of it for the query
     * @param query what somebody wants to see of it
     * @param from how many of the matches come before this page
     * @param resolvedFrom the SHA-256 that was asked with, null when it was the SHA-1
     * @param ageSeconds of the answer
     * @param budget what calls are left
     * @return the report
     */
    MachinesReport report(
            Given given,
            Cut cut,
            MachineQuery query,
            int from,
            String resolvedFrom,
            long ageSeconds,
            Allowance budget) {
        Answer answer = given.answer();
        MachineTable table = answer.machines();
        int[] matches = cut.matches();
        int to = (int) Math.min(matches.length, (long) from + query.limit());
        int first = Math.min(from, to);
        List<Sighting> page = cut.page(first, to, () -> new Sightings(portal, table, matches, first, to));
        boolean stale = given.staleReason() != null;
        String next =
                to < matches.length ? new PageCursor(answer.fetchedAt(), to, stale).encode(answer.hash(), query) : null;
        return new MachinesReport(
                answer.hash().hex(),
                resolvedFrom,
                portal.file(answer.hash()),
                table.size(),
                matches.length,
                cut.summary(),
                page,
                next,
                IsoMoment.toSecond(answer.fetchedAt()),
                given.remembered(),
                ageSeconds,
                stale,
                given.staleReason(),
                budget);
    }

    private static Cut cut(Answer answer, MachineQuery query) {
        MachineTable table = answer.machines();
        // Not back from now: a machine that leaves the window between two pages would move one past the reader.
        int[] matches = Matches.of(table, query.filter(), answer.fetchedAt());
        return new Cut(Matches.inOrder(table, matches, query.order()), summary(table, matches));
    }

    private static Summary summary(MachineTable table, int[] matches) {
        long firstSeen = Long.MAX_VALUE;
        long lastSeen = MachineBlock.NEVER;
        int possibleDuplicates = 0;
        int excluded = 0;
        for (int machine : matches) {
            long seen = table.firstSeenMillis(machine);
            firstSeen = seen == MachineBlock.NEVER ? firstSeen : Math.min(firstSeen, seen);
            lastSeen = Math.max(lastSeen, table.lastSeenMillis(machine));
            possibleDuplicates += table.possibleDuplicate(machine) ? 1 : 0;
            excluded += table.excluded(machine) ? 1 : 0;
        }
        return new Summary(
                counts(table, matches, Column.RISK, WORST_FIRST),
                counts(table, matches, Column.EXPOSURE, WORST_FIRST),
                counts(table, matches, Column.HEALTH, MOST_FIRST),
                counts(table, matches, Column.OPERATING_SYSTEM, MOST_FIRST),
                counts(table, matches, Column.DEVICE_GROUP, MOST_FIRST),
                firstSeen == Long.MAX_VALUE ? null : IsoMoment.toSecond(MachineTable.instant(firstSeen)),
                IsoMoment.toSecond(MachineTable.instant(lastSeen)),
                possibleDuplicates,
                excluded);
    }

    private static List<Count> counts(MachineTable table, int[] matches, Column column, Comparator<Count> order) {
        String[] words = table.words(column);
        int[] machines = new int[words.length];
        for (int match : matches) {
            machines[table.number(column, match)]++;
        }
        List<Count> counts = new ArrayList<>();
        for (int number = 0; number < words.length; number++) {
            if (machines[number] > 0) {
                counts.add(new Count(ForeignText.visible(words[number]), machines[number]));
            }
        }
        counts.sort(order);
        if (counts.size() > MOST_COUNTS) {
            List<Count> rest = counts.subList(MOST_COUNTS - 1, counts.size());
            Count others =
                    new Count(OTHERS, rest.stream().mapToInt(Count::machines).sum());
            rest.clear();
            counts.add(others);
        }
        return List.copyOf(counts);
    }

    /** @return as {@link Portal#machine} */
    String link(String id) {
        return portal.machine(id);
    }

    /** @return the page of a file in the portal, by its SHA-1 */
    String fileLink(String sha1) {
        return portal.file(new FileHash(sha1));
    }
}
