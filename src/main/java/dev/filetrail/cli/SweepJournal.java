// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.filetrail.trail.SweepReport.FailedHash;
import dev.filetrail.trail.SweptAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a sweep has brought back so far, kept beside its list, so that the same command goes on from there after an
 * interruption. A line of JSON for each answer and each call, written at once.
 */
final class SweepJournal implements AutoCloseable {

    /** Machines that are kept, as many as a sweep compares. */
    private static final int MOST_MACHINES = 200_000;

    private final Path file;
    private final ObjectMapper json;
    private final Clock clock;
    private final Consumer<String> trouble;
    private final SweepJournalReader earlier;
    private final Set<FailedHash> failedForGood = new HashSet<>();
    /** Null where none is kept. */
    private JournalFile kept;
    /** No more can be written to it. */
    private boolean broken;

    private int machines;

    private SweepJournal(
            Path file, ObjectMapper json, Clock clock, Consumer<String> trouble, SweepJournalReader earlier) {
        this.file = file;
        this.json = json;
        this.clock = clock;
        this.trouble = trouble;
        this.earlier = earlier;
    }

    /**
     * Opens it, and reads what is there.
     *
     * @param file where it is; null for none
     * @param whose answers these are: the tenant and the identity; those of others are not used
     * @param json reads and writes lines
     * @param clock for their age
     * @param trouble told in a sentence what can't be used or kept; the sweep goes on without
     * @return the journal
     */
    static SweepJournal open(Path file, String whose, ObjectMapper json, Clock clock, Consumer<String> trouble) {
        SweepJournalReader earlier = new SweepJournalReader(whose, json, clock);
        SweepJournal journal = new SweepJournal(file, json, clock, trouble, earlier);
        if (file == null) {
            return journal;
        }
        try {
            Optional<JournalFile> free = JournalFile.open(file);
            if (free.isPresent()) {
                journal.begin(free.get(), whose);
            } else {
                trouble.accept("Another run keeps its answers in " + file
                        + ": this one goes on without, and would have to begin anew if it were interrupted.");
            }
        } catch (IOException e) {
            journal.giveUp(e);
        }
        return journal;
    }

    private void begin(JournalFile free, String whose) throws IOException {
        if (free.isEmpty()) {
            kept = free;
            write(json.createObjectNode().put("sweep_of", whose));
        } else if (earlier.read(file, free.lines(), trouble)) {
            kept = free;
            machines = earlier.machines();
            failedForGood.addAll(earlier.failed());
            // The last line may have been cut off.
            free.append("\n");
            write(json.createObjectNode().put("at", clock.millis()).put("goes_on", true));
        } else {
            free.close();
        }
    }

    /** @return answers of an earlier run */
    List<SweptAnswer> answered() {
        return earlier.answered();
    }

    /** @return what an earlier run asked for in vain */
    List<FailedHash> failed() {
        return earlier.failed();
    }

    /** @return how long ago the calls of an earlier run were over, those of the last hour, by kind */
    Map<String, List<Duration>> earlierCalls() {
        return earlier.calls();
    }

    /** @return whether there is a file from which a later run can go on */
    synchronized boolean isKept() {
        return kept != null && !broken;
    }

    /**
     * Those that another run may have more luck with, once a permission is granted or Defender is back.
     *
     * @param failed all that were asked for in vain
     * @return those that are not written down as hopeless
     */
    synchronized List<FailedHash> notForGood(List<FailedHash> failed) {
        return failed.stream().filter(each -> !failedForGood.contains(each)).toList();
    }

    void write(SweptAnswer answer) {
        ObjectNode line = json.createObjectNode().put("at", clock.millis());
        ObjectNode file = line.putObject("answered")
                .put("hash", answer.file().hash())
                .put("resolved_from", answer.file().resolvedFrom())
                .put("machines", answer.file().machines())
                .put("worst_risk", answer.file().worstRisk())
                .put("last_seen", answer.file().lastSeen())
                .put("stale", answer.file().stale());
        ArrayNode list = file.putArray("of");
        int room = Math.min(MOST_MACHINES - machines, answer.machines().size());
        for (int i = 0; i < room; i++) {
            SweptAnswer.Machine machine = answer.machines().get(i);
            list.addArray().add(machine.id()).add(machine.name()).add(machine.risk());
        }
        machines += room;
        write(line);
    }

    /** @param failed that would fail again however often it is asked for */
    synchronized void write(FailedHash failed) {
        failedForGood.add(failed);
        ObjectNode line = json.createObjectNode().put("at", clock.millis());
        line.putObject("failed")
                .put("hash", failed.hash())
                .put("outcome", failed.outcome())
                .put("reason", failed.reason());
        write(line);
    }

    void callBegins(String kind) {
        write(json.createObjectNode().put("at", clock.millis()).put("call", kind));
    }

    void callEnds(String kind, boolean made) {
        write(json.createObjectNode().put("at", clock.millis()).put(made ? "called" : "not_called", kind));
    }

    private synchronized void write(JsonNode line) {
        if (!isKept()) {
            return;
        }
        try {
            kept.append(line + "\n");
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private void giveUp(IOException e) {
        broken = true;
        trouble.accept("What is answered can't be kept in " + file + " ("
                + e.getClass().getSimpleName() + "): it goes on, but an interrupted sweep would have to begin anew.");
    }

    /** All is done: nothing is left to go on from. */
    synchronized void remove() throws IOException {
        if (kept != null) {
            kept.remove();
            kept = null;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (kept != null) {
            kept.close();
            kept = null;
        }
    }
}
