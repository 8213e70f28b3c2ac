// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds how an answer is read: lenient about what stands in it, and never content with less than the whole of it. */
class MachinesReaderTest {

    private static final int MANY = 1_000;
    private static final String WHOLE = """
            {"@odata.context":"https://x/api/$metadata#Machines","@odata.count":2,"value":[
            {"id":"a1","computerDnsName":"wks-\\u00e9-ü-💻","osBuild":19045,"isExcluded":true,"rbacGroupId":0.5e1,
            "machineTags":["a","b\\n"],"vmMetadata":{"vmId":"v","more":[1,{"x":null}]},"riskScore":null},
            {"id":"a2","firstSeen":"2024-11-05T11:54:59.5717001Z","machineTags":[],"ipAddresses":[{"ipAddress":"::1"}]}],
            "@odata.nextLink":"https://x/api/files/f/machines?$skiptoken=2","later":{"a":[true,false,null,-1.5]}}""";

    private final Machines machines = new Machines();

    /** Names are read for less where they come in the order of the machine before. */
    @Test
    void readsPropertiesInWhateverOrderTheyCome() throws IOException {
        String unread = IntStream.range(0, 100)
                .mapToObj(i -> "\"unread" + i + "\":{\"id\":\"not this\"}")
                .collect(Collectors.joining(","));
        read("""
                {"value":[{"id":"a1","computerDnsName":"one","riskScore":"High"},
                {"id":"a2","computerDnsName":"two","riskScore":"Low"},
                {"riskScore":"None","id":"a3","unknown":1,"computerDnsName":"three"},
                {"id":"a4"},
                {"computerDnsName":"five","computerDnsName ":"not this","id":"a5"},
                {%s,"id":"a6","computerDnsName":"six"},
                {%s,"id":"a7","computerDnsName":"seven"}]}""".formatted(unread, unread));

        assertThat(machines.all)
                .extracting(Machine::id, Machine::name, Machine::risk)
                .containsExactly(
                        tuple("a1", "one", "High"),
                        tuple("a2", "two", "Low"),
                        tuple("a3", "three", "None"),
                        tuple("a4", null, null),
                        tuple("a5", "five", null),
                        tuple("a6", "six", null),
                        tuple("a7", "seven", null));
    }

    @Test
    void readsTheSampleOfTheService() throws IOException {
        try (InputStream sample = getClass().getResourceAsStream("/samples/machines.json")) {
            assertThat(MachinesReader.read(sample, machines, MANY)).isNull();
        }

        assertThat(machines.all)
                .containsExactly(new Machine(
                        "0e23b8b23abcdefabcdef6f877b45d19c04a522d",
                        "c-lab-08",
                        Instant.parse("2024-11-05T11:54:59.5717001Z"),
                        Instant.parse("2025-04-02T02:51:16.2059102Z"),
                        "Windows10",
                        "22H2",
                        "81.2.69.144",
                        "216.160.83.56",
                        "Active",
                        "Normal",
                        null,
                        "None",
                        "Low",
                        List.of(),
                        "Onboarded",
                        false,
                        false,
                        null));
    }

    @Test
    void readsAnEmptySet() throws IOException {
        assertThat(read("{\"@odata.context\":\"https://x\",\"value\":[]}")).isNull();
        assertThat(machines.all).isEmpty();
    }

    @Test
    void skipsWhatItDoesNotKnow() throws IOException {
        Machine machine = machine(
                "\"new\":{\"id\":\"other\",\"deep\":[[{\"computerDnsName\":\"no\"}]]},\"ipAddresses\":[{\"id\":\"no\"}],\"vmMetadata\":null");

        assertThat(machine.id()).isEqualTo("m");
        assertThat(machine.name()).isNull();
    }

    @Test
    void takesAllButTheIdForOptional() throws IOException {
        assertThat(machine("\"osBuild\":null"))
                .isEqualTo(new Machine(
                        "m", null, null, null, null, null, null, null, null, null, null, null, null, List.of(), null,
                        false, false, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "computerDnsName",
                "firstSeen",
                "lastSeen",
                "osPlatform",
                "version",
                "osVersion",
                "lastIpAddress",
                "lastExternalIpAddress",
                "healthStatus",
                "deviceValue",
                "rbacGroupId",
                "rbacGroupName",
                "riskScore",
                "exposureLevel",
                "machineTags",
                "onboardingStatus",
                "isPotentialDuplication",
                "isExcluded",
                "mergedIntoMachineId"
            })
    void takesNullBlankAndWhatIsNoScalarForNothing(String property) throws IOException {
        Machine nothing = machine("");

        for (String value :
                List.of("null", "\"\"", "\" \\t \"", "{}", "[]", "{\"a\":{\"id\":\"no\"}}", "[[\"a\"],{}]")) {
            assertThat(machine("\"" + property + "\":" + value)).as(value).isEqualTo(nothing);
        }
    }

    @Test
    void takesNumbersAndTruthsForText() throws IOException {
        Machine machine = machine("\"computerDnsName\":42,\"version\":9.5,\"osPlatform\":true,\"riskScore\":-1e3");

        assertThat(machine.name()).isEqualTo("42");
        assertThat(machine.osVersion()).isEqualTo("9.5");
        assertThat(machine.osPlatform()).isEqualTo("true");
        assertThat(machine.risk()).isEqualTo("-1e3");
        assertThat(read("{\"value\":[{\"id\":7}]}")).isNull();
        assertThat(machines.all.get(0).id()).isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7\"", "null", "{\"a\":7}", "7.5", "123456789012345678901234567890"})
    void readsTheGroupsNameWhateverItsIdIs(String id) throws IOException {
        assertThat(machine("\"rbacGroupId\":" + id + ",\"rbacGroupName\":\"Servers\"")
                        .deviceGroup())
                .isEqualTo("Servers");
    }

    @Test
    void takesTheLegacyVersionOnlyWhereThereIsNoOther() throws IOException {
        assertThat(machine("\"osVersion\":\"10.0\"").osVersion()).isEqualTo("10.0");
        assertThat(machine("\"version\":null,\"osVersion\":\"10.0\"").osVersion())
                .isEqualTo("10.0");
        assertThat(machine("\"osVersion\":\"10.0\",\"version\":\"22H2\"").osVersion())
                .isEqualTo("22H2");
        assertThat(machine("\"version\":\"22H2\",\"osVersion\":\"10.0\"").osVersion())
                .isEqualTo("22H2");
    }

    @Test
    void keepsValuesThatNobodyKnowsYet() throws IOException {
        Machine machine =
                machine("\"healthStatus\":\"Asleep\",\"riskScore\":\"Catastrophic\",\"exposureLevel\":\"low \","
                        + "\"deviceValue\":\"Priceless\",\"onboardingStatus\":\"Perhaps\",\"osPlatform\":\"Plan9\"");

        assertThat(machine.health()).isEqualTo("Asleep");
        assertThat(machine.risk()).isEqualTo("Catastrophic");
        assertThat(machine.exposure()).isEqualTo("low ");
        assertThat(machine.value()).isEqualTo("Priceless");
        assertThat(machine.onboarding()).isEqualTo("Perhaps");
        assertThat(machine.osPlatform()).isEqualTo("Plan9");
    }

    @Test
    void takesTheYearOneAndRubbishForNoDate() throws IOException {
        Machine machine = machine("\"firstSeen\":\"0001-01-01T00:00:00Z\",\"lastSeen\":\"yesterday\"");

        assertThat(machine.firstSeen()).isNull();
        assertThat(machine.lastSeen()).isNull();
    }

    @Test
    void readsTagsInWhateverForm() throws IOException {
        assertThat(machine("\"machineTags\":[\"a\",\"b\"]").tags()).containsExactly("a", "b");
        assertThat(machine("\"machineTags\":\"a\"").tags()).containsExactly("a");
        assertThat(machine("\"machineTags\":[null,1,\" \",{\"x\":\"y\"},[\"z\"],true,\"a\"]")
                        .tags())
                .containsExactly("1", "true", "a");
    }

    @Test
    void readsTruthsInWhateverForm() throws IOException {
        assertThat(machine("\"isExcluded\":true").excluded()).isTrue();
        assertThat(machine("\"isPotentialDuplication\":\"True\"").possibleDuplicate())
                .isTrue();
        assertThat(machine("\"isPotentialDuplication\":false,\"isExcluded\":1").excluded())
                .isFalse();
    }

    @Test
    void findsTheNextLinkBeforeAndAfterTheMachines() throws IOException {
        assertThat(read("{\"@odata.nextLink\":\"https://x/2\",\"value\":[{\"id\":\"a\"}]}"))
                .isEqualTo("https://x/2");
        assertThat(read("{\"value\":[{\"id\":\"a\"}],\"@odata.nextLink\":\"https://x/2\"}"))
                .isEqualTo("https://x/2");
        assertThat(read("{\"value\":[],\"@odata.nextLink\":null}")).isNull();
        assertThat(read("{\"value\":[],\"@odata.nextLink\":\"\"}")).isNull();
        assertThat(read("{\"value\":[],\"@odata.nextLink\":{\"href\":\"https://x/2\"}}"))
                .isNull();
    }

    @Test
    void losesNoMachineOfASecondList() throws IOException {
        read("{\"value\":[{\"id\":\"a\"}],\"value\":[{\"id\":\"b\"}]}");

        assertThat(machines.all).extracting(Machine::id).containsExactly("a", "b");
    }

    @Test
    void leavesTheSinksPagesToWhoeverCalls() throws IOException {
        read(WHOLE);

        assertThat(machines.all).extracting(Machine::id).containsExactly("a1", "a2");
        assertThat(machines.all.get(0).name()).isEqualTo("wks-é-ü-💻");
        assertThat(machines.all.get(0).tags()).containsExactly("a", "b\n");
        assertThat(machines.begun).isZero();
        assertThat(machines.read).isZero();
    }

    @Test
    void neverTakesAnAnswerThatBreaksOffForAWholeOne() throws IOException {
        String sample;
        try (InputStream in = getClass().getResourceAsStream("/samples/machines.json")) {
            sample = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        for (String text : List.of(sample, WHOLE)) {
            byte[] whole = text.getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < whole.length; length++) {
                InputStream cut = new ByteArrayInputStream(whole, 0, length);
                assertThat(catchThrowable(() -> MachinesReader.read(cut, new Machines(), MANY)))
                        .as("cut after %d bytes", length)
                        .isInstanceOfAny(JsonProcessingException.class, EOFException.class);
            }
        }
    }

    @Test
    void passesOnThatTheConnectionBroke() {
        byte[] whole = WHOLE.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length <= whole.length; length += 7) {
            InputStream broken = new SequenceInputStream(new ByteArrayInputStream(whole, 0, length), new Broken());
            assertThatExceptionOfType(IOException.class)
                    .as("broken after %d bytes", length)
                    .isThrownBy(() -> MachinesReader.read(broken, new Machines(), MANY))
                    .isInstanceOf(Broken.Break.class);
        }
    }

    @Test
    void notesABreakEvenBehindTheLastBrace() {
        InputStream broken =
                new SequenceInputStream(new ByteArrayInputStream(WHOLE.getBytes(StandardCharsets.UTF_8)), new Broken());

        assertThatThrownBy(() -> MachinesReader.read(broken, machines, MANY)).isInstanceOf(Broken.Break.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "]", "x", "{\"value\":[]}", "\u0000", "null", "0", "<html>"})
    void refusesMoreAfterTheEnd(String more) {
        assertThatThrownBy(() -> read("{\"value\":[{\"id\":\"a\"}]}" + more))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void forgivesBlanksAroundTheAnswer() throws IOException {
        read("\n\t {\"value\":[{\"id\":\"a\"}]}\r\n  ");

        assertThat(machines.all).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "\"value\"",
                "42",
                "{}",
                "{\"value\":null}",
                "{\"value\":{}}",
                "{\"value\":\"\"}",
                "{\"value\":[null]}",
                "{\"value\":[[]]}",
                "{\"value\":[\"a\"]}",
                "{\"value\":[{}]}",
                "{\"value\":[{\"id\":null}]}",
                "{\"value\":[{\"id\":\"\"}]}",
                "{\"value\":[{\"id\":{}}]}",
                "{\"Value\":[]}",
                "{\"error\":{\"code\":\"429\",\"message\":\"quota\"}}",
                "{\"value\":[],}",
                "{\"value\":[{\"id\":\"a\"},]}",
                "{'value':[]}",
                "{\"value\":[{\"id\":NaN}]}",
                "<!DOCTYPE html><html></html>"
            })
    void refusesWhatIsNoSetOfMachines(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void refusesADepthThatNobodyNeeds() {
        assertThatThrownBy(() -> read("{\"value\":[],\"deep\":" + "[".repeat(100_000)))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void refusesMoreMachinesThanAllowed() throws IOException {
        String three = "{\"value\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"}]}";
        assertThat(MachinesReader.read(stream(three), machines, 3)).isNull();

        assertThatThrownBy(() -> MachinesReader.read(stream(three), new Machines(), 2))
                .isInstanceOf(TooMany.class)
                .hasMessage("more than 2 machines");
        // The pages before count, too.
        assertThatThrownBy(() -> MachinesReader.read(stream(three), machines, 5))
                .isInstanceOf(TooMany.class);
    }

    @Test
    void leavesTheBodyOpen() throws IOException {
        boolean[] closed = {false};
        InputStream body = new ByteArrayInputStream(WHOLE.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        MachinesReader.read(body, machines, MANY);

        assertThat(closed[0]).isFalse();
    }

    @Property
    void readsOrRefusesWhateverBytesCome(@ForAll byte[] bytes) {
        Throwable failure = catchThrowable(() -> MachinesReader.read(new ByteArrayInputStream(bytes), machines, MANY));

        assertThat(failure).isInstanceOf(IOException.class);
    }

    @Property(tries = 500)
    void readsOrRefusesWhereOneByteIsWrong(@ForAll int place, @ForAll byte instead) {
        byte[] bytes = WHOLE.getBytes(StandardCharsets.UTF_8);
        bytes[Math.floorMod(place, bytes.length)] = instead;

        Throwable failure =
                catchThrowable(() -> MachinesReader.read(new ByteArrayInputStream(bytes), new Machines(), MANY));
        if (failure != null) {
            assertThat(failure).isInstanceOf(IOException.class);
        }
    }

    private String read(String body) throws IOException {
        machines.all.clear();
        return MachinesReader.read(stream(body), machines, MANY);
    }

    /** The machine "m" with some properties more. */
    private Machine machine(String properties) throws IOException {
        read("{\"value\":[{\"id\":\"m\"" + (properties.isEmpty() ? "" : "," + properties) + "}]}");
        assertThat(machines.all).hasSize(1);
        return machines.all.get(0);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Holds what comes, and counts the calls. */
    private static final class Machines implements MachineSink {

        private final List<Machine> all = new ArrayList<>();
        private int begun;
        private int read;

        @Override
        public void pageBegins() {
            begun++;
        }

        @Override
        public void add(Machine machine) {
            all.add(machine);
        }

        @Override
        public void pageRead() {
            read++;
        }

        @Override
        public int size() {
            return all.size();
        }
    }

    /** A connection that breaks at once. */
    private static final class Broken extends InputStream {

        private static final class Break extends IOException {
            private static final long serialVersionUID = 1;
        }

        @Override
        public int read() throws IOException {
            throw new Break();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            throw new Break();
        }
    }
}
