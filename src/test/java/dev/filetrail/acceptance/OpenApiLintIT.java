// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The descriptions of the interface keep the rules of a linter that is not ours: the one that is served, which {@link OpenApiTest}
 * holds against its snapshot, and the connector's.
 */
@Tag("long")
class OpenApiLintIT {

    @BeforeAll
    static void install() throws Exception {
        NodeProgram.install();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/test/resources/snapshots/http/openapi.json",
                "deploy/copilot-studio/apiDefinition.swagger.json"
            })
    void isClean(String file) throws Exception {
        Program.Run lint = NodeProgram.run(
                Map.of("REDOCLY_TELEMETRY", "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"),
                "node_modules/.bin/redocly",
                "lint",
                "--config",
                "redocly.yaml",
                Path.of(file).toAbsolutePath().toString());

        assertThat(lint.exitCode()).as(lint.out() + lint.err()).isZero();
    }
}
