// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.defender.Machine;
import dev.filetrail.defender.MachineSink;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All machines of one answer, packed: some 200 bytes each instead of the 1,100 they had as JSON, so that a hundred thousand
 * fit a small process. What many machines share is a number in a column; what is their own is packed text.
 */
final class MachineTable {

    /** Columns of shared words. */
    enum Column {
        OPERATING_SYSTEM,
        OS_VERSION,
        DEVICE_GROUP,
        HEALTH,
        RISK,
        EXPOSURE,
        VALUE,
        ONBOARDING,
        TAGS
    }

    private static final Column[] COLUMNS = Column.values();
    private static final int ID = 0;
    private static final int NAME = 1;
    private static final int LAST_IP = 2;
    private static final int LAST_EXTERNAL_IP = 3;
    private static final int MERGED_INTO = 4;
    private static final byte POSSIBLE_DUPLICATE = 1;
    private static final byte EXCLUDED = 2;
    private static final long NEVER = Long.MIN_VALUE;
    /** What a machine takes besides its own bytes: a number in each column, two moments, flags, and an array's head. */
    private static final int BYTES_OF_COLUMNS = COLUMNS.length * Integer.BYTES + 2 * Long.BYTES + 1 + 24;
    /** Stands between the tags of one machine, which share a word: U+001F, the unit separator. */
    private static final String BETWEEN_TAGS = "\u001F";

    private final Words[] words = new Words[COLUMNS.length];
    private final int[][] numbers = new int[COLUMNS.length][];
    private byte[][] own;
    private long[] firstSeen;
    private long[] lastSeen;
    private byte[] flags;
    private int size;
    private long ownBytes;

    private MachineTable(int capacity) {
        own = new byte[capacity][];
        firstSeen = new long[capacity];
        lastSeen = new long[capacity];
        flags = new byte[capacity];
        for (int i = 0; i < COLUMNS.length; i++) {
            words[i] = new Words();
            numbers[i] = new int[capacity];
        }
    }

    /** @return how many machines there are */
    int size() {
        return size;
    }

    /** @return how much memory it takes, nearly */
    long bytes() {
        return ownBytes
                + (long) size * BYTES_OF_COLUMNS
                + Arrays.stream(words).mapToLong(Words::bytes).sum();
    }

    String id(int machine) {
        return Packed.text(own[machine], ID);
    }

    String name(int machine) {
        return Packed.text(own[machine], NAME);
    }

    String lastIp(int machine) {
        return Packed.text(own[machine], LAST_IP);
    }

    String lastExternalIp(int machine) {
        return Packed.text(own[machine], LAST_EXTERNAL_IP);
    }

    String mergedInto(int machine) {
        return Packed.text(own[machine], MERGED_INTO);
    }

    Instant firstSeen(int machine) {
        return instant(firstSeen[machine]);
    }

    Instant lastSeen(int machine) {
        return instant(lastSeen[machine]);
    }

    /** @return milliseconds since 1970; the smallest number there is for "never", so that it sorts before all */
    long lastSeenMillis(int machine) {
        return lastSeen[machine];
    }

    /** @return as {@link #lastSeenMillis} */
    long firstSeenMillis(int machine) {
        return firstSeen[machine];
    }

    boolean possibleDuplicate(int machine) {
        return (flags[machine] & POSSIBLE_DUPLICATE) != 0;
    }

    boolean excluded(int machine) {
        return (flags[machine] & EXCLUDED) != 0;
    }

    /** @return the word of a machine in a column, may be null */
    String word(Column column, int machine) {
        return words(column).word(number(column, machine));
    }

    /** @return the number of that word, an index below {@link Words#size()} */
    int number(Column column, int machine) {
        return numbers[column.ordinal()][machine];
    }

    /** @return the words of a column */
    Words words(Column column) {
        return words[column.ordinal()];
    }

    /** @return the machine's tags, none is an empty list */
    List<String> tags(int machine) {
        return tags(word(Column.TAGS, machine));
    }

    /** @return the tags that a word of the column {@link Column#TAGS} stands for */
    static List<String> tags(String word) {
        return word == null ? List.of() : List.of(word.split(BETWEEN_TAGS));
    }

    private static Instant instant(long millis) {
        return millis == NEVER ? null : Instant.ofEpochMilli(millis);
    }

    private void grow(int capacity) {
        own = Arrays.copyOf(own, capacity);
        firstSeen = Arrays.copyOf(firstSeen, capacity);
        lastSeen = Arrays.copyOf(lastSeen, capacity);
        flags = Arrays.copyOf(flags, capacity);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Arrays.copyOf(numbers[i], capacity);
        }
    }

    /** Fills a table while an answer is read. */
    static final class Builder implements MachineSink {

        private final MachineTable table = new MachineTable(64);
        private final LargeAnswers large;
        private int wholePages;
        private int pages;

        /** @param large asked for room as soon as the table is a large one */
        Builder(LargeAnswers large) {
            this.large = large;
        }

        @Override
        public void pageBegins() {
            table.size = wholePages;
        }

        @Override
        public void pageRead() {
            wholePages = table.size;
            pages++;
        }

        @Override
        public int size() {
            return table.size;
        }

        @Override
        public void add(Machine machine) {
            int at = table.size;
            if (at == LargeAnswers.SMALL) {
                large.enter();
            }
            if (at == table.own.length) {
                table.grow(at + (at >> 1));
            }
            table.own[at] = Packed.of(
                    machine.id(),
                    machine.name(),
                    machine.lastIpAddress(),
                    machine.lastExternalIpAddress(),
                    machine.mergedInto());
            table.ownBytes += table.own[at].length;
            table.firstSeen[at] = millis(machine.firstSeen());
            table.lastSeen[at] = millis(machine.lastSeen());
            table.flags[at] = (byte)
                    ((machine.possibleDuplicate() ? POSSIBLE_DUPLICATE : 0) | (machine.excluded() ? EXCLUDED : 0));
            put(Column.OPERATING_SYSTEM, machine.osPlatform());
            put(Column.OS_VERSION, machine.osVersion());
            put(Column.DEVICE_GROUP, machine.deviceGroup());
            put(Column.HEALTH, machine.health());
            put(Column.RISK, machine.risk());
            put(Column.EXPOSURE, machine.exposure());
            put(Column.VALUE, machine.value());
            put(Column.ONBOARDING, machine.onboarding());
            put(Column.TAGS, tagsAsWord(machine.tags()));
            table.size++;
        }

        /**
         * Ends the table. Pages that were cut while the inventory changed can hold a machine twice; it counts once.
         *
         * @return the table, which must not be added to any more
         */
        MachineTable build() {
            if (pages > 1) {
                keepFirstOfEach();
            }
            table.grow(table.size);
            for (Words each : table.words) {
                each.end();
            }
            return table;
        }

        private void keepFirstOfEach() {
            Set<String> seen = new HashSet<>();
            int kept = 0;
            for (int i = 0; i < table.size; i++) {
                if (seen.add(table.id(i))) {
                    table.own[kept] = table.own[i];
                    table.firstSeen[kept] = table.firstSeen[i];
                    table.lastSeen[kept] = table.lastSeen[i];
                    table.flags[kept] = table.flags[i];
                    for (int[] column : table.numbers) {
                        column[kept] = column[i];
                    }
                    kept++;
                }
            }
            table.size = kept;
            table.ownBytes = Arrays.stream(table.own, 0, kept)
                    .mapToLong(bytes -> bytes.length)
                    .sum();
        }

        private void put(Column column, String word) {
            table.numbers[column.ordinal()][table.size] = table.words(column).number(word);
        }

        private static String tagsAsWord(List<String> tags) {
            if (tags.isEmpty()) {
                return null;
            }
            return tags.size() == 1
                    ? clean(tags.get(0))
                    : String.join(
                            BETWEEN_TAGS, tags.stream().map(Builder::clean).toList());
        }

        private static String clean(String tag) {
            return tag.replace(BETWEEN_TAGS, " ");
        }

        private static long millis(Instant instant) {
            return instant == null ? NEVER : instant.toEpochMilli();
        }
    }
}
