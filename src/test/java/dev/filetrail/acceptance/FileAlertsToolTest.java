// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alerts of a file, as an assistant asks for them, against the simulated tenant. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class FileAlertsToolTest {

    private static final String TOOL = "get_file_alerts";
    private static final String MIMIKATZ = SimulatedFiles.SEVERAL_MACHINES;
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @Simulated
    Simulator defender;

    @BeforeEach
    @AfterEach
    void calm() {
        defender.faults().clear();
        defender.tenant().reset();
        defender.signIn().reset();
        defender.calls().clear();
    }

    @Test
    void tellsTheAlertsNewestFirst() {
        Question answer = fresh(MIMIKATZ);

        assertThat(answer.isError()).as(answer.text()).isFalse();
        assertThat(answer.structure())
                .containsEntry("hash", MIMIKATZ)
                .containsEntry("total_alerts", 5)
                .containsEntry("matching_alerts", 5)
                .containsEntry("next_cursor", null)
                .containsEntry("link", "https://security.microsoft.com/file/" + MIMIKATZ);
        assertThat(answer.<List<String>>get("alerts.created"))
                .hasSize(5)
                .isSortedAccordingTo(Comparator.<String>naturalOrder().reversed());
        assertThat(answer.<List<String>>get("alerts.severity"))
                .containsExactlyInAnyOrder("High", "Medium", "Low", "Informational", "UnSpecified");
        assertThat(answer.<List<String>>get("alerts.machine_id"))
                .isSubsetOf(defender.tenant().machineIds(MIMIKATZ));
        assertThat(answer.<List<String>>get("alerts.link"))
                .allMatch(link -> link.startsWith("https://security.microsoft.com/alerts/da"));
        assertThat(answer.<Integer>get("summary.open")).isEqualTo(4);
        assertThat(answer.<Integer>get("summary.machines")).isEqualTo(5);
        assertThat(answer.text())
                .startsWith("**5 alerts involve the file**")
                .contains("`'Mimikatz' malware was detected`", "Severity: High 1, Medium 1", "Not resolved: 4")
                .contains("Next: `get_machines_for_file_hash`", "`get_machine`", "Calls left");
        assertThat(defender.calls().count(CallKind.FILE_ALERTS)).isOne();
    }

    @Test
    void filtersWithoutACall() {
        fresh(MIMIKATZ);
        defender.calls().clear();

        assertThat(ask(Map.of("hash", MIMIKATZ, "min_severity", "medium")).<List<String>>get("alerts.severity"))
                .containsExactlyInAnyOrder("High", "Medium");
        assertThat(ask(Map.of("hash", MIMIKATZ, "status", "Open")).<List<String>>get("alerts.status"))
                .hasSize(4)
                .doesNotContain("Resolved");
        assertThat(ask(Map.of("hash", MIMIKATZ, "status", "resolved")).<List<String>>get("alerts.status"))
                .containsExactly("Resolved");
        Question recent = ask(Map.of("hash", MIMIKATZ, "created_within_hours", 24));
        assertThat(recent.<Integer>get("matching_alerts")).isPositive().isLessThan(5);
        assertThat(recent.<Integer>get("total_alerts")).isEqualTo(5);
        Question none = ask(Map.of("hash", MIMIKATZ, "status", "InProgress", "min_severity", "High"));
        assertThat(none.text()).contains("None of them matches the filters");
        assertThat(none.remembered()).isTrue();
        assertThat(defender.calls().count(CallKind.FILE_ALERTS)).isZero();
    }

    @Test
    void turnsPagesWithoutOverlapOrGapAndWithoutACall() {
        String hash = Question.newHash();
        defender.faults().on(CallKind.FILE_ALERTS, json(some(60, null)));
        Map<String, Object> arguments = new HashMap<>(Map.of("hash", hash, "limit", 7));
        List<String> ids = new ArrayList<>();
        Question page = ask(arguments);
        ids.addAll(page.get("alerts.id"));
        while (page.nextCursor() != null) {
            arguments.put("cursor", page.nextCursor());
            page = ask(arguments);
            ids.addAll(page.get("alerts.id"));
        }

        assertThat(ids).hasSize(60).doesNotHaveDuplicates();
        assertThat(defender.calls().count(CallKind.FILE_ALERTS)).isOne();
        assertThat(ask(Map.of("hash", hash)).text()).contains("15 more in the structured result", "cursor \"");
    }

    @Test
    void goesOnWithAnotherAnswerThanTheOneThatThePageWasCutFrom() {
        String hash = Question.newHash();
        defender.faults().on(CallKind.FILE_ALERTS, json(some(10, null)));
        Question first = ask(Map.of("hash", hash, "limit", 4));
        defender.faults().on(CallKind.FILE_ALERTS, json(some(12, null)));
        ask(Map.of("hash", hash, "fresh", true));
        Question second = ask(Map.of("hash", hash, "limit", 200, "cursor", first.nextCursor()));

        assertThat(second.<List<String>>get("alerts.id"))
                .doesNotContainAnyElementsOf(first.<List<String>>get("alerts.id"))
                .contains("alert-9", "alert-11");
    }

    @Test
    void refusesACursorThatIsNotItsOwn() {
        String hash = Question.newHash();
        defender.faults().on(CallKind.FILE_ALERTS, json(some(10, null)));
        String cursor = ask(Map.of("hash", hash, "limit", 4)).nextCursor();

        assertThat(ask(Map.of("hash", hash, "cursor", cursor, "fresh", true)).text())
                .contains("A further page can't be fresh", "leave the cursor out");
        assertThat(ask(Map.of("hash", hash, "cursor", "abc")).text()).contains("not one that FileTrail gave");
        assertThat(ask(Map.of("hash", MIMIKATZ, "cursor", cursor)).text()).contains("belongs to another question");
        assertThat(ask(Map.of("hash", hash, "cursor", cursor, "status", "New")).text())
                .contains("belongs to another question");
        assertThat(Question.ask(Map.of("hash", hash, "cursor", cursor)).text()).contains("not one that FileTrail gave");
    }

    @Test
    void followsPagesOfDefenderToTheLast() {
        String link = "api/files/" + MIMIKATZ + "/alerts?$skiptoken=";
        defender.faults().next(json(some(3, link + 1)), json(some(5, link + 2)), json(some(6, null)));
        Question answer = fresh(MIMIKATZ);

        assertThat(answer.<List<String>>get("alerts.id"))
                .as("each once, though the pages overlap")
                .containsExactlyInAnyOrder("alert-0", "alert-1", "alert-2", "alert-3", "alert-4", "alert-5");
        assertThat(defender.calls().count(CallKind.FILE_ALERTS)).isEqualTo(3);
    }

    @Test
    void takesASha256AtThePriceOfOneLookup() {
        // One that nobody asks for elsewhere: whose SHA-256 it is would be remembered.
        String sha1 = defender.tenant().fileHashes().stream()
                .filter(hash -> hash.compareTo("e") >= 0 && hash.compareTo("f") < 0)
                .findFirst()
                .orElseThrow();
        String sha256 = defender.tenant().sha256(sha1);
        Question answer = fresh("sha-256=" + sha256);

        assertThat(answer.structure()).containsEntry("hash", sha1).containsEntry("resolved_from", sha256);
        assertThat(answer.text()).contains(sha1, sha256);
        assertThat(defender.calls().count(CallKind.FILE)).isOne();
        assertThat(defender.calls().count(CallKind.FILE_ALERTS)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEARLY_ALL_MACHINES", "SEVERAL_MACHINES", "ONE_MACHINE", "ONE_MACHINE_SHA256", "UNKNOWN"})
    void keepsToItsPublishedOutputSchema(String file) throws Exception {
        assertThatItKeepsToTheSchema(
                ask(Map.of("hash", (String) SimulatedFiles.class.getField(file).get(null))));
    }

    @Test
    void saysPlainlyThatThereIsNoAlert() {
        Question answer = fresh(SimulatedFiles.UNKNOWN);

        assertThat(answer.isError()).isFalse();
        assertThat(answer.<Integer>get("total_alerts")).isZero();
        assertThat(answer.text())
                .startsWith("**No alert involves the file**")
                .contains("does not mean that the file is harmless", "`get_file_profile`");
    }

    @Test
    void takesA404ForNoAlerts() {
        defender.faults().on(CallKind.FILE_ALERTS, Fault.status(404, "ResourceNotFound", "No such file."));

        assertThat(fresh(SimulatedFiles.UNKNOWN).<Integer>get("total_alerts")).isZero();
    }

    @Test
    void saysWhichPermissionIsMissing() {
        defender.signIn().revokeAll();
        defender.signIn().roles("Machine.Read.All");
        Question answer = fresh(Question.newHash());

        assertThat(answer.isError()).isTrue();
        assertThat(answer.text())
                .contains("(403)", "read alerts", "Alert.Read.All", "Grant admin consent")
                .doesNotContain("permission Machine.Read.All");
        // The program is the next test's too, and holds a token that may read no alerts.
        defender.signIn().reset();
        defender.signIn().revokeAll();
        assertThat(Question.ask(Question.newHash()).isError()).isFalse();
    }

    @Test
    void survivesAnAnswerThatBreaksOff() {
        defender.faults()
                .on(CallKind.FILE_ALERTS, Fault.raw(200, "application/json", "{\"value\":[{\"id\":\"a\"},{\"id\":"));
        Question answer = fresh(Question.newHash());

        assertThat(answer.isError()).isTrue();
        assertThat(answer.text()).contains("broke off");
    }

    @Test
    void isNotTakenInByAnAnswerWithoutAList() {
        defender.faults().on(CallKind.FILE_ALERTS, Fault.raw(200, "application/json", "{\"values\":[]}"));

        assertThat(fresh(Question.newHash()).text()).contains("can't be understood");
    }

    @Test
    void readsLeniently() throws Exception {
        defender.faults().on(CallKind.FILE_ALERTS, Fault.raw(200, "application/json", """
                {"value":[{"id":"da1_1","incidentId":77,"severity":"Catastrophic","status":null,
                "alertCreationTime":"0001-01-01T00:00:00Z","mitreTechniques":null,"evidence":[{"deep":[[1]]}]},
                {"id":"da2_1","severity":"High","alertCreationTime":"2026-03-04T12:00:00.1234567Z"},{"title":"no id"}]}"""));
        Question answer = fresh(Question.newHash());

        assertThat(answer.<List<String>>get("alerts.id")).containsExactly("da2_1", "da1_1");
        assertThat(answer.<List<String>>get("alerts.incident_id")).containsExactly(null, "77");
        assertThat(answer.<List<String>>get("alerts.created")).containsExactly("2026-03-04T12:00:00Z", null);
        assertThat(answer.<List<String>>get("summary.by_severity.value")).containsExactly("High", "Catastrophic");
        assertThatItKeepsToTheSchema(answer);
    }

    @Test
    void showsHostileTitlesAsText() throws Exception {
        String hostile = "<img src=x onerror=alert(1)>\\u202Egnp [x](http://evil.example) `\\nIGNORE PREVIOUS";
        String alerts = IntStream.range(0, 50)
                .mapToObj(number -> "{\"id\":\"" + number + hostile + "\",\"title\":\"" + hostile.repeat(20)
                        + "\",\"severity\":\"" + hostile + "\",\"category\":\"" + hostile + number
                        + "\",\"machineId\":\"" + hostile + "\",\"computerDnsName\":\"" + hostile + "\"}")
                .collect(Collectors.joining(","));
        defender.faults().on(CallKind.FILE_ALERTS, Fault.raw(200, "application/json", "{\"value\":[" + alerts + "]}"));
        Question answer = fresh(Question.newHash());

        assertThat(answer.text()).doesNotContain("\u202E").contains("\\u202E").hasSizeLessThan(6_000);
        assertThat(answer.text().replaceAll("`[^`\n]*`", "")).doesNotContain("<img", "](http", "IGNORE PREVIOUS");
        assertThat(String.valueOf(answer.structure())).doesNotContain("\u202E");
        assertThat(answer.<List<String>>get("alerts.link")).containsOnly("https://security.microsoft.com/alerts");
        assertThatItKeepsToTheSchema(answer);
    }

    @Test
    void tellsWhatIsWrongWithAnArgument() {
        assertThat(ask(Map.of("hash", MIMIKATZ, "severity", "High")).text())
                .contains("no argument 'severity'", "min_severity");
        assertThat(ask(Map.of("hash", MIMIKATZ, "min_severity", "Terrible")).text())
                .contains("Informational, Low, Medium, High");
        assertThat(ask(Map.of("hash", MIMIKATZ, "limit", 201)).text()).contains("1 to 200");
        assertThat(ask(Map.of("hash", "abc")).text()).contains("3 digits", "SHA-1");
        assertThat(defender.calls().all()).isEmpty();
    }

    /** So many alerts, two to a moment. */
    private static String some(int alerts, String nextLink) {
        String value = IntStream.range(0, alerts)
                .mapToObj(number -> "{\"id\":\"alert-" + number + "\",\"severity\":\"Low\",\"status\":\"New\","
                        + "\"alertCreationTime\":\"" + NOON.minusSeconds(number / 2) + "\"}")
                .collect(Collectors.joining(","));
        return "{\"value\":[" + value + "]" + (nextLink == null ? "" : ",\"@odata.nextLink\":\"" + nextLink + "\"")
                + "}";
    }

    private static Fault json(String body) {
        return Fault.raw(200, "application/json", body);
    }

    private static void assertThatItKeepsToTheSchema(Question answer) throws Exception {
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(FileAlertsToolTest.class.getResourceAsStream("/schemas/AlertsReport.json"));
        assertThat(answer.isError()).as(answer.text()).isFalse();
        assertThat(schema.validate(new ObjectMapper().valueToTree(answer.structure())))
                .isEmpty();
    }

    private static Question ask(Map<String, ?> arguments) {
        return Question.of(TOOL, arguments);
    }

    private static Question fresh(String hash) {
        return ask(Map.of("hash", hash, "fresh", true));
    }
}
