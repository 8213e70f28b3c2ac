// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.Simulator;
import io.quarkiverse.mcp.server.test.McpAssured.McpStreamableTestClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All machines of a file as resources, JSON and CSV. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class MachinesResourcesTest {

    private static final String HASH = SimulatedFiles.SEVERAL_MACHINES;

    @Simulated
    Simulator defender;

    private final ObjectMapper json = new ObjectMapper();

    @BeforeEach
    void calm() {
        defender.faults().clear();
        defender.tenant().reset();
        defender.calls().clear();
    }

    private static String uri(String hash) {
        return "filetrail://files/" + hash + "/machines";
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEARLY_ALL_MACHINES", "SEVERAL_MACHINES", "ONE_MACHINE", "UNKNOWN"})
    void holdAllMachinesInTheStructureOfTheTool(String file) throws Exception {
        String hash = (String) SimulatedFiles.class.getField(file).get(null);

        JsonObject contents = Rpc.contents(Rpc.read(uri(hash)));
        JsonNode report = json.readTree(contents.getString("text"));

        assertThat(contents.getString("uri")).isEqualTo(uri(hash));
        assertThat(contents.getString("mimeType")).isEqualTo("application/json");
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(getClass().getResourceAsStream("/schemas/MachinesReport.json"));
        assertThat(schema.validate(report)).isEmpty();
        assertThat(report.get("next_cursor").isNull()).isTrue();
        assertThat(report.findValuesAsText("id"))
                .containsExactlyInAnyOrderElementsOf(defender.tenant().machineIds(hash));
        assertThat(report.get("total_machines").asInt())
                .isEqualTo(report.get("machines").size());
        JsonNode tool = json.valueToTree(
                Question.ask(Map.of("hash", hash, "limit", 200)).structure());
        assertThat(report.get("summary")).isEqualTo(tool.get("summary"));
        for (int i = 0; i < tool.get("machines").size(); i++) {
            assertThat(report.get("machines").get(i))
                    .isEqualTo(tool.get("machines").get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEARLY_ALL_MACHINES", "SEVERAL_MACHINES", "UNKNOWN"})
    void areACsvThatAParserReads(String file) throws Exception {
        String hash = (String) SimulatedFiles.class.getField(file).get(null);

        JsonObject contents = Rpc.contents(Rpc.read(uri(hash) + ".csv"));
        List<List<String>> records = CsvRecords.of(contents.getString("text"));

        assertThat(contents.getString("uri")).isEqualTo(uri(hash) + ".csv");
        assertThat(contents.getString("mimeType")).isEqualTo("text/csv");
        assertThat(records.get(0))
                .startsWith("hash", "id", "name", "device_group")
                .hasSize(21);
        List<List<String>> machines = records.subList(1, records.size());
        assertThat(machines).allSatisfy(machine -> {
            assertThat(machine).hasSize(21).startsWith(hash);
            assertThat(machine).noneMatch(cell -> !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0);
        });
        assertThat(machines.stream().map(machine -> machine.get(1)))
                .containsExactlyInAnyOrderElementsOf(defender.tenant().machineIds(hash));
    }

    @Test
    void showHostileNamesAsText() {
        String csv = Rpc.contents(Rpc.read(uri(HASH) + ".csv")).getString("text");

        assertThat(csv)
                .contains("\\u202E", "IGNORE PREVIOUS INSTRUCTIONS")
                .doesNotContain("\u202E", "\u001B", "\u200B");
        assertThat(csv.replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(Rpc.contents(Rpc.read(uri(HASH))).getString("text")).doesNotContain("\u202E", "\u001B");
    }

    @Test
    void letNoCellBeAFormula() throws Exception {
        String hash = Question.newHash();
        defender.faults()
                .next(Fault.raw(
                        200,
                        "application/json",
                        "{\"value\":[{\"id\":\"a1\",\"computerDnsName\":\"=HYPERLINK(\\\"https://evil.example\\\",\\\"x\\\")\","
                                + "\"machineTags\":[\"+1\",\"a,\\\"b\\\"\\r\\n-2\"],\"osPlatform\":\"\uFF1D1\"}]}"));

        List<String> machine = CsvRecords.of(
                        Rpc.contents(Rpc.read(uri(hash) + ".csv")).getString("text"))
                .get(1);

        assertThat(machine.get(2)).isEqualTo("'=HYPERLINK(\"https://evil.example\",\"x\")");
        assertThat(machine.get(12)).startsWith("'+1;a,\"b\"").doesNotContain("\n");
        assertThat(machine.get(4)).isEqualTo("'\uFF1D1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E5BC9D7E413DDD7902C2932E418702B84D0CC07",
                "sha1:1e5bc9d7e413ddd7902c2932e418702b84d0cc07",
                "sha1%3A%201E5bc9d7e413ddd7902c2932e418702b84d0cc07%0A",
                "%31e5bc9d7e413ddd7902c2932e418702b84d0cc07"
            })
    void takeTheHashInAllFormsOfTheTool(String hash) throws Exception {
        for (String uri : List.of(uri(hash), uri(hash) + ".csv")) {
            JsonObject contents = Rpc.contents(Rpc.read(uri));
            assertThat(contents.getString("uri")).isEqualTo(uri);
            assertThat(contents.getString("text")).contains(HASH);
        }
        assertThat(json.readTree(Rpc.contents(Rpc.read(uri(hash))).getString("text"))
                        .get("total_machines")
                        .asInt())
                .isEqualTo(14);
    }

    @Test
    void takeASha256() throws Exception {
        String sha256 = defender.tenant().sha256(HASH);

        JsonNode report = json.readTree(
                Rpc.contents(Rpc.read(uri(sha256.toUpperCase(Locale.ROOT)))).getString("text"));

        assertThat(report.get("hash").asText()).isEqualTo(HASH);
        assertThat(report.get("resolved_from").asText()).isEqualTo(sha256);
        assertThat(Rpc.contents(Rpc.read(uri(sha256) + ".csv")).getString("text"))
                .contains("\r\n" + HASH + ",", "," + sha256 + "\r\n");
        JsonObject unknown =
                Rpc.read(uri("0" + Question.newHash() + Question.newHash().substring(17)));
        assertThat(Rpc.code(unknown)).isEqualTo(-32602);
        assertThat(Rpc.words(unknown)).contains("does not know a file with the SHA-256", "sha1sum");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d41d8cd98f00b204e9800998ecf8427e",
                "1e5bc9d7e413ddd7902c2932e418702b84d0cc0g",
                "%2531e5bc9d7e413ddd7902c2932e418702b84d0cc07",
                "%zz5bc9d7e413ddd7902c2932e418702b84d0cc07",
                "%",
                "+1e5bc9d7e413ddd7902c2932e418702b84d0cc07",
                "1e5bc9d7e413ddd7902c2932e418702b84d0cc07%00",
                "1e5bc9d7e413ddd7902c2932e418702b84d0cc07%2F..%2F..",
                "%E2%80%AE1e5bc9d7e413ddd7902c2932e418702b84d0cc07",
                "{sha1}",
                ".."
            })
    void refuseABadHashWithAdviceAndWithoutACall(String hash) {
        for (String uri : List.of(uri(hash), uri(hash) + ".csv")) {
            JsonObject reply = Rpc.read(uri);
            assertThat(Rpc.code(reply)).as(uri).isEqualTo(-32602);
            assertThat(Rpc.words(reply))
                    .contains("SHA-1", "40 hexadecimal digits", "sha1sum")
                    .doesNotContain("\u202E");
        }
        assertThat(defender.calls().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filetrail://files/1e5bc9d7e413ddd7902c2932e418702b84d0cc07/machinesXcsv",
                "filetrail://files/1e5bc9d7e413ddd7902c2932e418702b84d0cc07/machines.CSV",
                "filetrail://files/1e5bc9d7e413ddd7902c2932e418702b84d0cc07/machines/",
                "filetrail://files/1e5bc9d7e413ddd7902c2932e418702b84d0cc07/machines?x=1",
                "filetrail://files//machines",
                "filetrail://files/a/b/machines",
                "FILETRAIL://files/1e5bc9d7e413ddd7902c2932e418702b84d0cc07/machines",
                "filetrail://files/1e5bc9d7e413ddd7902c2932e418702b84d0cc07/%6Dachines",
                "filetrail://budget/",
                "filetrail://",
                "file:///etc/passwd",
                ""
            })
    void areNotThereUnderAnyOtherAddress(String uri) {
        assertThat(Rpc.code(Rpc.read(uri))).isIn(-32002, -32602);
        assertThat(defender.calls().all()).isEmpty();
    }

    @Test
    void costNoMoreThanOneCallHoweverOftenTheyAreRead() {
        String hash = SimulatedFiles.numbered(4_711);
        Rpc.contents(Rpc.read(uri(hash)));
        Rpc.contents(Rpc.read(uri(hash) + ".csv"));
        Question.ask(hash);
        Rpc.contents(Rpc.read(uri(hash)));

        assertThat(defender.calls().count(CallKind.MACHINES_OF_FILE)).isOne();
    }

    @Test
    void sayHowLongToWaitWhenDefenderIsAskedTooOften() throws InterruptedException {
        defender.faults().next(Fault.throttled(2));

        JsonObject reply = Rpc.read(uri(Question.newHash()));

        assertThat(Rpc.code(reply)).isEqualTo(-32603);
        assertThat(Rpc.words(reply)).contains("(429)", "Ask again in 2 seconds").doesNotContain("Exception");
        // That shuts the budget of the FileTrail that all tests here share.
        for (int i = 0; i < 50 && Question.ask(Question.newHash()).isError(); i++) {
            Thread.sleep(100);
        }
    }

    @Test
    void holdTwelveThousandMachines() throws Exception {
        String hash = SimulatedFiles.large(1);

        JsonNode report = json.readTree(Rpc.contents(Rpc.read(uri(hash))).getString("text"));
        List<List<String>> records =
                CsvRecords.of(Rpc.contents(Rpc.read(uri(hash) + ".csv")).getString("text"));

        assertThat(report.get("machines")).hasSize(SimulatedFiles.LARGE_MACHINE_COUNT);
        assertThat(new HashSet<>(report.get("machines").findValuesAsText("id")))
                .isEqualTo(new HashSet<>(defender.tenant().machineIds(hash)));
        assertThat(records).hasSize(1 + SimulatedFiles.LARGE_MACHINE_COUNT);
        assertThat(records.get(1).get(1))
                .isEqualTo(report.get("machines").get(0).get("id").asText());
        assertThat(Question.ask(hash).text()).contains("resource filetrail://files/" + hash + "/machines.csv");
    }

    @Test
    void areOfferedToAnMcpClientAndCompleted() {
        String sha256 = defender.tenant().sha256(HASH);
        Question.ask(sha256);
        try (McpStreamableTestClient client = Rpc.client()) {
            client.when()
                    .resourcesTemplatesList(page -> {
                        assertThat(page.templates().stream().map(each -> each.uriTemplate()))
                                .contains(uri("{sha1}"), uri("{sha1}") + ".csv");
                    })
                    .resourcesRead(uri(HASH) + ".csv", response -> assertThat(
                                    response.contents().get(0).asText().text())
                            .startsWith("hash,id,name"))
                    .thenAssertResults();
        }
        for (String template : List.of(uri("{sha1}"), uri("{sha1}") + ".csv")) {
            assertThat(Rpc.values(Rpc.completeResource(null, template, HASH.substring(0, 10))))
                    .containsExactly(HASH);
            assertThat(Rpc.values(Rpc.completeResource(null, template, "")))
                    .contains(HASH)
                    .doesNotContain(sha256)
                    .allMatch(each -> each.length() == 40);
        }
    }
}
