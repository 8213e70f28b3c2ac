// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what the file keeps of keys, and that what a person wrote into it stays. */
class KeyFileTest {

    private static final String SALT = "A".repeat(22);
    private static final String HASH = "A".repeat(43);

    @TempDir
    private Path directory;

    private Path path() {
        return directory.resolve("keys");
    }

    private KeyFile file() {
        return new KeyFile(path());
    }

    @Test
    void keepsAHashForItsOwnerAlone() throws IOException {
        String key = file().add("nightly-report", Set.of(Door.MCP, Door.TOOLS)).orElseThrow();

        assertThat(key).matches("filetrail_[A-Za-z0-9_-]{43}");
        assertThat(Files.readString(path()))
                .matches("nightly-report doors=mcp,tools sha256:[A-Za-z0-9_-]{22}:[A-Za-z0-9_-]{43}\n")
                .doesNotContain(key.substring(10));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
        assertThat(file().list()).containsExactly("nightly-report doors=mcp,tools");
    }

    @Test
    void takesANameOnce() throws IOException {
        assertThat(file().add("a", Set.of(Door.MCP))).isPresent();
        assertThat(file().add("a", Set.of(Door.TOOLS))).isEmpty();
        assertThat(file().add("A", Set.of(Door.TOOLS))).isPresent();
        assertThat(file().list()).containsExactly("a doors=mcp", "A doors=tools");
    }

    @Test
    void leavesWhatAPersonWroteAsItStands() throws IOException {
        byte[] mine = "# für uns\r\n\nnot a key's line".getBytes(StandardCharsets.UTF_8);
        Files.write(path(), mine);
        file().add("a", Set.of(Door.MCP));
        file().add("b", Set.of(Door.MCP));

        assertThat(file().brokenLines()).containsExactly(3);
        assertThat(file().remove("a")).isTrue();

        assertThat(file().list()).containsExactly("b doors=mcp");
        assertThat(Files.readString(path())).startsWith("# für uns").contains("\nnot a key's line\nb doors");
        assertThat(file().remove("a")).isFalse();
    }

    @Test
    void keepsTheFilesRightsAndLeavesNothingBeside() throws IOException {
        file().add("a", Set.of(Door.MCP));
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), path());

        assertThat(new KeyFile(link).remove("a")).isTrue();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-r-----");
        assertThat(link).isSymbolicLink();
        assertThat(path()).isEmptyFile();
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void saysWhenThereIsNone() {
        assertThatThrownBy(() -> file().list()).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> file().remove("a")).isInstanceOf(NoSuchFileException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a doors=mcp",
                "a doors= sha256:SALT:HASH",
                "a doors=mcp, sha256:SALT:HASH",
                "a doors=mcp,cellar sha256:SALT:HASH",
                "a doors=mcp,mcp sha256:SALT:HASH",
                "a doors=MCP sha256:SALT:HASH",
                "a sha256:SALT:HASH",
                "a doors=mcp sha256::HASH",
                "a doors=mcp sha256:SALT:",
                "a doors=mcp sha256:SALT:HASHA",
                "a doors=mcp sha1:SALT:HASH",
                "a doors=mcp sha256:SALT:HASH more",
                " a doors=mcp sha256:SALT:HASH",
                "a b doors=mcp sha256:SALT:HASH",
                "a/b doors=mcp sha256:SALT:HASH"
            })
    void aLineThatIsNotQuiteOneIsNone(String line) {
        assertThat(KeyLine.parse(line.replace("SALT", SALT).replace("HASH", HASH)))
                .isEmpty();
    }

    @Test
    void aLineMayHaveBlanksBetweenItsParts() {
        assertThat(KeyLine.parse("a\tdoors=tools   sha256:" + SALT + ":" + HASH + " "))
                .hasValueSatisfying(line -> assertThat(line).hasToString("a doors=tools"));
    }

    @Property
    void everyLineIsReadAsItWasWritten(@ForAll boolean mcp) {
        KeyLine line = KeyLine.of("a.b_c-1", mcp ? Set.of(Door.MCP) : Set.of(Door.MCP, Door.TOOLS), KeyLine.newKey());

        assertThat(KeyLine.parse(line.text()).map(KeyLine::text)).hasValue(line.text());
    }

    @Property
    void noLineBreaksTheReader(@ForAll String line) {
        assertThat(KeyLine.parse(line)).isEmpty();
    }

    @Test
    void namesAreShortAndPlain() {
        assertThat(List.of("a", "nightly-report", "A.b_9", "x".repeat(64))).allMatch(KeyFile::isName);
        assertThat(List.of("", " ", "a b", "a\n", "ä", "x".repeat(65), "#a", "a=b"))
                .noneMatch(KeyFile::isName);
    }
}
