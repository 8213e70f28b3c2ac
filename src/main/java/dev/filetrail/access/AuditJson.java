// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.filetrail.ForeignText;
import dev.filetrail.trail.AuditLine;
import dev.filetrail.trail.Caller;
import dev.filetrail.trail.IsoMoment;
import dev.filetrail.trail.TextJson;
import dev.filetrail.trail.Visit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The audit log's lines: a JSON object each, whose first property tells it from other lines in the same place. */
final class AuditJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST = 500;

    private AuditJson() {}

    /**
     * A question.
     *
     * @param line what is known of it; of the caller's token nothing is written
     * @param time when it ended
     * @return one line without its end
     */
    static String question(AuditLine line, Instant time) {
        Visit visit = line.visit();
        Caller caller = visit.caller();
        return object(time, json -> {
            text(json, "door", visit.door());
            text(json, "way", caller.way());
            text(json, "subject", caller.subject());
            text(json, "name", caller.name());
            text(json, "tenant", caller.tenant());
            text(json, "question", line.question());
            map(json, "asked", line.asked());
            text(json, "outcome", line.outcome());
            map(json, "given", line.given());
            json.writeNumberField("took_ms", line.tookMillis());
            text(json, "correlation_id", visit.correlationId());
            text(json, "trace_id", visit.traceId());
            text(json, "defender_correlation_id", line.defenderCorrelationId());
        });
    }

    /**
     * Somebody who was not let in.
     *
     * @param denial who, and why
     * @param suppressed how many before were not written down, too many having come at once
     * @param time when
     * @return one line without its end
     */
    static String denied(Denial denial, long suppressed, Instant time) {
        return object(time, json -> {
            text(json, "door", denial.door());
            text(json, "way", denial.way());
            text(json, "question", "denied");
            text(json, "address", denial.address());
            text(json, "reason", denial.reason());
            json.writeNumberField("status", denial.status());
            if (suppressed > 0) {
                json.writeNumberField("suppressed", suppressed);
            }
        });
    }

    /**
     * A request that was refused.
     *
     * @param door that it was for; may be null
     * @param way how it said who it was; may be null
     * @param address where it came from; may be null
     * @param reason why it was refused
     * @param status of HTTP
     */
    record Denial(String door, String way, String address, String reason, int status) {}

    private interface Properties {

        void writeTo(JsonGenerator json) throws IOException;
    }

    private static String object(Instant time, Properties properties) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("audit", "filetrail");
            json.writeStringField("time", IsoMoment.toMillisecond(time));
            properties.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can always be written", e);
        }
        return line.toString(UTF_8);
    }

    private static void map(JsonGenerator json, String name, Map<String, Object> values) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Object> each : values.entrySet()) {
            json.writeFieldName(each.getKey());
            value(json, each.getValue());
        }
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                value(json, each);
            }
            json.writeEndArray();
        } else {
            TextJson.write(json, harmless(value.toString()));
        }
    }

    private static void text(JsonGenerator json, String name, String text) throws IOException {
        if (text != null) {
            json.writeFieldName(name);
            TextJson.write(json, harmless(text));
        }
    }

    /** Whatever acts instead of being read is spelled out; so is half of a character that is cut in two. */
    private static String harmless(String text) {
        return ForeignText.visible(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
    }
}
