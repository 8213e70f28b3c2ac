// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** The page that shows the figures. */
final class Page {

    static final String BENCHMARKS = """
            # Benchmarks

            Written by `bash src/bench/run` (sources in `src/bench`): run it to have the figures of your own machine. It builds FileTrail
            and, to have something to hold it against, a bare MCP server of the same job (a token, one live call of Defender for each
            call of the tool, no budget, no memory, no gate, no log), each on the JVM and natively, and asks all of them in turn; the bare
            one also for a tool that does nothing, which is what a call costs before there is any work. Those who ask and the Defender
            that is asked share the processor with whom is measured. Medians, with the least and the most in brackets.

            """;

    private final StringBuilder text;

    /** @param beginning what stands before the first table */
    Page(String beginning) throws IOException {
        text = new StringBuilder(beginning)
                .append("Measured on ")
                .append(LocalDate.now(ZoneOffset.UTC))
                .append(", ")
                .append(Runtime.getRuntime().availableProcessors())
                .append(" cores (")
                .append(processor())
                .append("), JVM ")
                .append(Runtime.version())
                .append(".\n\n");
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    void table(String title, SideBySide.Table table) {
        text.append("## ").append(title).append("\n\n| |");
        table.columns().forEach(column -> text.append(' ').append(column).append(" |"));
        text.append("\n|---|").append("---|".repeat(table.columns().size())).append('\n');
        table.rows().forEach((name, row) -> {
            text.append("| ").append(name).append(" |");
            row.forEach(figure -> text.append(' ').append(figure).append(" |"));
            text.append('\n');
        });
        text.append('\n');
    }

    void figures(List<Figure> figures) {
        text.append("## Else\n\n| what | figure |\n|---|---|\n");
        figures.forEach(figure -> text.append("| ")
                .append(figure.what())
                .append(" | ")
                .append(figure.value())
                .append(" |\n"));
    }

    String text() {
        return text.toString();
    }
}
