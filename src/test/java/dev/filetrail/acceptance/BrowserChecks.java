// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;

/** Checks in a real browser, which are in {@code src/test/javascript}. */
final class BrowserChecks {

    private static final ObjectMapper JSON = new ObjectMapper();

    private BrowserChecks() {}

    /** Runs those of a script, each as a test. */
    static Stream<DynamicTest> run(String script, String... args) throws IOException, InterruptedException {
        return StreamSupport.stream(found(script, args).spliterator(), false)
                .map(check -> DynamicTest.dynamicTest(
                        check.path("name").asText(),
                        () -> assertThat(check.path("failure").asText("")).isEmpty()));
    }

    /** What those of a script have found: each with a {@code name}, and a {@code failure} if there is one. */
    static JsonNode found(String script, String... args) throws IOException, InterruptedException {
        Program.Run run = NodeProgram.run(
                Stream.concat(Stream.of("node", script), Stream.of(args)).toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode checks = JSON.readTree(run.out());
        assertThat(checks).as(run.err()).isNotEmpty();
        return checks;
    }
}
