// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Writes texts as Jackson does, but out of an array: natively, to ask a text for each of its characters costs more than to write
 * them, and a large answer is mostly text.
 */
@Singleton
final class TextJson extends StdScalarSerializer<String> implements ObjectMapperCustomizer {

    private static final long serialVersionUID = 1;
    private static final int LONGEST = 8_192;
    private static final ThreadLocal<char[]> ROOM = ThreadLocal.withInitial(() -> new char[LONGEST]);

    TextJson() {
        super(String.class, false);
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("texts").addSerializer(String.class, this));
    }

    @Override
    public void serialize(String text, JsonGenerator json, SerializerProvider provider) throws IOException {
        write(json, text, ROOM.get());
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, String text) {
        return text.isEmpty();
    }

    /** @return this thread's, to write with */
    static char[] room() {
        return ROOM.get();
    }

    /** Writes a text that is not null. */
    static void write(JsonGenerator json, String text, char[] room) throws IOException {
        int length = text.length();
        if (length > room.length) {
            json.writeString(text);
        } else {
            text.getChars(0, length, room, 0);
            json.writeString(room, 0, length);
        }
    }
}
