// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.trail.MachineTable.Column;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The machines of a table that a filter leaves, and their order. Machines are told by their place in the table. */
final class Matches {

    private Matches() {}

    /**
     * Picks the machines that a filter leaves.
     *
     * @param table all
     * @param filter which are wanted
     * @param moment what "within so many hours" counts back from
     * @return their places, in the table's order
     */
    static int[] of(MachineTable table, MachineFilter filter, Instant moment) {
        BitSet risk = words(table, Column.RISK, filter.minRisk(), atLeast(filter.minRisk()));
        BitSet exposure = words(table, Column.EXPOSURE, filter.minExposure(), atLeast(filter.minExposure()));
        BitSet health = words(table, Column.HEALTH, filter.health(), same(filter.health()));
        BitSet os = words(table, Column.OPERATING_SYSTEM, filter.os(), beginsWith(filter.os()));
        BitSet group = words(table, Column.DEVICE_GROUP, filter.deviceGroup(), same(filter.deviceGroup()));
        BitSet tags = words(table, Column.TAGS, filter.tag(), word -> MachineTable.tags(word).stream()
                .anyMatch(same(filter.tag())));
        String part = filter.nameContains() == null ? null : folded(filter.nameContains());
        long since = filter.seenWithinHours() == null
                ? Long.MIN_VALUE
                : moment.minus(Duration.ofHours(filter.seenWithinHours())).toEpochMilli();
        return IntStream.range(0, table.size())
                .filter(i -> has(risk, table, Column.RISK, i)
                        && has(exposure, table, Column.EXPOSURE, i)
                        && has(health, table, Column.HEALTH, i)
                        && has(os, table, Column.OPERATING_SYSTEM, i)
                        && has(group, table, Column.DEVICE_GROUP, i)
                        && has(tags, table, Column.TAGS, i)
                        && table.lastSeenMillis(i) >= since
                        && (part == null || nameContains(table, i, part)))
                .toArray();
    }

    /**
     * Puts machines in order. The id breaks every tie, so that pages never overlap.
     *
     * @param table all
     * @param matches places in it
     * @param order what comes first
     * @return the same places
     */
    static int[] inOrder(MachineTable table, int[] matches, Order order) {
        Comparator<Integer> byRisk = worstFirst(table, Column.RISK);
        Comparator<Integer> byExposure = worstFirst(table, Column.EXPOSURE);
        Comparator<Integer> byLastSeen = (a, b) -> Long.compare(table.lastSeenMillis(b), table.lastSeenMillis(a));
        Comparator<Integer> comparator =
                switch (order) {
                    case RISK -> byRisk.thenComparing(byExposure).thenComparing(byLastSeen);
                    case EXPOSURE -> byExposure.thenComparing(byRisk).thenComparing(byLastSeen);
                    case LAST_SEEN -> byLastSeen;
                    case FIRST_SEEN -> (a, b) -> Long.compare(table.firstSeenMillis(b), table.firstSeenMillis(a));
                    case NAME -> byName(table, matches);
                };
        Integer[] places = Arrays.stream(matches).boxed().toArray(Integer[]::new);
        Arrays.sort(places, comparator.thenComparing(table::id));
        return Arrays.stream(places).mapToInt(Integer::intValue).toArray();
    }

    private static Comparator<Integer> worstFirst(MachineTable table, Column column) {
        int[] ranks = Arrays.stream(table.words(column)).mapToInt(Level::rank).toArray();
        return (a, b) -> Integer.compare(ranks[table.number(column, b)], ranks[table.number(column, a)]);
    }

    private static Comparator<Integer> byName(MachineTable table, int[] matches) {
        String[] names = new String[table.size()];
        for (int match : matches) {
            String name = table.name(match);
            names[match] = name == null ? null : folded(name);
        }
        return Comparator.comparing(place -> names[place], Comparator.nullsLast(Comparator.naturalOrder()));
    }

    /** The numbers of the words that pass, null when there is nothing to ask for. */
    private static BitSet words(MachineTable table, Column column, String wanted, Predicate<String> passes) {
        if (wanted == null) {
            return null;
        }
        BitSet passing = new BitSet();
        String[] words = table.words(column);
        for (int number = 0; number < words.length; number++) {
            passing.set(number, words[number] != null && passes.test(words[number]));
        }
        return passing;
    }

    private static boolean has(BitSet passing, MachineTable table, Column column, int machine) {
        return passing == null || passing.get(table.number(column, machine));
    }

    private static boolean nameContains(MachineTable table, int machine, String part) {
        String name = table.name(machine);
        return name != null && folded(name).contains(part);
    }

    private static Predicate<String> atLeast(String level) {
        return word -> Level.rank(word) >= Math.max(0, Level.rank(level));
    }

    private static Predicate<String> same(String wanted) {
        return word -> word.equalsIgnoreCase(wanted);
    }

    private static Predicate<String> beginsWith(String wanted) {
        return word -> withoutBlanks(word).startsWith(withoutBlanks(wanted));
    }

    private static String withoutBlanks(String text) {
        return folded(text).replace(" ", "");
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
