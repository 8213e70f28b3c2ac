// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.filetrail.trail.MachinesReport.Sighting;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Holds that machines are written as Jackson writes them by itself. */
class SightingJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Page(
            @JsonSerialize(contentUsing = SightingJson.class)
            List<Sighting> machines) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record ByItself(List<Sighting> machines) {}

    @Property(tries = 300)
    void writesWhatJacksonWrites(
            @ForAll("texts") List<String> texts,
            @ForAll("tags") List<String> tags,
            @ForAll boolean possibleDuplicate,
            @ForAll boolean excluded)
            throws JsonProcessingException {
        Sighting machine = new Sighting(
                texts.get(0),
                texts.get(1),
                texts.get(2),
                texts.get(3),
                texts.get(4),
                texts.get(5),
                texts.get(6),
                texts.get(7),
                texts.get(8),
                texts.get(9),
                texts.get(10),
                tags,
                texts.get(11),
                texts.get(12),
                texts.get(13),
                possibleDuplicate,
                excluded,
                texts.get(14),
                texts.get(15));
        List<Sighting> machines = List.of(machine, machine);

        assertThat(JSON.writeValueAsString(new Page(machines)))
                .isEqualTo(JSON.writeValueAsString(new ByItself(machines)));
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings()
                .ofMaxLength(20)
                .injectNull(0.2)
                .list()
                .ofSize(Sighting.class.getRecordComponents().length - 3);
    }

    @Provide
    Arbitrary<List<String>> tags() {
        return Arbitraries.strings().ofMaxLength(20).list().ofMaxSize(4);
    }
}
