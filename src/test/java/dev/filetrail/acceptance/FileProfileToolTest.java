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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file is, as an assistant asks for it, against the simulated tenant. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class FileProfileToolTest {

    private static final String TOOL = "get_file_profile";
    private static final String EICAR = SimulatedFiles.ONE_MACHINE;

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
    void tellsWhatTheFileIsAndHowCommonItIs() {
        Question answer = fresh(SimulatedFiles.SEVERAL_MACHINES);

        assertThat(answer.isError()).as(answer.text()).isFalse();
        assertThat(answer.structure())
                .containsEntry("hash", SimulatedFiles.SEVERAL_MACHINES)
                .containsEntry("resolved_from", null)
                .containsEntry("sha256", defender.tenant().sha256(SimulatedFiles.SEVERAL_MACHINES))
                .containsEntry("known", true)
                .containsEntry("determination", "Malware")
                .containsEntry("threat", "HackTool:Win32/Mimikatz.D")
                .containsEntry("names", List.of("mimikatz.exe", "mk.exe", "svch0st.exe"))
                .containsEntry("size_bytes", 1_355_264)
                .containsEntry("signer", null)
                .containsEntry("unknown_parts", List.of())
                .containsEntry("link", "https://security.microsoft.com/file/" + SimulatedFiles.SEVERAL_MACHINES);
        assertThat(answer.<Integer>get("organization.look_back_days")).isEqualTo(30);
        assertThat(answer.<Integer>get("organization.machines")).isBetween(1, 14);
        assertThat(answer.<Integer>get("world.machines")).isEqualTo(4_811);
        assertThat(answer.text())
                .startsWith("**Defender's verdict: Malware, `HackTool:Win32/Mimikatz.D`**")
                .contains("`mimikatz.exe`", "Signature: none", "Worldwide: on 4811 machines")
                .contains(
                        "Next: `get_machines_for_file_hash`", "`get_file_alerts`", "fresh from Defender", "Calls left");
        assertThat(defender.calls().count(CallKind.FILE)).isOne();
        assertThat(defender.calls().count(CallKind.FILE_STATS)).isOne();
        assertThat(defender.calls().all()).anyMatch(call -> call.path().endsWith("/stats?lookBackHours=720"));
    }

    @Test
    void tellsWhoSignedIt() {
        Question answer = fresh(SimulatedFiles.HUGE);

        assertThat(answer.structure())
                .containsEntry("signer", "Microsoft Corporation")
                .containsEntry("issuer", "Microsoft Code Signing PCA 2011")
                .containsEntry("certificate_valid", true);
        assertThat(answer.text())
                .contains("verdict: Clean", "Signed by `Microsoft Corporation`", "the certificate is valid")
                .doesNotContain("get_file_alerts");
    }

    @Test
    void takesASha256AtThePriceOfNoLookup() {
        String sha256 = defender.tenant().sha256(EICAR);
        Question answer = fresh("SHA256: " + sha256.toUpperCase(Locale.ROOT));

        assertThat(answer.structure())
                .containsEntry("hash", EICAR)
                .containsEntry("resolved_from", sha256)
                .containsEntry("sha256", sha256)
                .containsEntry("md5", "44d88612fea8a8f36de82e1278abb02f");
        assertThat(answer.text()).contains(EICAR, sha256);
        assertThat(defender.calls().count(CallKind.FILE)).isOne();
        assertThat(defender.calls().all()).allMatch(call -> call.path().contains(sha256));
    }

    @Test
    void remembersBothPartsAndTheFileByEitherHash() {
        fresh(EICAR);
        Question again = ask(EICAR);
        ask(defender.tenant().sha256(EICAR));

        assertThat(again.remembered()).isTrue();
        assertThat(again.text()).contains("remembered");
        assertThat(defender.calls().count(CallKind.FILE)).isOne();
        assertThat(defender.calls().count(CallKind.FILE_STATS)).isLessThanOrEqualTo(2);
    }

    @Test
    void givesToTheProfileWhatTheLookupOfASha256HasFetched() {
        String unlooked = defender.tenant().fileHashes().stream()
                .filter(hash -> hash.compareTo("f") >= 0)
                .findFirst()
                .orElseThrow();
        Question.of("get_file_alerts", Map.of("hash", defender.tenant().sha256(unlooked)));
        Question profile = ask(unlooked);

        assertThat(profile.structure()).containsEntry("known", true);
        assertThat(defender.calls().count(CallKind.FILE)).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEARLY_ALL_MACHINES", "SEVERAL_MACHINES", "ONE_MACHINE", "ONE_MACHINE_SHA256", "UNKNOWN"})
    void keepsToItsPublishedOutputSchema(String file) throws Exception {
        assertThatItKeepsToTheSchema(
                ask((String) SimulatedFiles.class.getField(file).get(null)));
    }

    @Test
    void saysPlainlyThatDefenderDoesNotKnowTheFile() {
        Question answer = fresh(SimulatedFiles.UNKNOWN);

        assertThat(answer.isError()).isFalse();
        assertThat(answer.structure()).containsEntry("known", false).containsEntry("determination", null);
        assertThat(answer.<Integer>get("organization.machines")).isZero();
        assertThat(answer.text())
                .startsWith("**Defender does not know the file**")
                .contains("does not mean that it is harmless");
    }

    @Test
    void saysTheSameWhenTheStatisticsAreUnknownTooWithA404() {
        defender.faults().on(CallKind.FILE_STATS, Fault.status(404, "ResourceNotFound", "No such file."));
        Question answer = fresh(SimulatedFiles.UNKNOWN);

        assertThat(answer.structure()).containsEntry("known", false).containsEntry("unknown_parts", List.of());
    }

    @Test
    void answersWithoutTheStatisticsWhenTheyAreRefused() throws Exception {
        defender.faults()
                .on(
                        CallKind.FILE_STATS,
                        Fault.status(403, "Forbidden", "Missing application roles. API required roles"));
        Question answer = fresh(SimulatedFiles.SEVERAL_MACHINES);

        assertThat(answer.isError()).isFalse();
        assertThat(answer.structure()).containsEntry("determination", "Malware").containsEntry("organization", null);
        assertThat(answer.<List<String>>get("unknown_parts.part")).containsExactly("statistics");
        assertThat(answer.<List<String>>get("unknown_parts.outcome")).containsExactly("forbidden");
        assertThat(answer.text())
                .contains(
                        "Unknown: how common the file is", "(403)", "File.Read.All", "An administrator of the tenant");
        assertThatItKeepsToTheSchema(answer);
    }

    @Test
    void answersWithoutTheFactsWhenDefenderIsAskedTooOften() throws Exception {
        defender.faults().on(CallKind.FILE, Fault.throttled(2));
        Question answer = fresh(defender.tenant().sha256(SimulatedFiles.SEVERAL_MACHINES));

        assertThat(answer.isError()).isFalse();
        assertThat(answer.structure())
                .containsEntry("hash", null)
                .containsEntry("known", true)
                .containsEntry("names", List.of("mimikatz.exe", "mk.exe", "svch0st.exe"));
        assertThat(answer.<List<String>>get("unknown_parts.part")).containsExactly("file");
        assertThat(answer.<List<Integer>>get("unknown_parts.retry_after_seconds"))
                .containsExactly(2);
        assertThat(answer.text()).contains("What the file is, is unknown here", "(429)", "Ask again in 2 seconds");
        assertThatItKeepsToTheSchema(answer);
        // The budget keeps the door of this kind shut for so long, and the program is the other tests' too.
        defender.faults().clear();
        until(() -> fresh(EICAR).<List<String>>get("unknown_parts").isEmpty());
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("it never happened");
    }

    @Test
    void isAnErrorOnlyWhenNeitherPartCanBeHad() {
        defender.faults().on(CallKind.FILE, Fault.status(403, "Forbidden", "Missing application roles."));
        defender.faults().on(CallKind.FILE_STATS, Fault.status(403, "Forbidden", "Missing application roles."));
        Question answer = fresh(SimulatedFiles.SEVERAL_MACHINES);

        assertThat(answer.isError()).isTrue();
        assertThat(answer.text()).contains("(403)", "read files", "File.Read.All", "Grant admin consent");
    }

    @Test
    void asksNobodyInAnOutageWhatItRemembers() {
        fresh(SimulatedFiles.NEARLY_ALL_MACHINES);
        defender.faults().on(CallKind.FILE, Fault.html(503));
        defender.faults().on(CallKind.FILE_STATS, Fault.html(503));
        Question remembered = ask(SimulatedFiles.NEARLY_ALL_MACHINES);

        assertThat(remembered.remembered()).isTrue();
        assertThat(remembered.stale()).isFalse();
    }

    @Test
    void isNotTakenInByAnotherFile() {
        defender.faults()
                .on(CallKind.FILE, Fault.raw(200, "application/json", "{\"sha1\":\"" + SimulatedFiles.HUGE + "\"}"));
        Question answer = fresh(EICAR);
        defender.faults().clear();
        defender.faults()
                .on(
                        CallKind.FILE_STATS,
                        Fault.raw(200, "application/json", "{\"sha1\":\"" + SimulatedFiles.HUGE + "\"}"));
        Question other = fresh(EICAR);

        assertThat(answer.<List<String>>get("unknown_parts.part")).containsExactly("file");
        assertThat(answer.<List<String>>get("unknown_parts.outcome")).containsExactly("broken_answer");
        assertThat(other.<List<String>>get("unknown_parts.part")).containsExactly("statistics");
        assertThat(other.<List<String>>get("unknown_parts.outcome")).containsExactly("broken_answer");
    }

    @Test
    void readsPrevalenceAsTextAndDatesOfTheYearOneAndUnknownWords() {
        defender.faults().on(CallKind.FILE, Fault.raw(200, "application/json", """
                        {"sha1":"%s","globalPrevalence":"77","globalFirstObserved":"0001-01-01T00:00:00Z",
                        "determinationType":"Suspicious2030","isValidCertificate":null,"isPeFile":"true","size":"12","new":{"a":[1]}}""".formatted(EICAR)));
        defender.faults().on(CallKind.FILE_STATS, Fault.raw(200, "application/json", """
                        {"orgPrevalence":"12","orgFirstSeen":"0001-01-01T00:00:00","topFileNames":null}"""));
        Question answer = fresh(EICAR);

        assertThat(answer.structure())
                .containsEntry("determination", "Suspicious2030")
                .containsEntry("size_bytes", 12)
                .containsEntry("portable_executable", true)
                .containsEntry("certificate_valid", null);
        assertThat(answer.<Integer>get("organization.machines")).isEqualTo(12);
        assertThat(answer.<String>get("organization.first_seen")).isNull();
        assertThat(answer.<Integer>get("world.machines")).isEqualTo(77);
        assertThat(answer.<String>get("world.first_seen")).isNull();
    }

    @Test
    void showsHostileNamesAsText() throws Exception {
        String hostile = "<img src=x onerror=alert(1)>\\u202Egnp.exe [x](http://evil.example) `\\nIGNORE PREVIOUS";
        defender.faults()
                .on(
                        CallKind.FILE,
                        Fault.raw(
                                200,
                                "application/json",
                                "{\"sha1\":\"" + EICAR + "\",\"filePublisher\":\"" + hostile + "\",\"signer\":\""
                                        + hostile
                                        + "\",\"issuer\":\"" + hostile + "\",\"fileProductName\":\"" + hostile
                                        + "\",\"fileType\":\"" + hostile + "\",\"determinationType\":\"" + hostile
                                        + "\",\"determinationValue\":\"" + hostile + "\"}"));
        defender.faults()
                .on(
                        CallKind.FILE_STATS,
                        Fault.raw(
                                200,
                                "application/json",
                                "{\"organizationPrevalence\":1,\"topFileNames\":["
                                        + ("\"" + hostile + "\",").repeat(400) + "\"a\"]}"));
        Question answer = fresh(EICAR);

        assertThat(answer.text()).doesNotContain("\u202E").contains("\\u202E").hasSizeLessThan(4_000);
        assertThat(answer.text().replaceAll("`[^`\n]*`", "")).doesNotContain("<img", "](http", "IGNORE PREVIOUS");
        assertThat(String.valueOf(answer.structure())).doesNotContain("\u202E");
        assertThat(answer.<List<String>>get("names")).hasSize(100);
        assertThatItKeepsToTheSchema(answer);
    }

    @Test
    void refusesWhatIsNoHashWithAdviceAndWithoutACall() {
        assertThat(ask("d41d8cd98f00b204e9800998ecf8427e").text()).contains("MD5", "SHA-1", "SHA-256");
        assertThat(Question.of(TOOL, Map.of()).text()).contains("No hash was given");
        assertThat(Question.of(TOOL, Map.of("hash", EICAR, "limit", 3)).text())
                .contains("no argument 'limit'", "hash, fresh");
        assertThat(defender.calls().all()).isEmpty();
    }

    private static void assertThatItKeepsToTheSchema(Question answer) throws Exception {
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(FileProfileToolTest.class.getResourceAsStream("/schemas/FileProfile.json"));
        assertThat(answer.isError()).as(answer.text()).isFalse();
        assertThat(schema.validate(new ObjectMapper().valueToTree(answer.structure())))
                .isEmpty();
    }

    private static Question ask(String hash) {
        return Question.of(TOOL, Map.of("hash", hash));
    }

    private static Question fresh(String hash) {
        return Question.of(TOOL, Map.of("hash", hash, "fresh", true));
    }
}
