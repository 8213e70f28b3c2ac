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
        int[] left = new int[table.size()];
        int count = 0;
        for (int i = 0; i < left.length; i++) {
            if (has(risk, table, Column.RISK, i)
                    && has(exposure, table, Column.EXPOSURE, i)
                    && has(health, table, Column.HEALTH, i)
                    && has(os, table, Column.OPERATING_SYSTEM, i)
                    && has(group, table, Column.DEVICE_GROUP, i)
                    && has(tags, table, Column.TAGS, i)
                    && table.lastSeenMillis(i) >= since
                    && (part == null || nameContains(table, i, part))) {
                left[count++] = i;
            }
        }
        return Arrays.copyOf(left, count);
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
        Comparator<Integer> comparator =
                switch (order) {
                    case RISK -> worstFirst(table, matches, Column.RISK, Column.EXPOSURE);
                    case EXPOSURE -> worstFirst(table, matches, Column.EXPOSURE, Column.RISK);
                    case LAST_SEEN -> (a, b) -> Long.compare(table.lastSeenMillis(b), table.lastSeenMillis(a));
                    case FIRST_SEEN -> (a, b) -> Long.compare(table.firstSeenMillis(b), table.firstSeenMillis(a));
                    case NAME -> byName(table, matches);
                };
        Integer[] places = new Integer[matches.length];
        Arrays.setAll(places, i -> matches[i]);
        Arrays.sort(places, comparator.thenComparing(table::id));
        int[] ordered = new int[matches.length];
        Arrays.setAll(ordered, i -> places[i]);
        return ordered;
    }

    /** By two columns of levels and then by what was seen last. Every machine is looked up once, not for each that it is compared with. */
    private static Comparator<Integer> worstFirst(MachineTable table, int[] matches, Column first, Column second) {
        int[] ranks = ranks(table, first);
        int[] secondRanks = ranks(table, second);
        int[] levels = new int[table.size()];
        long[] lastSeen = new long[table.size()];
        for (int match : matches) {
            levels[match] = ranks[table.number(first, match)] * Level.RANKS + secondRanks[table.number(second, match)];
            lastSeen[match] = table.lastSeenMillis(match);
        }
        return (a, b) ->
                levels[a] == levels[b] ? Long.compare(lastSeen[b], lastSeen[a]) : Integer.compare(levels[b], levels[a]);
    }

    private static int[] ranks(MachineTable table, Column column) {
        String[] words = table.words(column);
        int[] ranks = new int[words.length];
        Arrays.setAll(ranks, number -> Level.rank(words[number]));
        return ranks;
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
