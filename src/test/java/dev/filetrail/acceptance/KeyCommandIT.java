// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.acceptance.Program.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code filetrail key} in a terminal. It needs no configuration but where keys are kept, and starts nothing. */
@Tag("long")
class KeyCommandIT {

    @TempDir
    private Path directory;

    private Path file;
    private Map<String, String> settings;

    @BeforeEach
    void noKeys() {
        file = directory.resolve("keys");
        settings = Map.of("filetrail.access.keys", file.toString());
    }

    @Test
    void makesAKeyAndTellsItOnce() throws Exception {
        Run run = Program.run(settings, "key", "new", "nightly-report");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).matches("filetrail_[A-Za-z0-9_-]{43}\n");
        assertThat(run.err())
                .contains("only time", "Authorization: Bearer", file.toString())
                .doesNotContain(run.out().strip());
        assertThat(Files.readString(file))
                .startsWith("nightly-report doors=mcp,tools sha256:")
                .doesNotContain(run.out().strip().substring(10));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void opensTheDoorsThatAreNamed() throws Exception {
        Path other = directory.resolve("other");

        assertThat(Program.run(Map.of(), "key", "new", "a", "--doors", "tools", "--file", other.toString())
                        .exitCode())
                .isZero();

        assertThat(Files.readString(other)).startsWith("a doors=tools sha256:");
        assertThat(Program.run(Map.of(), "key", "list", "--file", other.toString())
                        .out())
                .isEqualTo("a doors=tools\n");
    }

    @Test
    void refusesANameThatIsTaken() throws Exception {
        Program.run(settings, "key", "new", "a");
        byte[] before = Files.readAllBytes(file);

        Run run = Program.run(settings, "key", "new", "a");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("There is a key named a", "filetrail key remove a");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void keepsNoKeyThatNobodyHasSeen() throws Exception {
        Program.run(settings, "key", "new", "a");

        Run run = Program.runOnAFullDisk(settings, "key", "new", "b");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("Standard output can't be written.", "taken away again");
        assertThat(Program.run(settings, "key", "list").out()).isEqualTo("a doors=mcp,tools\n");
        assertThat(Program.runOnAFullDisk(settings, "key", "list").exitCode()).isEqualTo(1);
    }

    @Test
    void listsAndRemoves() throws Exception {
        Program.run(settings, "key", "new", "a");
        Program.run(settings, "key", "new", "b");
        Files.writeString(file, "# a comment\nscribble\n", StandardOpenOption.APPEND);

        Run list = Program.run(settings, "key", "list");
        assertThat(list.out()).isEqualTo("a doors=mcp,tools\nb doors=mcp,tools\n");
        assertThat(list.err()).contains("Line 4").doesNotContain("scribble");
        assertThat(list.exitCode()).isEqualTo(1);

        assertThat(Program.run(settings, "key", "remove", "a").exitCode()).isZero();
        assertThat(Program.run(settings, "key", "list").out()).isEqualTo("b doors=mcp,tools\n");
        assertThat(Files.readString(file)).endsWith("# a comment\nscribble\n");

        Run again = Program.run(settings, "key", "remove", "a");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("no key of that name");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        for (String[] args : new String[][] {
            {"key"},
            {"key", "new"},
            {"key", "new", "a"},
            {"key", "new", "a b", "--file", file.toString()},
            {"key", "new", "a", "--doors", "cellar", "--file", file.toString()},
            {"key", "sing"}
        }) {
            Run run = Program.run(Map.of(), args);
            assertThat(run.exitCode()).as(String.join(" ", args)).isEqualTo(2);
            assertThat(run.err()).contains("--help").doesNotContain("\tat ", "Exception");
            assertThat(run.out()).isEmpty();
        }
        assertThat(file).doesNotExist();
        assertThat(Program.run(Map.of(), "key", "new", "a").err()).contains("--file", "FILETRAIL_ACCESS_KEYS");

        Run none = Program.run(settings, "key", "list");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains(file.toString(), "there is no such file");
    }
}
