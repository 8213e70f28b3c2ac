// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/**
 * What is in the program that people run: everything it needs, and nothing of the simulated tenant or of what the conformance
 * suite asks for.
 */
class PackagedProgramIT {

    @Test
    void holdsNothingThatIsForTestsOnly() throws Exception {
        List<String> found = new ArrayList<>();
        for (Path file : Program.files()) {
            if (file.toString().endsWith(".jar")) {
                search(file, found);
            } else if (holds(Files.readAllBytes(file))) {
                found.add(file.toString());
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void isWhatTheSearchWouldFind() throws Exception {
        // The same search over the classes that tests and development run: it must be able to fail.
        assertThat(holds(Files.readAllBytes(Path.of("target/classes/dev/filetrail/simulator/Simulator.class"))))
                .isTrue();
        // Of the fixtures there is only the source, unless the suite was run.
        assertThat(holds(Files.readAllBytes(
                        Path.of("src/conformance/java/dev/filetrail/conformance/ContentTools.java"))))
                .isTrue();
    }

    private static void search(Path jar, List<String> found) throws Exception {
        try (InputStream in = Files.newInputStream(jar);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().contains("dev/filetrail/simulator")
                        || entry.getName().contains("dev/filetrail/conformance")
                        || entry.getName().equals("application-dev.properties")
                        || (jar.toString().contains("filetrail") && holds(zip.readAllBytes()))) {
                    found.add(jar + "!" + entry.getName());
                }
            }
        }
    }

    private static boolean holds(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.contains("dev/filetrail/simulator/S")
                || text.contains("dev.filetrail.simulator.S")
                || text.contains("dev/filetrail/conformance/")
                || text.contains("dev.filetrail.conformance.")
                || text.contains("test_simple_text");
    }
}
