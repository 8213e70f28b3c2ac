// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.defender.Machine;
import dev.filetrail.trail.MachineTable.Column;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * An answer as bytes, compressed, for another replica: a version, then deflated how long it was to be kept, when it was
 * fetched, the words of each column, and machine by machine. Written and read in one pass, so that a large answer is never
 * there a third time.
 */
final class AnswerForm {

    /** A replica of another version doesn't read what this one has written. */
    private static final byte VERSION = 1;

    /** Larger ones are not shared: a server that all replicas wait for has better things to do. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private static final int MOST_INFLATED = 128 * 1024 * 1024;
    private static final Duration LONGEST_KEPT = Duration.ofDays(3_660);
    private static final Column[] COLUMNS = Column.values();
    private static final int TAGS = Column.TAGS.ordinal();
    private static final int POSSIBLE_DUPLICATE = 1;
    private static final int EXCLUDED = 2;

    private AnswerForm() {}

    /**
     * What was read.
     *
     * @param kept how long it was to be kept when it was written
     * @param fetchedAt when it was fetched, by the clock of whoever did
     * @param machines all of them
     */
    record Read(Duration kept, Instant fetchedAt, MachineTable machines) {}

    /**
     * Writes an answer.
     *
     * @param answer any
     * @param kept how long it will be kept
     * @return the bytes
     * @throws IOException when they would be too many
     */
    static byte[] write(Answer answer, Duration kept) throws IOException {
        Bounded bytes = new Bounded();
        bytes.write(VERSION);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater, 8_192))) {
            out.writeLong(kept.toMillis());
            out.writeLong(answer.fetchedAt().getEpochSecond());
            out.writeInt(answer.fetchedAt().getNano());
            MachineTable table = answer.machines();
            for (Column column : COLUMNS) {
                String[] words = table.words(column);
                out.writeInt(words.length);
                for (String word : words) {
                    writeText(out, word);
                }
            }
            out.writeInt(table.size());
            for (int machine = 0; machine < table.size(); machine++) {
                write(out, table, machine);
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, MachineTable table, int machine) throws IOException {
        writeText(out, table.id(machine));
        writeText(out, table.name(machine));
        writeText(out, table.lastIp(machine));
        writeText(out, table.lastExternalIp(machine));
        writeText(out, table.mergedInto(machine));
        out.writeLong(table.firstSeenMillis(machine));
        out.writeLong(table.lastSeenMillis(machine));
        out.writeByte(
                (table.possibleDuplicate(machine) ? POSSIBLE_DUPLICATE : 0) | (table.excluded(machine) ? EXCLUDED : 0));
        for (Column column : COLUMNS) {
            out.writeInt(table.number(column, machine));
        }
    }

    /**
     * Reads an answer.
     *
     * @param bytes anything
     * @param machines takes the machines
     * @return the answer
     * @throws IOException when it is none, or not of this version
     */
    static Read read(byte[] bytes, MachineTable.Builder machines) throws IOException {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            throw new IOException("not of version " + VERSION);
        }
        InflaterInputStream inflated = new InflaterInputStream(new ByteArrayInputStream(bytes, 1, bytes.length - 1));
        try (DataInputStream in = new DataInputStream(new BoundedInput(inflated, MOST_INFLATED))) {
            Duration kept = Duration.ofMillis(in.readLong());
            if (kept.isNegative() || kept.compareTo(LONGEST_KEPT) > 0) {
                throw new IOException("nothing is kept for " + kept);
            }
            Instant fetchedAt = Instant.ofEpochSecond(in.readLong(), in.readInt());
            String[][] words = new String[COLUMNS.length][];
            for (int column = 0; column < COLUMNS.length; column++) {
                words[column] = readWords(in);
            }
            machines.pageBegins();
            for (int left = in.readInt(); left > 0; left--) {
                machines.add(readMachine(in, words));
            }
            machines.pageRead();
            if (in.read() >= 0) {
                throw new IOException("more than an answer");
            }
            return new Read(kept, fetchedAt, machines.build());
        } catch (ArithmeticException | IndexOutOfBoundsException | DateTimeException e) {
            throw new IOException("not an answer", e);
        }
    }

    private static String[] readWords(DataInputStream in) throws IOException {
        int count = in.readInt();
        String[] words = new String[0];
        for (int i = 0; i < count; i++) {
            // As large as what is really there, whatever the number before it says.
            if (i == words.length) {
                words = Arrays.copyOf(words, Math.max(16, i * 2));
            }
            words[i] = readText(in);
        }
        return words;
    }

    private static Machine readMachine(DataInputStream in, String[][] words) throws IOException {
        String id = readText(in);
        String name = readText(in);
        String lastIp = readText(in);
        String lastExternalIp = readText(in);
        String mergedInto = readText(in);
        Instant firstSeen = MachineTable.instant(in.readLong());
        Instant lastSeen = MachineTable.instant(in.readLong());
        int flags = in.readByte();
        String[] own = new String[COLUMNS.length];
        for (int column = 0; column < COLUMNS.length; column++) {
            own[column] = words[column][in.readInt()];
        }
        List<String> tags = MachineTable.tags(own[TAGS]);
        return new Machine(
                id,
                name,
                firstSeen,
                lastSeen,
                own[Column.OPERATING_SYSTEM.ordinal()],
                own[Column.OS_VERSION.ordinal()],
                lastIp,
                lastExternalIp,
                own[Column.HEALTH.ordinal()],
                own[Column.VALUE.ordinal()],
                own[Column.DEVICE_GROUP.ordinal()],
                own[Column.RISK.ordinal()],
                own[Column.EXPOSURE.ordinal()],
                tags,
                own[Column.ONBOARDING.ordinal()],
                (flags & POSSIBLE_DUPLICATE) != 0,
                (flags & EXCLUDED) != 0,
                mergedInto);
    }

    /** Char by char, so that even half a surrogate pair comes back as it was; deflating makes up for it. */
    private static void writeText(DataOutputStream out, String text) throws IOException {
        out.writeInt(text == null ? -1 : text.length());
        if (text != null) {
            out.writeChars(text);
        }
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        StringBuilder text = new StringBuilder(Math.min(length, 64));
        for (int i = 0; i < length; i++) {
            text.append(in.readChar());
        }
        return text.toString();
    }

    /** Takes so many bytes and no more. */
    private static final class Bounded extends OutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] some, int from, int count) throws IOException {
            if (bytes.size() + count > MOST_BYTES) {
                throw new IOException("more than " + MOST_BYTES + " bytes");
            }
            bytes.write(some, from, count);
        }

        private byte[] toByteArray() {
            return bytes.toByteArray();
        }
    }
}
