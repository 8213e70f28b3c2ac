// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.trail.SweepReport.FailedHash;
import dev.filetrail.trail.SweepReport.SweptFile;
import dev.filetrail.trail.SweptAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds that a sweep goes on with what was answered, however its journal ended. */
class SweepJournalTest {

    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
    private static final String WHOSE = "commercial tenant client";
    private static final String HASH = "1e5bc9d7e413ddd7902c2932e418702b84d0cc07";

    private final List<String> told = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void givesBackWhatWasWrittenDown() throws IOException {
        try (SweepJournal journal = open(Duration.ZERO, WHOSE)) {
            journal.callBegins("file");
            journal.callEnds("file", true);
            journal.callBegins("machines_of_file");
            journal.callBegins("machines_of_file");
            journal.callEnds("machines_of_file", false);
            journal.callBegins("machines_of_file");
            journal.callEnds("machines_of_file", true);
            journal.write(answer());
            journal.write(new FailedHash("f".repeat(64), "unknown_sha256", "Unknown."));
        }
        Files.writeString(file(), "{\"at\":17723", StandardOpenOption.APPEND);

        try (SweepJournal journal = open(Duration.ofMinutes(10), WHOSE)) {
            assertThat(journal.isKept()).isTrue();
            assertThat(journal.answered()).hasSize(1);
            SweptAnswer back = journal.answered().get(0);
            assertThat(back.machines()).isEqualTo(answer().machines());
            assertThat(back.file())
                    .isEqualTo(new SweptFile(HASH, null, null, 2, "High", "2026-03-01T00:00:00Z", true, 600, false));
            assertThat(journal.failed()).containsExactly(new FailedHash("f".repeat(64), "unknown_sha256", "Unknown."));
            assertThat(journal.earlierCalls().get("file")).containsExactly(Duration.ofMinutes(10));
            // One was under way when it ended, and one is counted from its end.
            assertThat(journal.earlierCalls().get("machines_of_file"))
                    .containsExactlyInAnyOrder(Duration.ofMinutes(10), Duration.ZERO);
            assertThat(told).containsExactly("Going on from " + file() + ": 2 are done already.");
            journal.write(answer());
        }
        try (SweepJournal journal = open(Duration.ofMinutes(20), WHOSE)) {
            assertThat(journal.answered()).hasSize(2);
            journal.remove();
        }
        assertThat(file()).doesNotExist();
    }

    @Test
    void countsWhatWasUnderWayAfterMoreThanAnHour() throws IOException {
        written(Duration.ZERO, "call");
        written(Duration.ofMinutes(9), "call");
        written(Duration.ofMinutes(9), "called");
        written(Duration.ofMinutes(11), "called");
        written(Duration.ofMinutes(69), "call");
        written(Duration.ofMinutes(69), "call");
        written(Duration.ofMinutes(70), "called");

        try (SweepJournal journal = open(Duration.ofMinutes(70), WHOSE)) {
            assertThat(journal.earlierCalls().get("file"))
                    .containsExactlyInAnyOrder(Duration.ofMinutes(59), Duration.ZERO, Duration.ZERO);
        }
    }

    @Test
    void countsWhatWasUnderWayFromWhereItWentOn() throws IOException {
        written(Duration.ZERO, "call");
        open(Duration.ofMinutes(5), WHOSE).close();

        try (SweepJournal journal = open(Duration.ofMinutes(15), WHOSE)) {
            assertThat(journal.earlierCalls().get("file")).containsExactly(Duration.ofMinutes(10));
        }
        try (SweepJournal journal = open(Duration.ofMinutes(65), WHOSE)) {
            assertThat(journal.earlierCalls()).isEmpty();
        }
    }

    @Test
    void asksAgainForWhatIsOlderThanADay() throws IOException {
        try (SweepJournal journal = open(Duration.ZERO, WHOSE)) {
            journal.callBegins("file");
            journal.callEnds("file", true);
            journal.write(answer());
        }
        try (SweepJournal journal = open(Duration.ofHours(25), WHOSE)) {
            assertThat(journal.answered()).isEmpty();
            assertThat(journal.earlierCalls()).isEmpty();
            assertThat(told).singleElement().asString().contains("older than 24 hours");
        }
    }

    @Test
    void leavesWhatIsAnothersAlone() throws IOException {
        for (String other : List.of("{\"sweep_of\":\"commercial other client\"}\n", "my own notes\n")) {
            told.clear();
            Files.writeString(file(), other);
            try (SweepJournal journal = open(Duration.ZERO, WHOSE)) {
                journal.write(answer());
                assertThat(journal.isKept()).isFalse();
                journal.remove();
            }
            assertThat(Files.readString(file())).isEqualTo(other);
            assertThat(told).singleElement().asString().contains("left alone");
        }
    }

    @Test
    void tellsWhatFailedForGoodFromWhatMayBeMended() throws IOException {
        FailedHash unknown = new FailedHash("f".repeat(64), "unknown_sha256", "Unknown.");
        FailedHash tooLarge = new FailedHash(HASH, "too_large", "Too large.");
        FailedHash forbidden = new FailedHash("e".repeat(64), "forbidden", "Not permitted.");
        try (SweepJournal journal = open(Duration.ZERO, WHOSE)) {
            journal.write(unknown);
        }
        try (SweepJournal journal = open(Duration.ofMinutes(1), WHOSE)) {
            journal.write(tooLarge);

            assertThat(journal.notForGood(List.of(unknown, tooLarge, forbidden)))
                    .containsExactly(forbidden);
        }
    }

    @Test
    void leavesNothingBehindThatItCouldNotGoOnWriting() throws IOException {
        try (SweepJournal journal = open(Duration.ZERO, WHOSE)) {
            journal.write(answer());
            // Whoever is interrupted while it writes loses the file.
            Thread.currentThread().interrupt();
            journal.write(answer());
            assertThat(Thread.interrupted()).isTrue();
            assertThat(journal.isKept()).isFalse();
            assertThat(told).singleElement().asString().contains("can't be kept in " + file());

            journal.remove();
        }
        assertThat(file()).doesNotExist();
    }

    @Test
    void goesOnWhereACharacterWasCutOff() throws IOException {
        try (SweepJournal journal = open(Duration.ZERO, WHOSE)) {
            journal.write(answer());
        }
        byte[] cutOff = "{\"at\":1,\"failed\":{\"reason\":\"…".getBytes(StandardCharsets.UTF_8);
        Files.write(file(), Arrays.copyOf(cutOff, cutOff.length - 1), StandardOpenOption.APPEND);

        try (SweepJournal journal = open(Duration.ofMinutes(1), WHOSE)) {
            assertThat(journal.answered()).hasSize(1);
            assertThat(journal.isKept()).isTrue();
        }
    }

    @Test
    void isWrittenByOneRunAtATime() throws IOException {
        try (SweepJournal first = open(Duration.ZERO, WHOSE)) {
            first.write(answer());
            try (SweepJournal second = open(Duration.ofMinutes(1), WHOSE)) {
                assertThat(second.isKept()).isFalse();
                assertThat(second.answered()).isEmpty();
                assertThat(told).singleElement().asString().startsWith("Another run keeps its answers in " + file());
                second.write(answer());
                second.remove();
            }
            first.write(answer());
        }
        try (SweepJournal third = open(Duration.ofMinutes(2), WHOSE)) {
            assertThat(third.answered()).hasSize(2);
        }
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        open(Duration.ZERO, WHOSE).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");

        Files.write(file(), new byte[0]);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-r--"));
        open(Duration.ZERO, WHOSE).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void readsAnything() throws IOException {
        Files.writeString(
                file(),
                "{\"sweep_of\":\"" + WHOSE
                        + "\"}\n\n[]\n7\n{\"answered\":7,\"at\":\"x\"}\n{\"call\":{}}\nnull\n\u0000\n");

        try (SweepJournal journal = open(Duration.ZERO, WHOSE)) {
            assertThat(journal.answered()).isEmpty();
            assertThat(journal.isKept()).isTrue();
        }
    }

    private void written(Duration later, String what) throws IOException {
        if (!Files.exists(file())) {
            Files.writeString(file(), "{\"sweep_of\":\"" + WHOSE + "\"}\n");
        }
        String line = "{\"at\":" + START.plus(later).toEpochMilli() + ",\"" + what + "\":\"file\"}\n";
        Files.writeString(file(), line, StandardOpenOption.APPEND);
    }

    private Path file() {
        return directory.resolve("list.txt.filetrail");
    }

    private SweepJournal open(Duration later, String whose) {
        return SweepJournal.open(
                file(), whose, new ObjectMapper(), Clock.fixed(START.plus(later), ZoneOffset.UTC), told::add);
    }

    private static SweptAnswer answer() {
        return new SweptAnswer(
                new SweptFile(HASH, null, null, 2, "High", "2026-03-01T00:00:00Z", false, 0, false),
                List.of(new SweptAnswer.Machine("a", "pc\n1", "High"), new SweptAnswer.Machine("b", null, null)));
    }
}
