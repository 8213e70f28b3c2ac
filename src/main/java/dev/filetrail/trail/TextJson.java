// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.filetrail.PlainLetters;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Arrays;

/**
 * Writes texts as Jackson does, but those of plain letters as they are, and lines of them line by line: natively, to ask a text for
 * each of its characters costs more than to write them, and a large answer is mostly text.
 */
@Singleton
public final class TextJson extends StdScalarSerializer<String> implements ObjectMapperCustomizer {

    private static final long serialVersionUID = 1;

    /** A copy of what is longer would be felt. */
    private static final int LONGEST = 8_192;

    TextJson() {
        super(String.class, false);
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("texts").addSerializer(String.class, this));
    }

    @Override
    public void serialize(String text, JsonGenerator json, SerializerProvider provider) throws IOException {
        write(json, text);
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, String text) {
        return text.isEmpty();
    }

    /**
     * Writes a text, with its quotes.
     *
     * @param json where it goes
     * @param text of any length; not null
     * @throws IOException when that can't be written to, or half a character is in the text
     */
    public static void write(JsonGenerator json, String text) throws IOException {
        if (text.length() <= LONGEST && json instanceof UTF8JsonGenerator) {
            byte[] utf8 = text.getBytes(UTF_8);
            int plain = PlainLetters.until(utf8, 0);
            if (plain == utf8.length) {
                json.writeRawUTF8String(utf8, 0, plain);
                return;
            }
            if (isWrittenEscaped(json, utf8, plain)) {
                return;
            }
        }
        json.writeString(text);
    }

    /** With what has to be escaped (RFC 8259, section 7); nothing is written where that is more than an answer of ours holds. */
    private static boolean isWrittenEscaped(JsonGenerator json, byte[] utf8, int plain) throws IOException {
        byte[] escaped = new byte[utf8.length + utf8.length / 8 + 2];
        int length = 0;
        int from = 0;
        for (int at = plain; at < utf8.length; at = PlainLetters.until(utf8, at + 1)) {
            byte each = utf8[at];
            if (each == '\n' || each == '"' || each == '\\') {
                int needed = length + utf8.length - from + 1;
                if (escaped.length < needed) {
                    escaped = Arrays.copyOf(escaped, needed + needed / 2);
                }
                System.arraycopy(utf8, from, escaped, length, at - from);
                length += at - from;
                escaped[length++] = '\\';
                escaped[length++] = each == '\n' ? (byte) 'n' : each;
                from = at + 1;
            } else if (each == '?' || (each >= 0 && each < ' ')) {
                return false;
            }
        }
        System.arraycopy(utf8, from, escaped, length, utf8.length - from);
        json.writeRawUTF8String(escaped, 0, length + utf8.length - from);
        return true;
    }
}
