// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.filetrail.defender.Machine;
import dev.filetrail.trail.MachinesReport.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Holds that machines are written out of their table as Jackson writes them one by one, whatever they are called. */
class SightingsJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Page(
            @JsonSerialize(using = SightingsJson.class) List<Sighting> machines) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record ByItself(List<Sighting> machines) {}

    @Property(tries = 500)
    void writesWhatJacksonWrites(@ForAll("machines") List<Machine> machines, @ForAll("addresses") String portal)
            throws JsonProcessingException {
        MachineTable table = SomeMachine.table(machines);
        int[] places = IntStream.range(0, machines.size()).toArray();
        List<Sighting> page = new Sightings(new Portal(portal), table, places, 0, places.length);
        String expected = new String(JSON.writeValueAsBytes(new ByItself(List.copyOf(page))), UTF_8);

        assertThat(new String(JSON.writeValueAsBytes(new Page(page)), UTF_8)).isEqualTo(expected);
        assertThat(JSON.writeValueAsString(new Page(page))).isEqualTo(expected);
        assertThat(new String(JSON.writeValueAsBytes(new Page(List.copyOf(page))), UTF_8))
                .isEqualTo(expected);
    }

    @Example
    void writesAPageFromTheMiddleInItsOrder() throws JsonProcessingException {
        MachineTable table = SomeMachine.table(
                SomeMachine.of("a"), SomeMachine.of("b").name("wks-1\u202E"), SomeMachine.of("c"), SomeMachine.of("d"));
        List<Sighting> page = new Sightings(new Portal("https://portal.example"), table, new int[] {3, 1, 2, 0}, 1, 3);

        assertThat(page).extracting(Sighting::id).containsExactly("b", "c");
        assertThat(new String(JSON.writeValueAsBytes(new Page(page)), UTF_8))
                .startsWith("{\"machines\":[{\"id\":\"b\",\"name\":\"wks-1\\\\u202E\",")
                .contains("\"link\":\"https://portal.example/machines/b\"},{\"id\":\"c\",\"name\":null,")
                .endsWith("\"link\":\"https://portal.example/machines/c\"}]}");
    }

    @Provide
    Arbitrary<String> addresses() {
        return Arbitraries.of("https://security.microsoft.com", "https://example.test/ä\"?", "");
    }

    @Provide
    Arbitrary<List<Machine>> machines() {
        Arbitrary<Instant> moments = Arbitraries.longs()
                .between(-100_000_000_000_000L, 400_000_000_000_000L)
                .map(Instant::ofEpochMilli)
                .injectNull(0.2);
        Arbitrary<String> ids = Arbitraries.oneOf(
                Arbitraries.strings()
                        .withCharRange('a', 'f')
                        .numeric()
                        .ofMinLength(1)
                        .ofMaxLength(60),
                Arbitraries.strings().ofMinLength(1).ofMaxLength(20));
        return Combinators.combine(ids, texts().list().ofSize(13), tags(), moments, moments, Arbitraries.integers())
                .as((id, texts, tags, first, last, flags) -> new Machine(
                        id,
                        texts.get(0),
                        first,
                        last,
                        texts.get(1),
                        texts.get(2),
                        texts.get(3),
                        texts.get(4),
                        texts.get(5),
                        texts.get(6),
                        texts.get(7),
                        texts.get(8),
                        texts.get(9),
                        tags,
                        texts.get(10),
                        (flags & 1) != 0,
                        (flags & 2) != 0,
                        texts.get(11)))
                .list()
                .ofMaxSize(12);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(20),
                        Arbitraries.strings().ascii().ofMaxLength(20),
                        Arbitraries.of("High", "Low", "Windows11", "wks-0001.corp.example", ""))
                .injectNull(0.2);
    }

    private static Arbitrary<List<String>> tags() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(20).list().ofMaxSize(4);
    }
}
