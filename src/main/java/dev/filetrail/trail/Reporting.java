// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.ForeignText;
import dev.filetrail.trail.MachineTable.Column;
import dev.filetrail.trail.MachinesReport.Count;
import dev.filetrail.trail.MachinesReport.Sighting;
import dev.filetrail.trail.MachinesReport.Summary;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the report out of an answer: filter, summary over all that match, order, one page. Costs no call. */
final class Reporting {

    /** Beyond so many machines, filtering and sorting takes long enough to be moved off the thread that serves sockets. */
    static final int QUICK = 2_000;

    /** More different values than this in one part of the summary are put together. */
    private static final int MOST_COUNTS = 30;

    /** The machines of a larger page are made up only as they are read, one at a time: a hundred thousand would take 150 MB. */
    private static final int MOST_AT_ONCE = 1_000;

    private static final String OTHERS = "(others)";

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
        List<Sighting> page = cut.page(first, to, () -> page(table, matches, first, to));
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
                moment(answer.fetchedAt()),
                given.remembered(),
                ageSeconds,
                stale,
                given.staleReason(),
                budget);
    }

    private List<Sighting> page(MachineTable table, int[] matches, int from, int to) {
        List<Sighting> page = new Sightings(table, matches).subList(from, to);
        return page.size() > MOST_AT_ONCE ? page : List.copyOf(page);
    }

    /** Machines of a table that become readable one by one. */
    private final class Sightings extends AbstractList<Sighting> implements RandomAccess {

        private final MachineTable table;
        private final int[] places;
        private final VisibleWords words;

        Sightings(MachineTable table, int[] places) {
            this.table = table;
            this.places = places;
            words = new VisibleWords(table);
        }

        @Override
        public Sighting get(int index) {
            return sighting(table, words, places[index]);
        }

        @Override
        public int size() {
            return places.length;
        }
    }

    private static Cut cut(Answer answer, MachineQuery query) {
        MachineTable table = answer.machines();
        // Not back from now: a machine that leaves the window between two pages would move one past the reader.
        int[] matches = Matches.of(table, query.filter(), answer.fetchedAt());
        return new Cut(Matches.inOrder(table, matches, query.order()), summary(table, matches));
    }

    private static Summary summary(MachineTable table, int[] matches) {
        return new Summary(
                counts(table, matches, Column.RISK, true),
                counts(table, matches, Column.EXPOSURE, true),
                counts(table, matches, Column.HEALTH, false),
                counts(table, matches, Column.OPERATING_SYSTEM, false),
                counts(table, matches, Column.DEVICE_GROUP, false),
                Arrays.stream(matches)
                        .mapToObj(table::firstSeen)
                        .filter(seen -> seen != null)
                        .min(Comparator.naturalOrder())
                        .map(Reporting::moment)
                        .orElse(null),
                Arrays.stream(matches)
                        .mapToObj(table::lastSeen)
                        .filter(seen -> seen != null)
                        .max(Comparator.naturalOrder())
                        .map(Reporting::moment)
                        .orElse(null),
                (int) Arrays.stream(matches).filter(table::possibleDuplicate).count(),
                (int) Arrays.stream(matches).filter(table::excluded).count());
    }

    private static List<Count> counts(MachineTable table, int[] matches, Column column, boolean worstFirst) {
        String[] words = table.words(column);
        int[] machines = new int[words.length];
        for (int match : matches) {
            machines[table.number(column, match)]++;
        }
        Comparator<Count> mostFirst = Comparator.comparingInt(Count::machines)
                .reversed()
                .thenComparing(Count::value, Comparator.nullsLast(Comparator.naturalOrder()));
        Comparator<Count> order = worstFirst
                ? Comparator.<Count>comparingInt(count -> Level.rank(count.value()))
                        .reversed()
                        .thenComparing(mostFirst)
                : mostFirst;
        List<Count> counts = IntStream.range(0, machines.length)
                .filter(number -> machines[number] > 0)
                .mapToObj(number -> new Count(ForeignText.visible(words[number]), machines[number]))
                .sorted(order)
                .toList();
        if (counts.size() <= MOST_COUNTS) {
            return counts;
        }
        int rest =
                counts.stream().skip(MOST_COUNTS - 1).mapToInt(Count::machines).sum();
        return Stream.concat(counts.stream().limit(MOST_COUNTS - 1), Stream.of(new Count(OTHERS, rest)))
                .toList();
    }

    private Sighting sighting(MachineTable table, VisibleWords words, int machine) {
        String id = table.id(machine);
        return new Sighting(
                ForeignText.visible(id),
                ForeignText.visible(table.name(machine)),
                words.of(Column.DEVICE_GROUP, machine),
                words.of(Column.OPERATING_SYSTEM, machine),
                words.of(Column.OS_VERSION, machine),
                words.of(Column.HEALTH, machine),
                words.of(Column.RISK, machine),
                words.of(Column.EXPOSURE, machine),
                words.of(Column.VALUE, machine),
                ForeignText.visible(table.lastIp(machine)),
                ForeignText.visible(table.lastExternalIp(machine)),
                visible(table.tags(machine)),
                moment(table.firstSeen(machine)),
                moment(table.lastSeen(machine)),
                words.of(Column.ONBOARDING, machine),
                table.possibleDuplicate(machine),
                table.excluded(machine),
                ForeignText.visible(table.mergedInto(machine)),
                link(id));
    }

    private static List<String> visible(List<String> texts) {
        for (String text : texts) {
            if (!text.equals(ForeignText.visible(text))) {
                return texts.stream().map(ForeignText::visible).toList();
            }
        }
        return texts;
    }

    /** @return as {@link Portal#machine} */
    String link(String id) {
        return portal.machine(id);
    }

    /** @return the page of a file in the portal, by its SHA-1 */
    String fileLink(String sha1) {
        return portal.file(new FileHash(sha1));
    }

    /** @return ISO 8601 in UTC, to the second; null for null */
    static String moment(Instant instant) {
        return instant == null ? null : IsoMoment.toSecond(instant);
    }
}
