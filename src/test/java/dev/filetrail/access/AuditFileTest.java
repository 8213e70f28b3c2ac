// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds that every line is in the file when it has been written, whole, and that it is known when it is not. */
class AuditFileTest {

    private static final long NEVER_FULL = 1_000_000;

    @TempDir
    private Path directory;

    private Path log() {
        return directory.resolve("audit.log");
    }

    private AuditFile file(long fullAt, int keep) throws IOException {
        return new AuditFile(log().toString(), fullAt, keep);
    }

    @Test
    void addsLinesToWhatIsThere() throws IOException {
        Files.writeString(log(), "before\n");
        AuditFile file = file(NEVER_FULL, 1);

        file.write("ü");
        assertThat(Files.readAllLines(log())).containsExactly("before", "ü");
        file.write("second");
        assertThat(Files.readString(log())).endsWith("second\n");
    }

    @Test
    void makesItsFolder() throws IOException {
        Path deep = directory.resolve("a/b/audit.log");

        new AuditFile(deep.toString(), NEVER_FULL, 1).write("line");

        assertThat(deep).hasContent("line");
    }

    @Test
    void turnsFullFilesOverAndKeepsSoMany() throws IOException {
        AuditFile file = file(100, 2);
        for (int i = 0; i < 40; i++) {
            file.write(String.format("%019d", i));
        }

        try (var files = Files.list(directory)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("audit.log", "audit.log.1", "audit.log.2");
        }
        List<String> kept = new ArrayList<>();
        for (String name : List.of("audit.log.2", "audit.log.1", "audit.log")) {
            kept.addAll(Files.readAllLines(directory.resolve(name)));
        }
        assertThat(kept).hasSizeGreaterThan(10).isSorted().endsWith(String.format("%019d", 39));
        for (int i = 1; i < kept.size(); i++) {
            assertThat(Long.parseLong(kept.get(i))).isEqualTo(Long.parseLong(kept.get(i - 1)) + 1);
        }
    }

    @Test
    void manyThreadsMixNoLines() throws Exception {
        AuditFile file = file(50_000, 100);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> writing = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            String line = String.valueOf((char) ('a' + thread)).repeat(300);
            writing.add(threads.submit(() -> {
                for (int i = 0; i < 200; i++) {
                    file.write(line);
                }
                return null;
            }));
        }
        for (Future<?> each : writing) {
            each.get();
        }
        threads.shutdown();

        List<String> lines = new ArrayList<>();
        try (var files = Files.list(directory)) {
            for (Path each : files.toList()) {
                lines.addAll(Files.readAllLines(each));
            }
        }
        assertThat(lines).hasSize(1_600).allMatch(line -> line.matches("([a-h])\\1{299}"));
    }

    @Test
    void noticesAFullDiskEachTime() throws IOException {
        AuditFile full = new AuditFile("/dev/full", NEVER_FULL, 1);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> full.write("line"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
        }
        assertThatThrownBy(() -> full.write("long".repeat(10_000))).isInstanceOf(IOException.class);
    }

    /** The file is a link to a full disk, and then to none, and then there is room. */
    @Test
    void goesOnWhenThereIsRoomAgain() throws IOException {
        Files.createSymbolicLink(log(), Path.of("/dev/full"));
        AuditFile file = file(NEVER_FULL, 1);
        assertThatThrownBy(() -> file.write("full")).hasMessageContaining("No space left");
        Files.delete(log());
        Files.createSymbolicLink(log(), directory.resolve("no-folder/disk"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> file.write("nowhere")).isInstanceOf(IOException.class);
        }

        Files.delete(log());
        file.write("again");
        file.write("and again");

        assertThat(Files.readAllLines(log())).containsExactly("again", "and again");
    }

    @Test
    void beginsALineOfItsOwnBehindOneThatWasCutOff() throws IOException {
        Files.writeString(log(), "whole\n{\"audit\":\"fi");

        AuditFile file = file(NEVER_FULL, 1);
        file.write("next");
        file.write("last");

        assertThat(Files.readAllLines(log())).containsExactly("whole", "{\"audit\":\"fi", "next", "last");
    }

    @Test
    void makesANewFileWhenSomebodyTakesItAway() throws IOException {
        AuditFile file = file(NEVER_FULL, 1);
        file.write("first");
        Files.move(log(), directory.resolve("elsewhere"));

        file.write("second");

        assertThat(log()).hasContent("second");
        assertThat(directory.resolve("elsewhere")).hasContent("first");
    }

    @Test
    void aLineIsWrittenThoughTheFullFileCanNotBeRenamed() throws IOException {
        AuditFile file = file(10, 1);
        file.write("more than ten characters");
        Path inTheWay = Files.createDirectories(directory.resolve("audit.log.1/not-empty"));

        List<String> told = Told.during(AuditFile.class, () -> {
            try {
                file.write("second");
                file.write("third");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(told).singleElement().asString().startsWith("WARN The audit log's full file stays in use");
        assertThat(inTheWay).exists();
        assertThat(Files.readAllLines(log())).containsExactly("more than ten characters", "second", "third");
    }

    @Test
    void aPlaceThatCanNotBeOpenedIsTold() {
        assertThatThrownBy(() -> new AuditFile(directory.toString(), NEVER_FULL, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(directory.toString());
    }
}
