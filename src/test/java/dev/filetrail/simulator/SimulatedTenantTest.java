// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import static dev.filetrail.simulator.SimulatorClient.machinesOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedTenantTest {

    private static SimulatorServer server;
    private static SimulatorClient client;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        server = SimulatorServer.start();
        client = new SimulatorClient(server);
        token = client.token();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void reset() {
        server.simulator().reset();
    }

    @Test
    void theFileOnSeveralMachinesHasTheOddOnesAmongThem() throws Exception {
        List<JsonObject> machines = machines(SimulatedFiles.SEVERAL_MACHINES);

        assertThat(machines).hasSize(14);
        assertThat(machines).extracting(machine -> machine.getString("id")).doesNotHaveDuplicates();
        assertThat(machines).anyMatch(machine -> "High".equals(machine.getString("riskScore")));
        assertThat(machines)
                .anyMatch(machine -> SimulatedMachines.MERGE_TARGET.equals(machine.getString("mergedIntoMachineId")))
                .anyMatch(machine -> machine.getBoolean("isExcluded"))
                .anyMatch(machine -> machine.getString("computerDnsName") == null)
                .anyMatch(machine ->
                        String.valueOf(machine.getString("computerDnsName")).contains("\u202E"))
                .anyMatch(machine -> machine.getJsonArray("machineTags").contains("<img src=x onerror=alert(1)>"))
                .anyMatch(machine -> machine.getString("lastSeen").equals(WireDate.NO_VALUE));
    }

    @Test
    void anOrdinaryMachineHasTheServicesPropertiesInItsOrder() throws Exception {
        JsonObject machine = machines(SimulatedFiles.ONE_MACHINE).get(0);

        assertThat(machine.fieldNames())
                .containsExactly(
                        "id",
                        "mergedIntoMachineId",
                        "isPotentialDuplication",
                        "isExcluded",
                        "exclusionReason",
                        "computerDnsName",
                        "firstSeen",
                        "lastSeen",
                        "osPlatform",
                        "osVersion",
                        "osProcessor",
                        "version",
                        "lastIpAddress",
                        "lastExternalIpAddress",
                        "agentVersion",
                        "osBuild",
                        "healthStatus",
                        "deviceValue",
                        "rbacGroupId",
                        "rbacGroupName",
                        "riskScore",
                        "exposureLevel",
                        "isAadJoined",
                        "aadDeviceId",
                        "machineTags",
                        "onboardingStatus",
                        "osArchitecture",
                        "managedBy",
                        "managedByStatus",
                        "ipAddresses",
                        "vmMetadata");
        assertThat(machine.getString("lastSeen")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6,7}Z");
    }

    @Test
    void theTenantIsMixed() throws Exception {
        List<JsonObject> machines = machines(SimulatedFiles.NEARLY_ALL_MACHINES);

        assertThat(machines).hasSizeBetween(370, 400);
        assertThat(values(machines, "osPlatform"))
                .contains("Windows10", "Windows11", "WindowsServer2016", "WindowsServer2019", "WindowsServer2022")
                .contains("Ubuntu", "RedHatEnterpriseLinux", "macOS", "iOS", "Android");
        assertThat(values(machines, "riskScore")).contains("None", "Informational", "Low", "Medium", "High");
        assertThat(values(machines, "rbacGroupName")).hasSizeGreaterThanOrEqualTo(8);
        assertThat(values(machines, "healthStatus")).contains("Quarantined");
        assertThat(machines.stream().filter(machine -> "High".equals(machine.getString("riskScore"))))
                .hasSizeBetween(2, 30);
        assertThat(machines.stream()
                        .map(machine -> machine.getString("lastSeen").length()))
                .contains(27, 28);
        assertThat(server.simulator().tenant().machineCount()).isBetween(390, 420);
        assertThat(server.simulator().tenant().fileHashes()).hasSizeGreaterThan(30);
    }

    @Test
    void theHugeFileIsStreamed() throws Exception {
        HttpResponse<InputStream> response = client.stream(token, machinesOf(SimulatedFiles.HUGE));
        int machines = 0;
        String last = null;
        long bytes;
        try (JsonParser json = new JsonFactory().createParser(response.body())) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME
                        && json.currentName().equals("id")) {
                    last = json.nextTextValue();
                    machines++;
                }
            }
            bytes = json.currentLocation().getByteOffset();
        }

        assertThat(machines).isEqualTo(SimulatedFiles.HUGE_MACHINE_COUNT);
        assertThat(bytes).isBetween(100_000_000L, 120_000_000L);
        assertThat(client.get(token, "/api/machines/" + last).statusCode()).isEqualTo(200);
    }

    @Test
    void answersAreCompressedForThoseWhoAcceptIt() throws Exception {
        HttpResponse<InputStream> response =
                client.stream(token, machinesOf(SimulatedFiles.NEARLY_ALL_MACHINES), "Accept-Encoding", "gzip");

        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        JsonObject body = new JsonObject(new String(new GZIPInputStream(response.body()).readAllBytes(), "UTF-8"));
        assertThat(body.getJsonArray("value")).hasSizeGreaterThan(370);
        assertThat(server.simulator().calls().all().get(0).headers()).containsEntry("accept-encoding", "gzip");
    }

    @Test
    void pagesLeadToAllMachines() throws Exception {
        server.simulator().tenant().pageSize(5);
        List<String> ids = new ArrayList<>();
        String url = server.defenderUrl() + machinesOf(SimulatedFiles.SEVERAL_MACHINES);
        while (url != null) {
            JsonObject page = new JsonObject(client.getUrl(token, url).body());
            list(page).forEach(machine -> ids.add(machine.getString("id")));
            url = page.getString("@odata.nextLink");
        }
        assertThat(ids)
                .isEqualTo(server.simulator().tenant().machineIds(SimulatedFiles.SEVERAL_MACHINES))
                .hasSize(14);
        assertThat(server.simulator().calls().all().get(1).path()).endsWith("/machines?$skiptoken=5");

        server.simulator().tenant().nextLinkHost("evil.example").endlessNextLinks(true);
        JsonObject page =
                new JsonObject(client.get(token, machinesOf(SimulatedFiles.SEVERAL_MACHINES) + "?$skiptoken=10")
                        .body());
        assertThat(page.getString("@odata.nextLink"))
                .startsWith("http://evil.example/")
                .endsWith("=15");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/files/b048fb06e723d54d387a892aed07243c3790e521/machines, 200",
        "/api/files/b048fb06e723d54d387a892aed07243c3790e521/stats, 200",
        "/api/files/b048fb06e723d54d387a892aed07243c3790e521/alerts, 200",
        "/api/files/b048fb06e723d54d387a892aed07243c3790e521, 404",
        "/api/files/not-a-hash/machines, 400",
        "/api/files/275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f/machines, 400",
        "/api/files/275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f, 200",
        "/api/files/3395856ce81f2b7382dee72602f798b642f14140/stats?lookBackHours=721, 400",
        "/api/machines/unknown.example, 404",
        "/api/machines/desktop-shared, 200",
        "/api/machines?$filter=computerDnsName%20eq%20%27desktop-shared%27, 200",
        "/api/machines?$filter=startswith%28computerDnsName%2C%27kiosk%27%29%20or%20computerDnsName%20eq%20%27a%27, 200",
        "/api/machines?$filter=computerDnsName%20eq%20%27o%27neill%27, 400",
        "/api/machines?$filter=healthStatus%20eq%20%27Active%27, 400",
        "/api/machines?$filter=computerDnsName%20eq%20%27a%27%20or%20, 400",
        "/api/machines?$filter=computerDnsName%20eq%20%27a%27&$top=all, 400",
        "/api/nonsense, 404",
    })
    void statusOf(String path, int status) throws Exception {
        HttpResponse<String> response = client.get(token, path);
        assertThat(response.statusCode()).isEqualTo(status);
        if (status != 200) {
            assertThat(new JsonObject(response.body()).getJsonObject("error").fieldNames())
                    .containsExactly("code", "message", "target");
        }
    }

    @Test
    void aFilesNeighboursAgreeWithEachOther() throws Exception {
        JsonObject file = json("/api/files/" + SimulatedFiles.ONE_MACHINE_SHA256);
        assertThat(file.getString("sha1")).isEqualTo(SimulatedFiles.ONE_MACHINE);
        JsonObject stats = json("/api/files/" + SimulatedFiles.ONE_MACHINE + "/stats");
        assertThat(stats.getString("orgPrevalence")).isEqualTo("1");
        assertThat(stats.getInteger("organizationPrevalence")).isEqualTo(1);
        JsonArray alerts =
                json("/api/files/" + SimulatedFiles.ONE_MACHINE + "/alerts").getJsonArray("value");
        assertThat(alerts).hasSize(1);
        String machineId = alerts.getJsonObject(0).getString("machineId");
        assertThat(server.simulator().tenant().machineIds(SimulatedFiles.ONE_MACHINE))
                .containsExactly(machineId);
        assertThat(json("/api/machines/" + machineId).getString("id")).isEqualTo(machineId);
        assertThat(json("/api/machines/" + machineId + "/logonusers").getJsonArray("value"))
                .isNotEmpty();
    }

    private static JsonObject json(String path) throws Exception {
        HttpResponse<String> response = client.get(token, path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return new JsonObject(response.body());
    }

    private static List<JsonObject> machines(String hash) throws Exception {
        return list(json(machinesOf(hash)));
    }

    private static List<JsonObject> list(JsonObject envelope) {
        JsonArray value = envelope.getJsonArray("value");
        List<JsonObject> machines = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            machines.add(value.getJsonObject(i));
        }
        return machines;
    }

    private static Set<String> values(List<JsonObject> machines, String property) {
        return machines.stream()
                .map(machine -> machine.getString(property))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
