// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The audit log of a FileTrail that tests ask: a file of its own, which it removes in the end. */
public final class AuditLines implements QuarkusTestResourceLifecycleManager {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_REFUSALS = 20;
    /** A second, and what a line's time leaves out. */
    private static final Duration PER_TIME = Duration.ofMillis(1_010);

    private Path file;

    @Override
    public Map<String, String> start() {
        try {
            file = Files.createTempFile("filetrail-audit", ".log");
            return Map.of("filetrail.audit.to", file.toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(AuditLines.class));
    }

    @Override
    public void stop() {
        file.toFile().delete();
    }

    /** All of it so far. */
    String text() throws IOException {
        return Files.readString(file);
    }

    /**
     * How many refusals there are so far. At most twenty of a second are written down, so this waits until one more would be.
     */
    int refusals() throws IOException, InterruptedException {
        List<JsonNode> refusals = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode each = JSON.readTree(line);
            if (each.path("question").asText().equals("denied")) {
                refusals.add(each);
            }
        }
        int full = refusals.size() - MOST_REFUSALS;
        while (full >= 0 && time(refusals.get(full)).isAfter(Instant.now().minus(PER_TIME))) {
            Thread.sleep(20);
        }
        return refusals.size();
    }

    private static Instant time(JsonNode line) {
        return Instant.parse(line.get("time").asText());
    }

    /** The line that fits, which must be the only one. */
    JsonNode only(Predicate<JsonNode> fits) throws IOException {
        JsonNode found = null;
        for (String line : Files.readAllLines(file)) {
            JsonNode each = JSON.readTree(line);
            if (fits.test(each)) {
                if (found != null) {
                    throw new AssertionError("two lines: " + found + " and " + each);
                }
                found = each;
            }
        }
        if (found == null) {
            throw new AssertionError("no such line");
        }
        return found;
    }

    /** The only line about a file. */
    JsonNode about(String hash) throws IOException {
        return only(line -> hash.equals(line.at("/asked/hash").asText()));
    }

    /** The only line in a trace. */
    JsonNode inTrace(String traceId) throws IOException {
        return only(line -> traceId.equals(line.path("trace_id").asText()));
    }
}
