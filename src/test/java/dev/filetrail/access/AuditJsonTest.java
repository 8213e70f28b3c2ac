// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.access.AuditJson.Denial;
import dev.filetrail.tracing.TraceContext;
import dev.filetrail.trail.AuditLine;
import dev.filetrail.trail.Caller;
import dev.filetrail.trail.Visit;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Holds what a line of the audit log looks like, which programs read, and that nothing from outside can bend it. */
class AuditJsonTest {

    private static final Instant TIME = Instant.parse("2026-11-23T11:25:31.276999Z");

    private static AuditLine line(Caller caller, Map<String, Object> asked) {
        return new AuditLine(
                new Visit(
                        "mcp",
                        caller,
                        "3f0c9a52-0000-4000-8000-000000000001",
                        TraceContext.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null)),
                "machines",
                asked,
                "found",
                given(),
                12,
                null);
    }

    private static Map<String, Object> given() {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("machines", 14);
        given.put("age_seconds", 3L);
        given.put("remembered", true);
        return given;
    }

    @Test
    void aQuestion() {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("hash", "1e5bc9d7e413ddd7902c2932e418702b84d0cc07");
        asked.put("min_risk", "High");
        asked.put("limit", 25);

        assertThat(AuditJson.question(
                        line(new Caller("token", "tenant-1", "oid-1", "Ada Example", "eyJ.secret.token"), asked), TIME))
                .isEqualTo("{\"audit\":\"filetrail\",\"time\":\"2026-11-23T11:25:31.276Z\",\"door\":\"mcp\","
                        + "\"way\":\"token\",\"subject\":\"oid-1\",\"name\":\"Ada Example\",\"tenant\":\"tenant-1\","
                        + "\"question\":\"machines\","
                        + "\"asked\":{\"hash\":\"1e5bc9d7e413ddd7902c2932e418702b84d0cc07\",\"min_risk\":\"High\",\"limit\":25},"
                        + "\"outcome\":\"found\","
                        + "\"given\":{\"machines\":14,\"age_seconds\":3,\"remembered\":true},\"took_ms\":12,"
                        + "\"correlation_id\":\"3f0c9a52-0000-4000-8000-000000000001\","
                        + "\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\"}");
    }

    @Test
    void aFailedSweepOfSomebodyWithoutAName() {
        AuditLine failed = new AuditLine(
                Visit.of("mcp", Caller.ON_THIS_MACHINE),
                "sweep",
                Map.of("hashes", List.of("a", "b")),
                "forbidden",
                Map.of(),
                1_000,
                "corr-1");

        assertThat(AuditJson.question(failed, Instant.EPOCH))
                .startsWith("{\"audit\":\"filetrail\",\"time\":\"1970-01-01T00:00:00.000Z\",\"door\":\"mcp\","
                        + "\"way\":\"loopback\",\"question\":\"sweep\",\"asked\":{\"hashes\":[\"a\",\"b\"]},"
                        + "\"outcome\":\"forbidden\",\"given\":{},\"took_ms\":1000,\"correlation_id\":\"")
                .endsWith("\",\"defender_correlation_id\":\"corr-1\"}");
    }

    @Test
    void somebodyWhoWasNotLetIn() {
        assertThat(AuditJson.denied(new Denial("mcp", "key", "192.0.2.7", "no such key", 401), 0, TIME))
                .isEqualTo("{\"audit\":\"filetrail\",\"time\":\"2026-11-23T11:25:31.276Z\",\"door\":\"mcp\","
                        + "\"way\":\"key\",\"question\":\"denied\",\"address\":\"192.0.2.7\",\"reason\":\"no such key\","
                        + "\"status\":401}");
        assertThat(AuditJson.denied(new Denial(null, null, null, "why", 403), 7, TIME))
                .endsWith("\"question\":\"denied\",\"reason\":\"why\",\"status\":403,\"suppressed\":7}");
    }

    @Test
    void hostileWordsAreSpelledOut() throws Exception {
        String hostile = "a\"b\\c\nd\u2028e\u2029f\u202Eg\u2066h\uD800";

        String line = AuditJson.question(
                line(new Caller("token", null, hostile, hostile, null), Map.of("tag", hostile)), TIME);

        String shown = "a\"b\\c\\u000Ad\\u2028e\\u2029f\\u202Eg\\u2066h\\uD800";
        var json = new ObjectMapper().readTree(line);
        assertThat(json.get("name").asText()).isEqualTo(shown);
        assertThat(json.get("subject").asText()).isEqualTo(shown);
        assertThat(json.at("/asked/tag").asText()).isEqualTo(shown);
        assertThat(line).doesNotContain("\u2028", "\u2029", "\u202E", "\u2066", "\n");
    }

    @Test
    void whatIsVeryLongIsCut() throws Exception {
        String line = AuditJson.question(
                line(Caller.ON_THIS_MACHINE, Map.of("tag", "x".repeat(499) + "\uD83D\uDCBB" + "y".repeat(100_000))),
                TIME);

        assertThat(new ObjectMapper().readTree(line).at("/asked/tag").asText()).isEqualTo("x".repeat(499) + "\\uD83D…");
    }

    @Property
    void isAlwaysOneLineOfJsonWithNothingAdded(@ForAll String name, @ForAll String filter) throws Exception {
        String line = AuditJson.question(
                line(new Caller("key", null, name, name, "secret"), Map.of("name_contains", filter)), TIME);

        var json = new ObjectMapper().readTree(line);
        assertThat(line.codePoints()).noneMatch(each -> Character.isISOControl(each));
        assertThat(json.fieldNames())
                .toIterable()
                .isEqualTo(Arrays.asList(
                        "audit",
                        "time",
                        "door",
                        "way",
                        "subject",
                        "name",
                        "question",
                        "asked",
                        "outcome",
                        "given",
                        "took_ms",
                        "correlation_id",
                        "trace_id"));
        assertThat(json.get("asked")).hasSize(1);
    }
}
