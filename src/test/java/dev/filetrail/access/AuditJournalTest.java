// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.trail.AuditLine;
import dev.filetrail.trail.AuditLog;
import dev.filetrail.trail.Caller;
import dev.filetrail.trail.Visit;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds that no answer is given without a line where lines are required, and what becomes of those who are not let in. */
class AuditJournalTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T11:25:31Z"), ZoneOffset.UTC);

    private final List<String> lines = new ArrayList<>();
    private long now;

    private AuditJournal journal(String to, boolean required) {
        return new AuditJournal(lines::add, to, required, CLOCK, () -> now);
    }

    private AuditJournal onAFullDisk(boolean required) throws IOException {
        return new AuditJournal(new AuditFile("/dev/full", 1_000, 1), "/dev/full", required, CLOCK, () -> now);
    }

    private static AuditLine from(String door) {
        return from(door, Caller.ON_THIS_MACHINE);
    }

    private static AuditLine from(String door, Caller caller) {
        return new AuditLine(Visit.of(door, caller), "machines", Map.of("hash", "a"), "none", Map.of(), 1, null);
    }

    @Test
    void writesAQuestionDown() {
        journal("stdout", true).write(from("mcp"));

        assertThat(lines)
                .hasSize(1)
                .allMatch(line -> line.startsWith("{\"audit\":\"filetrail\",\"time\":\"2026-11-23T11:"));
    }

    @Test
    void keepsStandardOutputForTheAnswerWhereTheAnswerGoesThere() {
        AuditLine atTheTerminal = from("cli", Caller.AT_THE_TERMINAL);
        AuditLine overStdio = from("mcp", Caller.OVER_STDIO);

        journal("stdout", true).write(atTheTerminal);
        journal("stdout", true).write(overStdio);
        assertThat(lines).isEmpty();

        journal("audit.log", true).write(atTheTerminal);
        journal("audit.log", true).write(overStdio);
        assertThat(lines).hasSize(2);
    }

    @Test
    void aLineThatCanNotBeWrittenStopsTheAnswer() throws IOException {
        AuditJournal journal = onAFullDisk(true);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> journal.write(from("mcp"))).isInstanceOf(AuditLog.Failed.class);
        }
    }

    @Test
    void exceptWhereLinesAreNotRequiredAndThenTheLogSaysSoOnceAMinute() throws IOException {
        AuditJournal journal = onAFullDisk(false);
        List<String> told = told(() -> {
            for (int second = 0; second <= 120; second++) {
                journal.write(from("mcp"));
                now += Duration.ofSeconds(1).toNanos();
            }
        });

        assertThat(told)
                .hasSize(3)
                .allMatch(sentence -> sentence.contains("filetrail.audit.to is /dev/full")
                        && sentence.contains("No space left on device"));
    }

    @Test
    void twentyOfThoseWhoAreNotLetInAreWrittenDownInASecondAndTheRestIsCounted() throws IOException {
        AuditJournal journal = journal("stdout", true);
        for (int i = 0; i < 100; i++) {
            journal.denied("mcp", "key", "192.0.2.7", "no such key", 401);
            now += Duration.ofMillis(9).toNanos();
        }
        assertThat(lines).hasSize(20).noneMatch(line -> line.contains("suppressed"));

        now += Duration.ofMillis(300).toNanos();
        journal.denied("mcp", "key", "192.0.2.7", "no such key", 401);
        journal.denied("mcp", "key", "192.0.2.7", "no such key", 401);

        assertThat(lines).hasSize(22);
        JsonNode next = new ObjectMapper().readTree(lines.get(20));
        assertThat(next.get("question").asText()).isEqualTo("denied");
        assertThat(next.get("suppressed").asInt()).isEqualTo(80);
        assertThat(lines.get(21)).doesNotContain("suppressed");
    }

    @Test
    void aRefusalStaysOneWhenItCanNotBeWrittenDown() throws Exception {
        AuditJournal journal = onAFullDisk(true);

        assertThat(told(() -> assertThatCode(() -> journal.denied("mcp", "key", "192.0.2.7", "no such key", 401))
                        .doesNotThrowAnyException()))
                .hasSize(1);
    }

    @Test
    void aConfigurationThatCanNotWorkNamesTheProperty() {
        assertThatThrownBy(() -> new AuditJournal(config("/proc/none/audit.log", "true", 1, 1), CLOCK))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("filetrail.audit.to (FILETRAIL_AUDIT_TO) is /proc/none/audit.log");
        assertThatThrownBy(() -> new AuditJournal(config("stdout", "true", 0, 1), CLOCK))
                .hasMessageStartingWith("filetrail.audit.rotate-megabytes is 0");
        assertThatThrownBy(() -> new AuditJournal(config("stdout", "true", 1, 0), CLOCK))
                .hasMessageStartingWith("filetrail.audit.keep is 0");
        assertThatThrownBy(() -> new AuditJournal(config("stdout", "ture", 1, 1), CLOCK))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("filetrail.audit.required (FILETRAIL_AUDIT_REQUIRED) is 'ture'");
    }

    private static AuditConfig config(String to, String required, int megabytes, int keep) {
        return new AuditConfig() {
            @Override
            public String to() {
                return to;
            }

            @Override
            public String required() {
                return required;
            }

            @Override
            public int rotateMegabytes() {
                return megabytes;
            }

            @Override
            public int keep() {
                return keep;
            }
        };
    }

    /** What is written to the log meanwhile. */
    private static List<String> told(Runnable work) {
        return Told.during(AuditJournal.class, work);
    }
}
