// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.ForeignText;
import dev.filetrail.trail.SweepReport.FailedHash;
import dev.filetrail.trail.SweepReport.SweptFile;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a sweep has brought back so far, by the places of the hashes in the list. Not safe for several threads. */
final class SweepResults {

    private static final int MOST_SHARED_MACHINES = 50;
    private static final int NOBODY = -1;

    private final HashList list;
    private final Map<String, Integer> placesOfSha1 = new HashMap<>();
    private final SweptFile[] files;
    private final FailedHash[] failed;
    /** For a SHA-256 whose file is given by its SHA-1 too: the place of that one. */
    private final int[] same;

    private final String[] sha1s;
    private final SharedMachines shared = new SharedMachines();
    private int done;

    SweepResults(HashList list) {
        this.list = list;
        int size = list.hashes().size();
        this.files = new SweptFile[size];
        this.failed = new FailedHash[size];
        this.same = new int[size];
        this.sha1s = new String[size];
        for (int i = 0; i < size; i++) {
            same[i] = NOBODY;
            if (list.hashes().get(i).isSha1()) {
                placesOfSha1.put(list.hashes().get(i).hex(), i);
            }
        }
    }

    /** Takes in what an earlier run has brought back. */
    void earlier(List<SweptAnswer> answered, List<FailedHash> inVain) {
        Map<String, SweptAnswer> bySha1 = new HashMap<>();
        Map<String, SweptAnswer> bySha256 = new HashMap<>();
        for (SweptAnswer answer : answered) {
            bySha1.put(answer.file().hash(), answer);
            if (answer.file().resolvedFrom() != null) {
                bySha256.put(answer.file().resolvedFrom(), answer);
            }
        }
        Map<String, FailedHash> failures = new HashMap<>();
        inVain.forEach(failure -> failures.put(failure.hash(), failure));
        for (int i = 0; i < files.length; i++) {
            FileHash hash = list.hashes().get(i);
            SweptAnswer answer = (hash.isSha1() ? bySha1 : bySha256).get(hash.hex());
            if (answer != null && !isSameAsAnother(i, answer.file().hash())) {
                answered(i, answer, SharedMachines.fingerprints(answer.machines()));
            } else if (failures.containsKey(hash.hex()) && !isDone(i)) {
                failed(i, failures.get(hash.hex()));
            }
        }
    }

    boolean isDone(int place) {
        return files[place] != null || failed[place] != null || same[place] != NOBODY;
    }

    /** @return how many are done */
    int done() {
        return done;
    }

    /**
     * Whether a file is given twice, by both its hashes. The SHA-256 is then done, and the SHA-1 stands for both.
     *
     * @param place of either
     * @param sha1 of the file
     * @return whether there is nothing more to be asked for this place
     */
    boolean isSameAsAnother(int place, String sha1) {
        Integer other = placesOfSha1.get(sha1);
        if (other == null || other == place) {
            return false;
        }
        if (same[place] == NOBODY) {
            same[place] = other;
            done++;
        }
        return true;
    }

    /**
     * Takes in an answer.
     *
     * @param place of the hash
     * @param answer what is told of it
     * @param fingerprints of its machines, by {@link SharedMachines#fingerprints}
     */
    void answered(int place, SweptAnswer answer, long[] fingerprints) {
        files[place] = answer.file();
        sha1s[place] = answer.file().hash();
        shared.add(place, answer.machines(), fingerprints);
        done++;
    }

    void failed(int place, FailedHash failure) {
        failed[place] = failure;
        done++;
    }

    /** It has failed, but is to be asked for again. */
    void takeBack(int place) {
        failed[place] = null;
        done--;
    }

    /** @return the places that are not done */
    List<FileHash> unfinished() {
        List<FileHash> unfinished = new ArrayList<>();
        for (int i = 0; i < files.length; i++) {
            if (!isDone(i)) {
                unfinished.add(list.hashes().get(i));
            }
        }
        return unfinished;
    }

    SweepReport report(String unfinishedReason, Long retryAfterSeconds, Allowance budget, Reporting reporting) {
        List<SweptFile> answers = new ArrayList<>();
        List<FailedHash> failures = new ArrayList<>();
        List<String> unfinished = new ArrayList<>();
        boolean[] told = new boolean[files.length];
        int merged = 0;
        String[] sha256s = new String[files.length];
        for (int i = 0; i < files.length; i++) {
            if (same[i] != NOBODY) {
                sha256s[same[i]] = list.hashes().get(i).hex();
                merged++;
            }
        }
        for (int i = 0; i < files.length; i++) {
            int place = same[i] == NOBODY ? i : same[i];
            if (told[place]) {
                continue;
            }
            told[place] = true;
            if (files[place] != null) {
                answers.add(files[place].alsoGivenAs(sha256s[place]).at(reporting.fileLink(files[place].hash())));
            } else if (failed[place] != null) {
                failures.add(failed[place]);
            } else {
                unfinished.add(list.hashes().get(place).hex());
            }
        }
        List<SweepReport.SharedMachine> worst = shared.worst(MOST_SHARED_MACHINES, sha1s, reporting);
        return new SweepReport(
                list.hashes().size() + list.duplicates(),
                list.duplicates() + merged,
                list.notUnderstood(),
                list.moreNotUnderstood(),
                answers,
                worst,
                shared.size() - worst.size(),
                shared.complete(),
                failures,
                unfinished,
                unfinished.isEmpty() ? null : unfinishedReason,
                unfinished.isEmpty() ? null : retryAfterSeconds,
                budget);
    }

    /** What is told of an answer. */
    static SweptAnswer answer(Given given, FileHash asked, long ageSeconds) {
        MachineTable table = given.answer().machines();
        return new SweptAnswer(
                new SweptFile(
                        given.answer().hash().hex(),
                        asked.isSha1() ? null : asked.hex(),
                        null,
                        table.size(),
                        worstRisk(table),
                        lastSeen(table),
                        given.remembered(),
                        ageSeconds,
                        given.staleReason() != null),
                new AbstractList<>() {
                    @Override
                    public SweptAnswer.Machine get(int index) {
                        return new SweptAnswer.Machine(
                                table.id(index), table.name(index), table.word(MachineTable.Column.RISK, index));
                    }

                    @Override
                    public int size() {
                        return table.size();
                    }
                });
    }

    private static String worstRisk(MachineTable table) {
        String worst = null;
        for (int i = 0; i < table.size(); i++) {
            String risk = table.word(MachineTable.Column.RISK, i);
            if (Level.rank(risk) > Level.rank(worst)) {
                worst = risk;
            }
        }
        return ForeignText.visible(worst);
    }

    private static String lastSeen(MachineTable table) {
        return IntStream.range(0, table.size())
                .boxed()
                .max(Comparator.comparingLong(table::lastSeenMillis))
                .map(latest -> IsoMoment.toSecond(table.lastSeen(latest)))
                .orElse(null);
    }
}
