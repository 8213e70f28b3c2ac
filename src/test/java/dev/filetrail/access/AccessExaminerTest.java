// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.trail.Examination.Finding;
import io.quarkus.runtime.configuration.PathConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds what the doctor says of a file of keys, and that its advice helps. */
class AccessExaminerTest {

    private static final String A_KEY = "a doors=mcp sha256:" + "s".repeat(21) + "A:" + "h".repeat(42) + "A\n";

    @TempDir
    private Path directory;

    @Test
    void countsKeys() throws IOException {
        assertThat(saysOf(A_KEY)).isEqualTo(Finding.well("access", "api-key: 1 key in " + file()));
        assertThat(saysOf(A_KEY + A_KEY.replaceFirst("a", "b")))
                .isEqualTo(Finding.well("access", "api-key: 2 keys in " + file()));
    }

    @Test
    void advisesToMakeAKeyWhereThereIsNone() throws IOException {
        Finding finding = saysOf("# nobody yet\n");
        assertThat(finding.well()).isFalse();
        assertThat(finding.words()).isEqualTo("api-key: 0 keys in " + file());
        assertThat(finding.mend()).isEqualTo("Make one with `filetrail key new NAME`.");
    }

    @Test
    void advisesToTakeLinesOutThatAreNoKeys() throws IOException {
        Finding finding = saysOf(A_KEY + "broken\n");
        assertThat(finding.well()).isFalse();
        assertThat(finding.words())
                .isEqualTo("api-key: 1 key in " + file() + "; these lines are not a key's and open nothing: [2]");
        assertThat(finding.mend()).startsWith("Take them out of the file");
    }

    private Finding saysOf(String keys) throws IOException {
        Files.writeString(file(), keys);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(AccessConfig.class)
                .withMapping(GateConfig.class)
                .withMapping(AuditConfig.class)
                .withConverter(Path.class, 200, new PathConverter())
                .withDefaultValues(Map.of("filetrail.access", "api-key", "filetrail.access.keys", file().toString()))
                .build();
        GateConfig gate = config.getConfigMapping(GateConfig.class);
        AccessRules rules = new AccessRules(
                config.getConfigMapping(AccessConfig.class),
                gate,
                new Surroundings("127.0.0.1", 8080, 8443, "enabled", true, "127.0.0.1", 9000, true, "false"));
        return new AccessExaminer(rules, gate, config.getConfigMapping(AuditConfig.class))
                .findings()
                .get(0);
    }

    private Path file() {
        return directory.resolve("keys");
    }
}
