// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.filetrail.simulator.CallKind;
import dev.filetrail.simulator.SimulatedFiles;
import dev.filetrail.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tool as an assistant uses it, against the simulated tenant. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
class MachinesToolTest {

    private static final List<String> WORST_FIRST = List.of("High", "Medium", "Low", "Informational", "None");

    @Simulated
    Simulator defender;

    @BeforeEach
    void calm() {
        defender.faults().clear();
        defender.tenant().reset();
    }

    @Test
    void tellsAllMachinesThatHaveSeenTheFile() {
        Question answer = Question.ask(SimulatedFiles.SEVERAL_MACHINES);

        assertThat(answer.isError()).isFalse();
        assertThat(answer.total()).isEqualTo(14);
        assertThat(answer.ids())
                .containsExactlyInAnyOrderElementsOf(defender.tenant().machineIds(SimulatedFiles.SEVERAL_MACHINES));
        assertThat(answer.text()).startsWith("**14 machines have reported the file**");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  1E5BC9D7E413DDD7902C2932E418702B84D0CC07\n",
                "sha1:1e5bc9d7e413ddd7902c2932e418702b84d0cc07",
                "SHA-1: 1e5bc9d7e413ddd7902c2932e418702b84d0cc07"
            })
    void forgivesHowTheHashIsWritten(String hash) {
        assertThat(Question.ask(hash).total()).isEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEARLY_ALL_MACHINES", "SEVERAL_MACHINES", "ONE_MACHINE", "UNKNOWN"})
    void keepsToItsPublishedOutputSchema(String file) throws Exception {
        String hash = (String) SimulatedFiles.class.getField(file).get(null);
        ObjectMapper json = new ObjectMapper();
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(getClass().getResourceAsStream("/schemas/MachinesReport.json"));

        Question answer = Question.ask(Map.of("hash", hash, "limit", 200));

        assertThat(schema.validate(json.valueToTree(answer.structure()))).isEmpty();
    }

    @Test
    void putsTheWorstAndNewestFirst() {
        Question answer = Question.ask(Map.of("hash", SimulatedFiles.NEARLY_ALL_MACHINES, "limit", 200));

        List<String> risks = answer.each("risk");
        List<String> exposures = answer.each("exposure");
        List<String> seen = answer.each("last_seen");
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < risks.size(); i++) {
            keys.add(rank(risks.get(i)) + rank(exposures.get(i)) + (seen.get(i) == null ? "" : seen.get(i)));
        }
        assertThat(keys)
                .hasSize(200)
                .isSortedAccordingTo(Comparator.<String>naturalOrder().reversed());
    }

    private static String rank(String word) {
        int place = WORST_FIRST.indexOf(word);
        return word == null ? "0" : place < 0 ? "1" : String.valueOf(9 - place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"risk", "exposure", "last_seen", "first_seen", "name"})
    void turnsPagesWithoutOverlapOrGapAndWithoutACall(String sort) {
        Map<String, Object> arguments =
                new HashMap<>(Map.of("hash", SimulatedFiles.NEARLY_ALL_MACHINES, "sort", sort, "limit", 37));
        Question page = Question.ask(arguments);
        List<String> ids = new ArrayList<>(page.ids());
        defender.calls().clear();
        while (page.nextCursor() != null) {
            arguments.put("cursor", page.nextCursor());
            page = Question.ask(arguments);
            ids.addAll(page.ids());
        }

        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids).hasSize(page.total());
        assertThat(defender.calls().count(CallKind.MACHINES_OF_FILE)).isZero();
    }

    @Test
    void filters() {
        String hash = SimulatedFiles.NEARLY_ALL_MACHINES;
        assertThat(Question.ask(Map.of("hash", hash, "min_risk", "medium", "limit", 200))
                        .<String>each("risk"))
                .isNotEmpty()
                .allMatch(List.of("Medium", "High")::contains);
        assertThat(Question.ask(Map.of("hash", hash, "min_exposure", "High", "limit", 200))
                        .<String>each("exposure"))
                .isNotEmpty()
                .containsOnly("High");
        assertThat(Question.ask(Map.of("hash", hash, "health", "INACTIVE", "limit", 200))
                        .<String>each("health"))
                .isNotEmpty()
                .containsOnly("Inactive");
        assertThat(Question.ask(Map.of("hash", hash, "os", "windows s", "limit", 200))
                        .<String>each("operating_system"))
                .isNotEmpty()
                .allMatch(os -> os.startsWith("WindowsServer"));
        assertThat(Question.ask(Map.of("hash", hash, "name_contains", "WKS-", "limit", 200))
                        .<String>each("name"))
                .isNotEmpty()
                .allMatch(name -> name.toLowerCase(Locale.ROOT).contains("wks-"));
        assertThat(Question.ask(Map.of("hash", hash, "device_group", "servers production", "limit", 200))
                        .<String>each("device_group"))
                .isNotEmpty()
                .containsOnly("Servers Production");
        Question all = Question.ask(Map.of("hash", hash));
        Question recent = Question.ask(Map.of("hash", hash, "seen_within_hours", 24));
        assertThat(recent.matching()).isPositive().isLessThan(all.total());
        assertThat(recent.total()).isEqualTo(all.total());
    }

    @Test
    void filtersByTag() {
        String hash = SimulatedFiles.NEARLY_ALL_MACHINES;
        List<List<String>> tags =
                Question.ask(Map.of("hash", hash, "limit", 200)).each("tags");
        String tag = tags.stream().flatMap(List::stream).findFirst().orElseThrow();

        Question tagged = Question.ask(Map.of("hash", hash, "tag", tag.toUpperCase(Locale.ROOT), "limit", 200));

        assertThat(tagged.matching()).isPositive().isLessThan(tagged.total());
        assertThat(tagged.<List<String>>each("tags")).allMatch(each -> each.contains(tag));
    }

    @Test
    void countsInTheSummaryAllThatMatchNotThePage() {
        Question answer = Question.ask(Map.of("hash", SimulatedFiles.NEARLY_ALL_MACHINES, "limit", 1));

        @SuppressWarnings("unchecked")
        Map<String, List<Map<String, Object>>> summary =
                (Map<String, List<Map<String, Object>>>) answer.structure().get("summary");
        for (String part : List.of("by_risk", "by_exposure", "by_health", "by_operating_system", "by_device_group")) {
            assertThat(summary.get(part).stream()
                            .mapToInt(count -> (Integer) count.get("machines"))
                            .sum())
                    .as(part)
                    .isEqualTo(answer.total());
        }
    }

    @Test
    void saysPlainlyThatNobodyHasReportedAFile() {
        Question answer = Question.ask(SimulatedFiles.UNKNOWN);

        assertThat(answer.isError()).isFalse();
        assertThat(answer.total()).isZero();
        assertThat(answer.text())
                .contains("No machine in this tenant has reported the file", "180 days", "device groups")
                .contains("does not mean that the file was never here");
    }

    @Test
    void remembersAnAnswerAndAsksOnce() {
        String hash = Question.newHash();
        defender.calls().clear();

        assertThat(Question.ask(hash).remembered()).isFalse();
        assertThat(Question.ask(Map.of("hash", hash, "min_risk", "High")).remembered())
                .isTrue();
        assertThat(defender.calls().count(CallKind.MACHINES_OF_FILE)).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d41d8cd98f00b204e9800998ecf8427e",
                "1e5bc9d7e413ddd7902c2932e418702b84d0cc0",
                "1e5bc9d7e413ddd7902c2932e418702b84d0cc0g",
                "../../etc/passwd",
                ""
            })
    void refusesWhatIsNoSha1WithAdviceAndWithoutACall(String hash) {
        defender.calls().clear();

        Question answer = Question.ask(hash);

        assertThat(answer.isError()).isTrue();
        assertThat(answer.text()).contains("SHA-1", "40 hexadecimal digits", "sha1sum", "Get-FileHash");
        assertThat(defender.calls().count(CallKind.MACHINES_OF_FILE)).isZero();
    }

    @Test
    void namesWhichHashItWas() {
        assertThat(Question.ask("d41d8cd98f00b204e9800998ecf8427e").text()).contains("MD5");
        assertThat(Question.ask("1e5bc9d7e413ddd7902c2932e418702b84d0cc0").text())
                .contains("39 digits", "cut off");
        assertThat(Question.ask("1e5bc9d7e413ddd7902c2932e418702b84d0cc0g").text())
                .contains("'g' at place 40");
    }

    @Test
    void tellsWhatIsWrongWithAnArgument() {
        String hash = SimulatedFiles.ONE_MACHINE;
        assertThat(Question.ask(Map.of("hash", hash, "risk", "High")).text())
                .contains("no argument 'risk'", "min_risk");
        assertThat(Question.ask(Map.of("hash", hash, "min_risk", "Terrible")).text())
                .contains("None, Informational, Low, Medium, High", "'Terrible'");
        assertThat(Question.ask(Map.of("hash", hash, "limit", 201)).text()).contains("1 to 200", "'201'");
        assertThat(Question.ask(Map.of("hash", hash, "limit", "many")).text()).contains("1 to 200", "'many'");
        assertThat(Question.ask(Map.of("hash", hash, "os", List.of("Windows"))).text())
                .contains("For a list, call once for each.");
        assertThat(Question.ask(Map.of("hash", hash, "os", 11)).text()).contains("Change it, or leave it out.");
        assertThat(Question.ask(Map.of("hash", List.of(hash))).text())
                .contains("'hash' must be one text", "For a list, call once for each.");
        assertThat(Question.ask(Map.of("hash", 1)).text())
                .contains("'hash' must be one text", "Change it.")
                .doesNotContain("leave it out");
    }

    @Test
    void forgivesWhatAModelPlainlyMeans() {
        Map<String, Object> arguments = new HashMap<>(
                Map.of("hash", SimulatedFiles.ONE_MACHINE, "limit", "7", "seen_within_hours", 720.0, "os", ""));
        arguments.put("cursor", null);
        arguments.put("min_risk", null);

        assertThat(Question.ask(arguments).isError()).isFalse();
    }

    @Test
    void saysWhatIsNeededWhenNothingIsGiven() {
        assertThat(Question.ask(Map.of()).text()).contains("No hash was given", "40 hexadecimal digits");
        assertThat(Question.askWithoutArguments().text()).contains("No hash was given", "40 hexadecimal digits");
    }

    @Test
    void refusesACursorThatIsNotItsOwn() {
        Map<String, Object> arguments = new HashMap<>(Map.of("hash", SimulatedFiles.NEARLY_ALL_MACHINES, "limit", 5));
        String cursor = Question.ask(arguments).nextCursor();

        assertThat(Question.ask(Map.of("hash", SimulatedFiles.NEARLY_ALL_MACHINES, "cursor", cursor, "fresh", true))
                        .text())
                .contains("A further page can't be fresh", "leave the cursor out");
        assertThat(Question.ask(Map.of("hash", SimulatedFiles.NEARLY_ALL_MACHINES, "cursor", "abc"))
                        .text())
                .contains("not one that FileTrail gave");
        assertThat(Question.ask(Map.of("hash", SimulatedFiles.SEVERAL_MACHINES, "cursor", cursor))
                        .text())
                .contains("belongs to another question");
        assertThat(Question.ask(Map.of("hash", SimulatedFiles.NEARLY_ALL_MACHINES, "cursor", cursor, "min_risk", "Low"))
                        .text())
                .contains("belongs to another question");
        char[] bent = cursor.toCharArray();
        bent[12] = bent[12] == 'A' ? 'B' : 'A';
        assertThat(Question.ask(Map.of("hash", SimulatedFiles.NEARLY_ALL_MACHINES, "cursor", new String(bent)))
                        .isError())
                .isTrue();
    }

    @Test
    void showsHostileNamesAsText() {
        Question answer = Question.ask(Map.of("hash", SimulatedFiles.SEVERAL_MACHINES, "limit", 200));

        assertThat(answer.text()).doesNotContain("\u202E").contains("\\u202E");
        assertThat(answer.text().replaceAll("`[^`\n]*`", "")).doesNotContain("<img", "](http", "IGNORE PREVIOUS");
        assertThat(String.valueOf(answer.structure())).doesNotContain("\u202E");
    }

    @Test
    void followsPagesOfDefenderToTheLast() {
        defender.tenant().pageSize(50);
        String hash = defender.tenant().fileHashes().stream()
                .filter(each -> !each.equals(SimulatedFiles.HUGE))
                .filter(each -> !each.equals(SimulatedFiles.NEARLY_ALL_MACHINES))
                .max(Comparator.comparingInt(defender.tenant()::machineCount))
                .orElseThrow();

        Question answer = Question.ask(hash);

        assertThat(answer.total())
                .isEqualTo(defender.tenant().machineCount(hash))
                .isGreaterThan(50);
    }

    @Test
    void holdsAHundredThousandMachines() {
        Question answer = Question.ask(Map.of("hash", SimulatedFiles.HUGE, "limit", 3));

        assertThat(answer.isError()).as(answer.text()).isFalse();
        assertThat(answer.total()).isEqualTo(SimulatedFiles.HUGE_MACHINE_COUNT);
        assertThat(answer.ids()).hasSize(3);
        Question filtered = Question.ask(Map.of("hash", SimulatedFiles.HUGE, "min_risk", "High", "limit", 3));
        assertThat(filtered.remembered()).isTrue();
        assertThat(filtered.matching()).isPositive().isLessThan(100_000);
    }

    @Test
    void acceptsCompressedAnswers() {
        defender.calls().clear();
        Question.ask(Question.newHash());

        assertThat(defender.calls().all().get(0).headers().toString())
                .contains("gzip")
                .contains("deflate");
    }
}
