// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.function.Supplier;

/** The body of a machines answer, piece by piece: no more than a piece is ever in memory. */
final class MachinesBody implements Supplier<Buffer> {

    /** The service's own host stands here, whatever host was called. */
    static final String CONTEXT = "https://api.security.microsoft.com/api/$metadata#Machines";

    private static final int PIECE_IN_BYTES = 16 * 1024;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream(PIECE_IN_BYTES + 4 * 1024);
    private final Iterator<SimulatedMachine> machines;
    private final String nextLink;
    private final JsonGenerator json;
    private boolean ended;

    /** The next page's URL may be null: then there is none. */
    MachinesBody(Iterator<SimulatedMachine> machines, String nextLink) {
        this.machines = machines;
        this.nextLink = nextLink;
        try {
            json = WireJson.FACTORY.createGenerator(written);
            json.writeStartObject();
            json.writeStringField("@odata.context", CONTEXT);
            json.writeArrayFieldStart("value");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next piece; null after the last. */
    @Override
    public Buffer get() {
        if (ended) {
            return null;
        }
        try {
            while (machines.hasNext() && written.size() < PIECE_IN_BYTES) {
                WireJson.write(json, machines.next().properties());
            }
            if (!machines.hasNext()) {
                end();
            }
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Buffer piece = Buffer.buffer(written.toByteArray());
        written.reset();
        return piece;
    }

    private void end() throws IOException {
        json.writeEndArray();
        if (nextLink != null) {
            json.writeStringField("@odata.nextLink", nextLink);
        }
        json.writeEndObject();
        json.close();
        ended = true;
    }
}
