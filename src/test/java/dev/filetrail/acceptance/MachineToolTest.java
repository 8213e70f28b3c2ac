// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.Fault;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.SimulatedMachines;
import dev.filetrail.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code get_machine} as an assistant uses it, against the simulated tenant. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class MachineToolTest {

    private static final String TOOL = "get_machine";

    private final ObjectMapper json = new ObjectMapper();
    private final JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(getClass().getResourceAsStream("/schemas/MachineProfile.json"));

    private boolean lessPermitted;

    @Simulated
    Simulator defender;

    @BeforeEach
    void calm() {
        defender.faults().clear();
        defender.tenant().reset();
        defender.calls().clear();
    }

    /** The program is the next test's too, and may hold a token that does less than that one needs. */
    @AfterEach
    void leaveNothingBehind() {
        defender.faults().clear();
        if (lessPermitted) {
            defender.signIn().reset();
            defender.signIn().revokeAll();
            assertThat(Question.ask(Question.newHash()).isError()).isFalse();
        }
    }

    @Test
    void describesTheMachineOfAnId() {
        Map<String, Object> wire = defender.tenant().wire(SimulatedMachines.HIGH_RISK);

        Question answer = ask(SimulatedMachines.HIGH_RISK.toUpperCase(Locale.ROOT));

        assertThat(answer.isError()).isFalse();
        assertThat(answer.<String>get("outcome")).isEqualTo("found");
        Map<String, Object> machine = answer.get("machine");
        assertThat(machine)
                .containsEntry("id", SimulatedMachines.HIGH_RISK)
                .containsEntry("name", "dc-lon-07.corp.northwind.example")
                .containsEntry("risk", "High")
                .containsEntry("exposure", "High")
                .containsEntry("value", "High")
                .containsEntry("device_group", "Domain Controllers")
                .containsEntry("operating_system", "WindowsServer2019")
                .containsEntry("os_version", "1809")
                .containsEntry("os_build", 17763)
                .containsEntry("os_architecture", wire.get("osArchitecture"))
                .containsEntry("os_processor", wire.get("osProcessor"))
                .containsEntry("agent_version", wire.get("agentVersion"))
                .containsEntry("entra_joined", wire.get("isAadJoined"))
                .containsEntry("entra_device_id", wire.get("aadDeviceId"))
                .containsEntry("managed_by", wire.get("managedBy"))
                .containsEntry("last_ip", wire.get("lastIpAddress"))
                .containsEntry("tags", wire.get("machineTags"));
        assertThat((String) machine.get("last_seen"))
                .isEqualTo(wire.get("lastSeen").toString().substring(0, 19) + "Z");
        assertThat(answer.<List<?>>get("machine.interfaces")).hasSameSizeAs((List<?>) wire.get("ipAddresses"));
        assertThat(answer.<String>get("machine.interfaces[0].mac")).matches("00:00:5E:00:53:[0-9A-F]{2}");
        assertThat(answer.<List<?>>get("logon_users")).isNotEmpty();
        assertThat(answer.<List<?>>get("unknown_parts")).isEmpty();
        assertThat(answer.<String>get("logon_users[0].domain")).isEqualTo("northwind");
        assertThat(answer.<String>get("budget.call")).isIn("machine", "logon_users");
        assertThat(answer.text())
                .startsWith("**`dc-lon-07.corp.northwind.example`**, id " + SimulatedMachines.HIGH_RISK
                        + ": risk High, exposure High, sensor Active.")
                .contains("WindowsServer2019 1809 (build 17763)", "`Domain Controllers`", "Logged on, the latest first")
                .contains("northwind\\", "/machines/" + SimulatedMachines.HIGH_RISK, "Next:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dc-lon-07.corp.northwind.example",
                "DC-LON-07.Corp.Northwind.Example",
                "dc-lon-07",
                "  `DC-LON-07`. ",
                "dc-lon-07.corp"
            })
    void findsAMachineByItsNameFullOrShortInAnyCase(String name) {
        Question answer = ask(name);

        assertThat(answer.<String>get("machine.id")).as(answer.text()).isEqualTo(SimulatedMachines.HIGH_RISK);
        assertThat(defender.calls().count(CallKind.MACHINE)).isLessThanOrEqualTo(1);
    }

    @Test
    void findsAMachineThatTheServiceKnowsInAnotherCase() {
        String name = defender.tenant().machineIds(SimulatedFiles.NEARLY_ALL_MACHINES).stream()
                .map(id -> (String) defender.tenant().wire(id).get("computerDnsName"))
                .filter(each -> each != null && each.endsWith("MacBook-Pro.local"))
                .findFirst()
                .orElseThrow();

        Question answer = ask(name.toUpperCase(Locale.ROOT));

        assertThat(answer.<String>get("outcome")).isIn("found", "ambiguous");
        String found =
                answer.get("machine.name") == null ? answer.get("candidates[0].name") : answer.get("machine.name");
        assertThat(found).isEqualTo(name);
    }

    @Test
    void listsTheMachinesThatShareAName() {
        Question answer = ask("Desktop-Shared");

        assertThat(answer.isError()).isFalse();
        assertThat(answer.<String>get("outcome")).isEqualTo("ambiguous");
        assertThat(answer.<Object>get("machine")).isNull();
        assertThat(answer.<List<?>>get("logon_users")).isEmpty();
        List<String> ids = answer.get("candidates.id");
        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
        assertThat(answer.<List<String>>get("candidates.name")).containsOnly(SimulatedMachines.SHARED_NAME);
        assertThat(answer.<List<String>>get("candidates.last_seen")).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(answer.text())
                .startsWith("**3 machines go by the name** `Desktop-Shared`")
                .contains(ids);
        assertThat(defender.calls().count(CallKind.LOGON_USERS)).isZero();
        for (String id : ids) {
            assertThat(ask(id).<String>get("machine.id")).isEqualTo(id);
        }
    }

    @Test
    void tellsAShortNameFromOneThatBeginsSo() {
        assertThat(ask(SimulatedMachines.SHORT_NAME).<List<String>>get("candidates.name"))
                .containsExactlyInAnyOrder(SimulatedMachines.SHORT_NAME, SimulatedMachines.FULL_NAME);
        assertThat(ask(SimulatedMachines.FULL_NAME).<String>get("machine.name")).isEqualTo(SimulatedMachines.FULL_NAME);
        Question otherDomain = ask("kiosk-70.apac.northwind.example");
        assertThat(otherDomain.<String>get("machine.name")).isEqualTo("kiosk-70");
        assertThat(otherDomain.text()).contains("its domain may be another one");
    }

    @Test
    void takesTheRecordThatLivesOn() {
        Question byName = ask("lt-2v9kq41");
        assertThat(byName.<String>get("machine.id")).isEqualTo(SimulatedMachines.MERGE_TARGET);
        assertThat(byName.<List<String>>get("merged_records")).containsExactly(SimulatedMachines.MERGED);

        Question byId = ask(SimulatedMachines.MERGED);
        assertThat(byId.<String>get("machine.merged_into")).isEqualTo(SimulatedMachines.MERGE_TARGET);
        assertThat(byId.<Boolean>get("machine.possible_duplicate")).isTrue();
        assertThat(byId.text()).contains("out of use", "merged into " + SimulatedMachines.MERGE_TARGET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-such-machine",
                "00000000000000000000000000000000000000aa",
                "a' or startswith(computerDnsName,'d"
            })
    void saysPlainlyThatNobodyKnowsAMachine(String machine) {
        Question answer = ask(machine);

        assertThat(answer.isError()).isFalse();
        assertThat(answer.<String>get("outcome")).isEqualTo("unknown");
        assertThat(answer.<Object>get("machine")).isNull();
        assertThat(answer.<List<?>>get("candidates")).isEmpty();
        assertThat(answer.text())
                .contains("No machine that FileTrail may see", "device groups", "get_machines_for_file_hash");
        long calls = defender.calls().count(CallKind.MACHINE);
        ask(machine);
        assertThat(defender.calls().count(CallKind.MACHINE))
                .as("that is remembered")
                .isEqualTo(calls);
        assertThat(schema.validate(json.valueToTree(answer.structure()))).isEmpty();
    }

    @Test
    void leavesQuotesAndPercentSignsWhatTheyAre() {
        Question answer = ask(SimulatedMachines.QUOTED_NAME);

        assertThat(answer.<String>get("machine.name")).isEqualTo(SimulatedMachines.QUOTED_NAME);
        assertThat(defender.calls().all().get(0).path())
                .startsWith("/api/machines?$filter=computerDnsName%20eq%20%27o%27%27neill%27%27s%20100%2527%20mac%27");

        ask("100%27 or 1 eq 1");
        assertThat(defender.calls().all()).as("in a path, too").anyMatch(call -> call.path()
                .equals("/api/machines/100%2527%20or%201%20eq%201"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "../../etc/passwd",
                "a/logonusers",
                "10.1.2.3",
                "fe80::a1b2:c3d4:1",
                "d41d8cd98f00b204e9800998ecf8427e",
                "NORTHWIND\\pc1",
                "pc\u202E1",
                "pc\n1",
                "<img src=x onerror=alert(1)>",
                "https://evil.example/"
            })
    void refusesWhatIsNoIdNorNameWithAdviceAndWithoutACall(String machine) {
        Question answer = ask(machine);

        assertThat(answer.isError()).isTrue();
        assertThat(answer.text())
                .contains("40 hexadecimal digits", "computer name")
                .doesNotContain("\u202E", "\n1");
        assertThat(defender.calls().all()).isEmpty();
    }

    @Test
    void tellsWhatIsWrong() {
        assertThat(ask("10.1.2.3").text()).contains("is an address");
        assertThat(ask("NORTHWIND\\pc1").text()).contains("a domain and a backslash");
        assertThat(ask("d41d8cd98f00b204e9800998ecf8427e").text()).contains("hash of a file");
        assertThat(ask("a".repeat(256)).text()).contains("longer than any");
        assertThat(Question.of(TOOL, Map.of()).text()).contains("No machine was named");
        assertThat(Question.of(TOOL, Map.of("name", "pc1")).text()).contains("no argument 'name'", "machine, fresh");
    }

    @Test
    void remembersAnAnswerUnlessAFreshOneIsWanted() {
        String id =
                defender.tenant().machineIds(SimulatedFiles.NEARLY_ALL_MACHINES).get(101);
        assertThat(ask(id).<Boolean>get("remembered")).isFalse();
        assertThat(ask(id).<Boolean>get("remembered")).isTrue();
        assertThat(defender.calls().count(CallKind.MACHINE)).isOne();
        assertThat(defender.calls().count(CallKind.LOGON_USERS)).isOne();

        assertThat(Question.of(TOOL, Map.of("machine", id, "fresh", true)).<Boolean>get("remembered"))
                .isFalse();
        assertThat(defender.calls().count(CallKind.MACHINE)).isEqualTo(2);
        assertThat(defender.calls().count(CallKind.LOGON_USERS)).isEqualTo(2);
    }

    @Test
    void saysWhichPermissionIsMissingForThePeopleAndTellsTheRest() {
        permit("Machine.Read.All");

        Question answer = fresh(SimulatedMachines.HIGH_RISK);

        assertThat(answer.isError()).isFalse();
        assertThat(answer.<String>get("machine.risk")).isEqualTo("High");
        assertThat(answer.<String>get("unknown_parts[0].part")).isEqualTo("logon_users");
        assertThat(answer.<List<?>>get("logon_users")).isEmpty();
        assertThat(answer.<String>get("unknown_parts[0].reason")).contains("User.Read.All", "admin consent");
        assertThat(answer.text()).contains("**Who logged on is unknown.**", "User.Read.All");
        assertThat(defender.calls().count(CallKind.LOGON_USERS))
                .as("that is known already")
                .isZero();
        assertThat(schema.validate(json.valueToTree(answer.structure()))).isEmpty();
    }

    @Test
    void saysWhichPermissionIsMissingForAllOfIt() {
        permit("User.Read.All");

        Question answer = fresh(SimulatedMachines.HIGH_RISK);

        assertThat(answer.isError()).isTrue();
        assertThat(answer.text()).contains("(403)", "read machines", "Machine.Read.All", "Grant admin consent");
    }

    @Test
    void tellsTheMachineWhenThePeopleCannotBeHad() {
        AtomicInteger calls = new AtomicInteger();
        defender.faults()
                .chosenBy(() -> calls.incrementAndGet() == 1
                        ? Optional.empty()
                        : Optional.of(Fault.status(503, "ServiceUnavailable", "Down")));

        Question answer = fresh(SimulatedMachines.HIGH_RISK);

        assertThat(answer.isError()).isFalse();
        assertThat(answer.<String>get("machine.id")).isEqualTo(SimulatedMachines.HIGH_RISK);
        assertThat(answer.<String>get("unknown_parts[0].part")).isEqualTo("logon_users");
        assertThat(answer.<String>get("unknown_parts[0].reason")).contains("(503)", "few minutes");
    }

    @Test
    void isHonestInAnOutage() {
        defender.faults().always(Fault.status(503, "ServiceUnavailable", "Down"));

        Question answer = ask("never-asked-before");

        assertThat(answer.isError()).isTrue();
        assertThat(answer.text()).contains("(503)", "few minutes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":", "[]", "{\"computerDnsName\":\"pc1\"}", "{}", "<html>"})
    void isNotTakenInByABrokenAnswer(String body) {
        defender.faults().always(Fault.raw(200, "application/json", body));

        Question answer = fresh(SimulatedMachines.EXCLUDED);

        assertThat(answer.isError()).isTrue();
        assertThat(answer.text()).containsAnyOf("broke off", "can't be understood");
    }

    @Test
    void showsHostileTextsAsText() {
        for (String id : List.of(
                SimulatedMachines.HOSTILE_USERS,
                SimulatedMachines.HOSTILE_MARKUP,
                SimulatedMachines.HOSTILE_DIRECTION)) {
            Question answer = ask(id);

            assertThat(answer.isError()).isFalse();
            assertThat(answer.text().replaceAll("`[^`\n]*`", ""))
                    .doesNotContain("<img", "](http", "IGNORE PREVIOUS", "\n#", "<script", "evil.example");
            assertThat(answer.text() + answer.structure()).doesNotContain("\u202E");
        }
        Question users = ask(SimulatedMachines.HOSTILE_USERS);
        assertThat(users.<List<String>>get("logon_users.account")).hasSize(2).contains("only.an.id");
        assertThat(users.<List<String>>get("logon_users.domain")).contains("northwind");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HIGH_RISK",
                "MERGED",
                "EXCLUDED",
                "HOSTILE_MARKUP",
                "HOSTILE_DIRECTION",
                "NULL_NAME",
                "EMPTY_NAME",
                "NO_NAME",
                "NO_DATES",
                "GROUP_ID_AS_TEXT",
                "NULLS",
                "UNKNOWN_HEALTH",
                "UNKNOWN_PROPERTY",
                "IPV6",
                "OLDER_PAYLOAD",
                "SHARED_NAME",
                "SHORT_NAME",
                "FULL_NAME",
                "QUOTED_NAME",
                "HOSTILE_USERS",
                "NO_USERS"
            })
    void keepsToItsPublishedOutputSchema(String which) throws Exception {
        Question answer = ask((String) SimulatedMachines.class.getField(which).get(null));

        assertThat(answer.isError()).as(answer.text()).isFalse();
        assertThat(schema.validate(json.valueToTree(answer.structure()))).isEmpty();
        assertThat(answer.text()).doesNotContain("null");
    }

    @Test
    void saysThatNobodyLoggedOn() {
        Question answer = ask(SimulatedMachines.NO_USERS);

        assertThat(answer.<List<?>>get("unknown_parts")).isEmpty();
        assertThat(answer.<List<?>>get("logon_users")).isEmpty();
        assertThat(answer.text()).contains("Nobody is known to have logged on");
    }

    @Test
    void readsWhatOnlyOlderPayloadsHold() {
        Question answer = ask(SimulatedMachines.OLDER_PAYLOAD);

        assertThat(answer.<String>get("machine.model")).isEqualTo("Latitude 7440");
        assertThat(answer.<String>get("machine.antivirus_status")).isEqualTo("Updated");
    }

    private static Question ask(String machine) {
        return Question.of(TOOL, Map.of("machine", machine));
    }

    private static Question fresh(String machine) {
        return Question.of(TOOL, Map.of("machine", machine, "fresh", true));
    }

    private void permit(String... roles) {
        lessPermitted = true;
        defender.signIn().roles(roles);
        defender.signIn().revokeAll();
    }
}
