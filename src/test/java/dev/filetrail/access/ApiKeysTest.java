// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds that a key opens its doors and nothing else does, whatever befalls the file. */
class ApiKeysTest {

    private static Path directoryOfProperties;
    private static ApiKeys ofProperties;
    private static String keyOfProperties;

    @TempDir
    private Path directory;

    private Path path;
    private ApiKeys keys;
    private long now;

    @BeforeContainer
    static void aFileForProperties() throws IOException {
        directoryOfProperties = Files.createTempDirectory("filetrail-keys");
        Path path = directoryOfProperties.resolve("keys");
        keyOfProperties = new KeyFile(path).add("a", Set.of(Door.MCP)).orElseThrow();
        new KeyFile(path).add("b", Set.of(Door.MCP));
        ofProperties = new ApiKeys(Optional.of(path.toString()), () -> 0);
    }

    @AfterContainer
    static void removeIt() throws IOException {
        Files.delete(directoryOfProperties.resolve("keys"));
        Files.delete(directoryOfProperties);
    }

    @BeforeEach
    void aFile() {
        path = directory.resolve("keys");
        keys = new ApiKeys(Optional.of(path.toString()), () -> now);
    }

    private String add(String name, Door... doors) {
        try {
            return new KeyFile(path).add(name, Set.of(doors)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> toldFor(Duration time, String presented) {
        now += time.toNanos();
        return Told.during(ApiKeys.class, () -> keys.find(presented));
    }

    private Optional<String> nameAfter(Duration time, String presented) {
        now += time.toNanos();
        return keys.find(presented).map(ApiKeys.Key::name);
    }

    @Test
    void aKeyOpensItsDoors() {
        String mcp = add("assistant", Door.MCP);
        String both = add("script", Door.MCP, Door.TOOLS);

        assertThat(keys.find(mcp)).hasValue(new ApiKeys.Key("assistant", Set.of(Door.MCP)));
        assertThat(keys.find(both)).hasValue(new ApiKeys.Key("script", Set.of(Door.MCP, Door.TOOLS)));
        assertThat(keys.find(KeyLine.newKey())).isEmpty();
        assertThat(keys.find(null)).isEmpty();
        assertThat(keys.find("")).isEmpty();
    }

    @Test
    void withoutAFileThereAreNoKeys() {
        assertThat(new ApiKeys(Optional.empty(), () -> 0).find(KeyLine.newKey()))
                .isEmpty();
    }

    @Test
    void theFileIsLookedAtOnceASecondAtTheMost() throws IOException {
        String first = add("first", Door.MCP);
        assertThat(nameAfter(Duration.ZERO, first)).hasValue("first");

        String second = add("second", Door.MCP);
        assertThat(nameAfter(Duration.ofMillis(999), second)).isEmpty();
        assertThat(nameAfter(Duration.ofMillis(1), second)).hasValue("second");

        new KeyFile(path).remove("first");
        assertThat(nameAfter(Duration.ofMillis(999), first)).hasValue("first");
        assertThat(nameAfter(Duration.ofMillis(1), first)).isEmpty();
        assertThat(nameAfter(Duration.ZERO, second)).hasValue("second");
    }

    @Test
    void anotherFileOfTheSameSizeAndTimeIsNoticed() throws IOException {
        String first = add("a", Door.MCP);
        assertThat(nameAfter(Duration.ZERO, first)).hasValue("a");
        FileTime time = Files.getLastModifiedTime(path);

        Path other = directory.resolve("other");
        String second = new KeyFile(other).add("b", Set.of(Door.MCP)).orElseThrow();
        Files.setLastModifiedTime(other, time);
        Files.move(other, path, StandardCopyOption.ATOMIC_MOVE);

        assertThat(nameAfter(Duration.ofSeconds(1), first)).isEmpty();
        assertThat(nameAfter(Duration.ZERO, second)).hasValue("b");
    }

    @Test
    void aFileThatVanishesOpensNothingAndIsToldOnce() throws IOException {
        String key = add("a", Door.MCP);
        assertThat(nameAfter(Duration.ZERO, key)).hasValue("a");
        byte[] content = Files.readAllBytes(path);
        Files.delete(path);

        assertThat(toldFor(Duration.ofSeconds(1), key))
                .singleElement()
                .asString()
                .startsWith("ERROR All API keys are refused: " + path)
                .contains("filetrail.access.keys", "there is no such file");
        assertThat(keys.find(key)).isEmpty();
        assertThat(toldFor(Duration.ofSeconds(1), key)).isEmpty();

        Files.write(path, content);
        assertThat(nameAfter(Duration.ofSeconds(1), key)).hasValue("a");
        Files.delete(path);
        assertThat(toldFor(Duration.ofSeconds(1), key)).hasSize(1);
    }

    @Test
    void aFileThatWasNeverThereIsTold() {
        assertThat(toldFor(Duration.ZERO, KeyLine.newKey())).hasSize(1);
    }

    @Test
    void whatIsNoFileOfKeysOpensNothing() throws IOException {
        String key = add("a", Door.MCP);
        Files.write(path, new byte[2_000_000], StandardOpenOption.APPEND);

        assertThat(toldFor(Duration.ZERO, key)).singleElement().asString().contains("larger than");
        assertThat(keys.find(key)).isEmpty();

        Files.delete(path);
        Files.createDirectory(path);
        assertThat(nameAfter(Duration.ofSeconds(1), key)).isEmpty();
    }

    @Test
    void aBrokenLineIsPassedOverAndItsContentNotTold() throws IOException {
        Files.writeString(path, "# keys\nfiletrail_pasted-by-mistake\n");
        String key = add("a", Door.MCP);

        assertThat(toldFor(Duration.ZERO, key))
                .singleElement()
                .asString()
                .startsWith("WARN Line 2 of " + path)
                .doesNotContain("pasted");
        assertThat(keys.find(key)).isPresent();
        assertThat(toldFor(Duration.ofSeconds(1), key)).isEmpty();
    }

    @Test
    void aFileThatOthersMayWriteIsWarnedOf() throws IOException {
        String key = add("a", Door.MCP);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(toldFor(Duration.ZERO, key)).isEmpty();

        add("b", Door.MCP);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-r--"));
        assertThat(toldFor(Duration.ofSeconds(1), key))
                .singleElement()
                .asString()
                .startsWith("WARN Others than its owner may write " + path);
    }

    @Test
    void keysAreNeverAlike() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            made.add(KeyLine.newKey());
        }
        assertThat(made).doesNotHaveDuplicates().allMatch(KeyLine::isKey);
    }

    @Property
    void noOtherCharacterAnywhereWillDo(@ForAll @IntRange(max = 52) int place, @ForAll char other) {
        String key = keyOfProperties;
        char[] bent = key.toCharArray();
        bent[place] = other;

        assertThat(ofProperties.find(new String(bent)).isPresent()).isEqualTo(key.charAt(place) == other);
    }

    @Property
    void noOtherCharacterOfItsAlphabetWillDo(
            @ForAll @IntRange(min = 10, max = 52) int place, @ForAll @IntRange(max = 63) int other) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        String key = keyOfProperties;
        String bent = key.substring(0, place) + alphabet.charAt(other) + key.substring(place + 1);

        assertThat(ofProperties.find(bent).isPresent()).isEqualTo(bent.equals(key));
    }

    @Property
    void nothingAroundItAndNoPartOfItWillDo(@ForAll @IntRange(max = 52) int length, @ForAll String more) {
        String key = keyOfProperties;

        assertThat(ofProperties.find(key.substring(0, length))).isEmpty();
        assertThat(ofProperties.find(key.substring(0, length) + more).isPresent())
                .isEqualTo((key.substring(0, length) + more).equals(key));
        assertThat(ofProperties.find(key + more).isPresent()).isEqualTo(more.isEmpty());
        assertThat(ofProperties.find(more + key).isPresent()).isEqualTo(more.isEmpty());
    }
}
