// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import dev.filetrail.trail.MachinesReport.Sighting;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.List;

/** Writes the machines of a report as Jackson does by itself, but out of their table: nothing of an answer is there as often. */
@RegisterForReflection(fields = false)
final class SightingsJson extends JsonSerializer<List<Sighting>> {

    @Override
    public void serialize(List<Sighting> machines, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartArray(machines, machines.size());
        if (machines instanceof Sightings page && json instanceof UTF8JsonGenerator) {
            SightingJson writer = new SightingJson(page, json);
            for (int i = 0; i < page.size(); i++) {
                writer.write(page.place(i));
            }
        } else {
            for (Sighting machine : machines) {
                provider.defaultSerializeValue(machine, json);
            }
        }
        json.writeEndArray();
    }
}
