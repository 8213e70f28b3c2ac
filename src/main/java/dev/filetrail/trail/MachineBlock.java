// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.defender.Machine;
import dev.filetrail.trail.MachineTable.Column;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Some machines of a table, packed: what is a number of all of them in one array, the moments in another, the texts in a third.
 * So the answers that are remembered are a handful of things each, whatever they hold: it is things that a garbage collector
 * takes its time for, and no array is ever large enough to be costly to grow.
 */
final class MachineBlock {

    /** So many machines a full one has. */
    static final int FULL = 1_024;

    /** The texts of a machine, by their places. */
    static final int ID = 0;

    static final int NAME = 1;
    static final int LAST_IP = 2;
    static final int LAST_EXTERNAL_IP = 3;
    static final int MERGED_INTO = 4;

    /** So many texts a machine has of its own. */
    static final int TEXTS_OF_ITS_OWN = 5;

    /** What is so or not, by its bit. */
    static final int POSSIBLE_DUPLICATE = 1;

    static final int EXCLUDED = 2;

    /** The moment that stands for none, so that it sorts before all. */
    static final long NEVER = Long.MIN_VALUE;

    /** The numbers of a machine: of its words, one for each column, then these. */
    private static final int TEXTS = Column.values().length;

    private static final int FLAGS = TEXTS + 1;
    private static final int NUMBERS = FLAGS + 1;
    private static final int MOMENTS = 2;
    /** Of a machine's texts, more or less. */
    private static final int USUAL_BYTES = 128;

    private final Packed texts;
    private int[] numbers;
    private long[] moments;
    private int size;

    /** @param capacity so many machines are likely to come */
    MachineBlock(int capacity) {
        texts = new Packed(capacity * USUAL_BYTES);
        numbers = new int[capacity * NUMBERS];
        moments = new long[capacity * MOMENTS];
    }

    /** @return how many machines there are */
    int size() {
        return size;
    }

    /**
     * Adds a machine.
     *
     * @param machine any
     * @param words takes its words, by the columns
     */
    void add(Machine machine, Words[] words) {
        makeRoom();
        int at = size * NUMBERS;
        put(at, words, Column.OPERATING_SYSTEM, machine.osPlatform());
        put(at, words, Column.OS_VERSION, machine.osVersion());
        put(at, words, Column.DEVICE_GROUP, machine.deviceGroup());
        put(at, words, Column.HEALTH, machine.health());
        put(at, words, Column.RISK, machine.risk());
        put(at, words, Column.EXPOSURE, machine.exposure());
        put(at, words, Column.VALUE, machine.value());
        put(at, words, Column.ONBOARDING, machine.onboarding());
        put(at, words, Column.TAGS, MachineTable.tagsAsWord(machine.tags()));
        numbers[at + TEXTS] = texts.add(
                machine.id(),
                machine.name(),
                machine.lastIpAddress(),
                machine.lastExternalIpAddress(),
                machine.mergedInto());
        numbers[at + FLAGS] =
                (machine.possibleDuplicate() ? POSSIBLE_DUPLICATE : 0) | (machine.excluded() ? EXCLUDED : 0);
        moments[size * MOMENTS] = millis(machine.firstSeen());
        moments[size * MOMENTS + 1] = millis(machine.lastSeen());
        size++;
    }

    private void put(int at, Words[] words, Column column, String word) {
        numbers[at + column.ordinal()] = words[column.ordinal()].number(word);
    }

    /**
     * Adds a machine of another block of the same table.
     *
     * @param other that block
     * @param machine its place there
     */
    void add(MachineBlock other, int machine) {
        makeRoom();
        System.arraycopy(other.numbers, machine * NUMBERS, numbers, size * NUMBERS, NUMBERS);
        System.arraycopy(other.moments, machine * MOMENTS, moments, size * MOMENTS, MOMENTS);
        numbers[size * NUMBERS + TEXTS] = texts.add(other.texts, other.textsOf(machine), other.textsOf(machine + 1));
        size++;
    }

    private void makeRoom() {
        if (size * MOMENTS == moments.length) {
            int capacity = Math.max(4, 2 * size);
            numbers = Arrays.copyOf(numbers, capacity * NUMBERS);
            moments = Arrays.copyOf(moments, capacity * MOMENTS);
        }
    }

    private int textsOf(int machine) {
        return machine == size ? texts.end() : numbers[machine * NUMBERS + TEXTS];
    }

    /** @param left so many machines are left of it, the first ones */
    void cut(int left) {
        texts.cut(textsOf(left));
        size = left;
    }

    /** There is little more to come. */
    void trim() {
        texts.trim();
        numbers = Arrays.copyOf(numbers, size * NUMBERS);
        moments = Arrays.copyOf(moments, size * MOMENTS);
    }

    /** @return how much memory it takes when it is trimmed, in bytes, nearly */
    long bytes() {
        return texts.end() + (long) size * (NUMBERS * Integer.BYTES + MOMENTS * Long.BYTES);
    }

    /** @return a text of a machine by its place, may be null */
    String text(int machine, int place) {
        return texts.text(textsOf(machine), place);
    }

    /** Finds all texts of a machine, by their places. */
    void find(int machine, PackedTexts found) {
        texts.find(textsOf(machine), found);
    }

    /** @return the id of each machine */
    Stream<String> ids() {
        return IntStream.range(0, size).mapToObj(machine -> text(machine, ID));
    }

    /** @return the number of a machine's word in a column */
    int number(int machine, Column column) {
        return numbers[machine * NUMBERS + column.ordinal()];
    }

    /** @return whether something is so of a machine */
    boolean is(int machine, int flag) {
        return (numbers[machine * NUMBERS + FLAGS] & flag) != 0;
    }

    /** @return milliseconds since 1970, or {@link #NEVER} */
    long firstSeen(int machine) {
        return moments[machine * MOMENTS];
    }

    /** @return as {@link #firstSeen} */
    long lastSeen(int machine) {
        return moments[machine * MOMENTS + 1];
    }

    private static long millis(Instant instant) {
        return instant == null ? NEVER : instant.toEpochMilli();
    }
}
