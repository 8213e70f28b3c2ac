// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.trail.SweepReport.FailedHash;
import dev.filetrail.trail.SweepReport.SweptFile;
import dev.filetrail.trail.SweptAnswer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads a journal line by line; what is cut off or no journal's line is passed over. */
final class SweepJournalReader {

    private static final Duration OLDEST = Duration.ofHours(24);
    private static final Duration STILL_COUNTED = Duration.ofHours(1);

    private final String whose;
    private final ObjectMapper json;
    private final long now;
    private final List<SweptAnswer> answered = new ArrayList<>();
    private final List<FailedHash> failed = new ArrayList<>();
    private final Map<String, List<Duration>> calls = new HashMap<>();
    private final Map<String, Integer> underWay = new HashMap<>();
    private int machines;
    private int tooOld;

    SweepJournalReader(String whose, ObjectMapper json, Clock clock) {
        this.whose = whose;
        this.json = json;
        this.now = clock.millis();
    }

    /**
     * Reads one.
     *
     * @param file where it is
     * @param lines what is in it
     * @param told what is found, in a sentence
     * @return whether it is one to go on with
     * @throws IOException when it can't be read
     */
    boolean read(Path file, BufferedReader lines, Consumer<String> told) throws IOException {
        JsonNode head = line(lines.readLine());
        if (!whose.equals(head.path("sweep_of").asText(null))) {
            told.accept(file + " is not a journal of this tenant and application: it is left alone, and none is kept.");
            return false;
        }
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            take(line(line));
        }
        endUnderWay(Duration.ZERO);
        if (tooOld > 0) {
            told.accept(tooOld + " answers in " + file + " are older than 24 hours and are asked for again.");
        }
        if (!answered.isEmpty() || !failed.isEmpty()) {
            told.accept("Going on from " + file + ": " + (answered.size() + failed.size()) + " are done already.");
        }
        return true;
    }

    private JsonNode line(String line) {
        try {
            JsonNode read = line == null || line.isBlank() ? null : json.readTree(line);
            return read == null ? json.createObjectNode() : read;
        } catch (JsonProcessingException e) {
            return json.createObjectNode();
        }
    }

    private void take(JsonNode line) {
        Duration age = Duration.ofMillis(Math.max(0, now - line.path("at").asLong()));
        if (line.has("answered") || line.has("failed")) {
            if (age.compareTo(OLDEST) > 0) {
                tooOld++;
            } else if (line.has("answered")) {
                answered.add(answer(line.get("answered"), age));
            } else {
                JsonNode failure = line.get("failed");
                failed.add(new FailedHash(text(failure, "hash"), text(failure, "outcome"), text(failure, "reason")));
            }
        } else if (line.has("call")) {
            underWay.merge(text(line, "call"), 1, Integer::sum);
        } else if (line.has("called") || line.has("not_called")) {
            String kind = text(line, line.has("called") ? "called" : "not_called");
            underWay.merge(kind, -1, Integer::sum);
            if (line.has("called")) {
                ended(kind, age);
            }
        } else if (line.has("goes_on")) {
            endUnderWay(age);
        }
    }

    /** Nobody knows when those ended that were under way when a run was interrupted: when the next one began, at the latest. */
    private void endUnderWay(Duration age) {
        underWay.forEach((kind, count) -> {
            for (int i = 0; i < count; i++) {
                ended(kind, age);
            }
        });
        underWay.clear();
    }

    private void ended(String kind, Duration age) {
        if (age.compareTo(STILL_COUNTED) < 0) {
            calls.computeIfAbsent(kind, any -> new ArrayList<>()).add(age);
        }
    }

    private SweptAnswer answer(JsonNode file, Duration age) {
        List<SweptAnswer.Machine> of = new ArrayList<>();
        file.path("of")
                .forEach(machine -> of.add(new SweptAnswer.Machine(
                        machine.path(0).asText(""),
                        machine.path(1).asText(null),
                        machine.path(2).asText(null))));
        machines += of.size();
        return new SweptAnswer(
                new SweptFile(
                        text(file, "hash"),
                        text(file, "resolved_from"),
                        null,
                        file.path("machines").asInt(),
                        text(file, "worst_risk"),
                        text(file, "last_seen"),
                        true,
                        age.toSeconds(),
                        file.path("stale").asBoolean()),
                of);
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.asText() : null;
    }

    List<SweptAnswer> answered() {
        return answered;
    }

    List<FailedHash> failed() {
        return failed;
    }

    Map<String, List<Duration>> calls() {
        return calls;
    }

    int machines() {
        return machines;
    }
}
