// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The workflow of the release keeps to the schema of workflows. */
@Tag("long")
class WorkflowIT {

    @BeforeAll
    static void install() throws Exception {
        NodeProgram.install();
    }

    @Test
    void isAWorkflow() throws Exception {
        String release = Files.readString(Path.of(".github/workflows/release.yml"));
        // The permission that signs where a file was made is younger than the validator's schema.
        Path known = Files.writeString(
                Files.createTempDirectory("workflow").resolve("release.yml"),
                release.replaceAll("(?m)^ *attestations: write\\n", ""));

        Program.Run run = validate(known);

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    }

    @Test
    void whatIsNoWorkflowIsFound() throws Exception {
        assertThat(validate(Path.of(".github/dependabot.yml")).exitCode()).isNotZero();
    }

    private static Program.Run validate(Path file) throws Exception {
        return NodeProgram.run(
                "node_modules/.bin/action-validator", file.toAbsolutePath().toString());
    }
}
