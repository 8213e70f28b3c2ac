// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.ForeignText;
import dev.filetrail.trail.SweepReport.SharedMachine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the machines that several files of a sweep have in common. Of a machine seen once it keeps twelve bytes, a
 * fingerprint of its id and the file, so that a sweep over files that are everywhere still fits a small process.
 */
final class SharedMachines {

    /** Sightings that are compared; some 4 MB. */
    static final int MOST_SIGHTINGS = 200_000;

    private static final int MOST_SHARED = 10_000;
    private static final int SLOTS = 1 << 19;
    private static final int FIRST_SLOTS = 1 << 10;

    private long[] fingerprints = new long[FIRST_SLOTS];
    /** The file in which a machine was first seen, and one more; 0 for an empty slot. */
    private int[] firstFiles = new int[FIRST_SLOTS];

    private final Map<Long, Shared> shared = new HashMap<>();
    private int distinct;
    private int sightings;
    private boolean complete = true;

    private record Shared(String id, String name, String risk, List<Integer> files) {}

    /**
     * What machines are compared by. Reading so many ids takes time, and is done where nobody waits for it.
     *
     * @param machines of one file
     * @return of each its own, in the same order; no more than are compared
     */
    static long[] fingerprints(List<SweptAnswer.Machine> machines) {
        long[] fingerprints = new long[Math.min(MOST_SIGHTINGS, machines.size())];
        for (int i = 0; i < fingerprints.length; i++) {
            fingerprints[i] = fingerprint(machines.get(i).id());
        }
        return fingerprints;
    }

    /**
     * Takes in the machines of a file.
     *
     * @param file its place in the list
     * @param machines those that have reported it
     * @param fingerprints of them, in the same order
     */
    void add(int file, List<SweptAnswer.Machine> machines, long[] fingerprints) {
        int room = MOST_SIGHTINGS - sightings;
        complete &= machines.size() <= room;
        int taken = Math.min(room, machines.size());
        sightings += taken;
        for (int i = 0; i < taken; i++) {
            add(file, machines, i, fingerprints[i]);
        }
    }

    private void add(int file, List<SweptAnswer.Machine> machines, int place, long fingerprint) {
        int slot = slot(fingerprint);
        if (firstFiles[slot] == 0) {
            fingerprints[slot] = fingerprint;
            firstFiles[slot] = file + 1;
            distinct++;
            growIfNeeded();
            return;
        }
        int first = firstFiles[slot] - 1;
        Shared known = shared.get(fingerprint);
        if (known == null) {
            if (first == file) {
                return;
            }
            if (shared.size() == MOST_SHARED) {
                complete = false;
                return;
            }
            SweptAnswer.Machine machine = machines.get(place);
            known = new Shared(machine.id(), machine.name(), machine.risk(), new ArrayList<>(List.of(first)));
            shared.put(fingerprint, known);
        }
        if (!known.files().contains(file)) {
            known.files().add(file);
        }
    }

    /** @return whether all sightings were compared */
    boolean complete() {
        return complete;
    }

    /** @return how many machines hold several files */
    int size() {
        return shared.size();
    }

    /**
     * Those that hold most.
     *
     * @param most how many at the most
     * @param hashes the SHA-1 of each file by its place
     * @param reporting knows their pages in the portal
     * @return most files first, then the highest risk, then by name
     */
    List<SharedMachine> worst(int most, String[] hashes, Reporting reporting) {
        return shared.values().stream()
                .sorted(Comparator.<Shared>comparingInt(each -> -each.files().size())
                        .thenComparingInt(each -> -Level.rank(each.risk()))
                        .thenComparing(Shared::name, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Shared::id))
                .limit(most)
                .map(each -> new SharedMachine(
                        ForeignText.visible(each.id()),
                        ForeignText.visible(each.name()),
                        ForeignText.visible(each.risk()),
                        each.files().stream().sorted().map(file -> hashes[file]).toList(),
                        reporting.link(each.id())))
                .toList();
    }

    private int slot(long fingerprint) {
        int mask = fingerprints.length - 1;
        int slot = (int) (fingerprint >>> 32) & mask;
        while (firstFiles[slot] != 0 && fingerprints[slot] != fingerprint) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void growIfNeeded() {
        if (distinct * 2 < fingerprints.length || fingerprints.length == SLOTS) {
            return;
        }
        long[] before = fingerprints;
        int[] filesBefore = firstFiles;
        fingerprints = new long[before.length * 2];
        firstFiles = new int[before.length * 2];
        for (int i = 0; i < before.length; i++) {
            if (filesBefore[i] != 0) {
                int slot = slot(before[i]);
                fingerprints[slot] = before[i];
                firstFiles[slot] = filesBefore[i];
            }
        }
    }

    /** FNV-1a in 64 bits, mixed once more: two of 200,000 ids share one by chance once in a thousand million sweeps. */
    private static long fingerprint(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        hash *= 0x9E3779B97F4A7C15L;
        return hash ^ (hash >>> 29);
    }
}
