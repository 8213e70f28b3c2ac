// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The template for Azure, read by Bicep's grammar and held to the properties that Azure's own library has. */
@Tag("long")
class BicepIT {

    private static final Path TEMPLATE = Path.of("deploy/azure-container-apps/main.bicep");

    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws Exception {
        NodeProgram.install();
    }

    @Test
    void isBicepAndOfPropertiesThatAzureHas() throws Exception {
        JsonNode read = read(TEMPLATE);

        assertThat(read.path("faults")).isEmpty();
        assertThat(read.path("resources"))
                .extracting(JsonNode::asText)
                .contains("Microsoft.App/managedEnvironments@2024-03-01", "Microsoft.App/containerApps@2024-03-01");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "allowInsecure: false,        allowInsecure: = false,      line 7",
                "allowInsecure: false,        allowInsecur: false,         Ingress has no such property",
                "transport: 'http',           transport: 'htp',            'htp' is none of auto",
                "targetPort: 8080,            targetPort: '8080',          a string",
                "maxReplicas: mostReplicas,   maxReplicas: [mostReplicas], a list",
                "type: 'UserAssigned',        type: 'UserAsigned',         'UserAsigned' is none of None",
                "containerApps@2024-03-01,    containerApps@2019-01-01,    the library is of 2024-03-01",
                "managedEnvironmentId:,       environmentIdentity:,        ContainerApp has no such property",
            })
    void findsWhatIsWrong(String right, String wrong, String fault) throws Exception {
        String template = Files.readString(TEMPLATE);
        assertThat(template).contains(right);
        Path broken = Files.writeString(folder.resolve("broken.bicep"), template.replace(right, wrong));

        assertThat(read(broken).path("faults").toString()).contains(fault);
    }

    private static JsonNode read(Path template) throws Exception {
        Program.Run run =
                NodeProgram.run("node", "bicep.mjs", template.toAbsolutePath().toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }
}
