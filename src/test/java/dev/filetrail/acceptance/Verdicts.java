// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import dev.filetrail.simulator.SimulatedTenant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Holds each answer against what the simulated tenant knows, and counts. Safe to use from any thread. */
final class Verdicts {

    private final SimulatedTenant tenant;
    private final Map<String, Integer> kinds = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    Verdicts(SimulatedTenant tenant) {
        this.tenant = tenant;
    }

    /** For an answer of one page that holds all machines. */
    void judge(String hash, Reply reply) {
        List<String> expected = tenant.machineIds(hash);
        if (reply.isAnswer()) {
            List<String> ids = reply.ids();
            boolean right = reply.total() == expected.size()
                    && reply.matching() == expected.size()
                    && reply.structure().path("hash").asText().equals(hash)
                    && ids.size() == expected.size()
                    && new HashSet<>(ids).equals(new HashSet<>(expected));
            count(reply.structure().path("stale").asBoolean() ? "answered, stale" : "answered");
            if (!right) {
                wrong.add("a wrong answer for " + hash + ": " + reply.body());
            }
        } else if (reply.isHonestError()) {
            // The sentence without what differs from one to the next.
            String text = reply.text().replaceAll("\\(.*|[:.].*", "").strip();
            count("error: " + text);
        } else {
            wrong.add("no honest error for " + hash + ": " + reply.status() + " " + reply.body());
        }
    }

    /** No answer came at all. */
    void lost(String hash, Exception e) {
        wrong.add("no answer for " + hash + ": " + e);
    }

    void gaveUp() {
        count("gave up");
    }

    private void count(String kind) {
        kinds.merge(kind, 1, Integer::sum);
    }

    /** What must be empty. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    Map<String, Integer> kinds() {
        return new TreeMap<>(kinds);
    }

    int answered() {
        return kinds.getOrDefault("answered", 0) + kinds.getOrDefault("answered, stale", 0);
    }
}
