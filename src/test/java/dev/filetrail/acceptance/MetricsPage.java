// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page of the documentation about metrics, which {@link MetricsTest} holds against what the program tells. */
final class MetricsPage {

    static final Path PLACE = Path.of("docs/reference/metrics.md");

    private static final Pattern METRIC = Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\| (.*?) \\| (.*) \\|");
    private static final Pattern LABEL = Pattern.compile("\\| `(\\w+)` \\| ([^|]*) \\|");
    private static final Pattern VALUE = Pattern.compile("`([\\w.]+)`");

    private MetricsPage() {}

    /** The rows of the table of metrics. */
    static Set<String> rows() throws IOException {
        return Files.readString(PLACE)
                .lines()
                .filter(line -> METRIC.matcher(line).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The row of a metric. */
    static String row(String name, Exposition.Family family) {
        return "| `" + name + "` | " + family.type() + " | "
                + family.labels().keySet().stream()
                        .map(each -> "`" + each + "`")
                        .collect(Collectors.joining(", "))
                + " | " + family.help() + " |";
    }

    /** Every name that a query may use, with its labels: of a histogram those of its parts. */
    static Map<String, Set<String>> names() throws IOException {
        Map<String, Set<String>> names = new TreeMap<>();
        for (String row : rows()) {
            Matcher matcher = METRIC.matcher(row);
            if (!matcher.matches()) {
                throw new AssertionError(row);
            }
            Set<String> labels = Arrays.stream(matcher.group(3).split("[` ,]+"))
                    .filter(each -> !each.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
            String name = matcher.group(1);
            if (matcher.group(2).equals("histogram")) {
                names.put(name + "_count", labels);
                names.put(name + "_sum", labels);
                Set<String> alsoUpTo = new TreeSet<>(labels);
                alsoUpTo.add("le");
                names.put(name + "_bucket", alsoUpTo);
            } else {
                names.put(name, labels);
            }
        }
        return names;
    }

    /** Every label with all values that it may have. */
    static Map<String, Set<String>> values() throws IOException {
        Map<String, Set<String>> values = new TreeMap<>();
        for (String line : Files.readAllLines(PLACE)) {
            Matcher label = LABEL.matcher(line);
            if (label.matches()) {
                values.put(
                        label.group(1),
                        VALUE.matcher(label.group(2))
                                .results()
                                .map(each -> each.group(1))
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        }
        return values;
    }

    /** Writes other rows in the place of those that are there. */
    static void write(Set<String> rows) throws IOException {
        StringBuilder page = new StringBuilder();
        boolean written = false;
        for (String line : Files.readAllLines(PLACE)) {
            if (!METRIC.matcher(line).matches()) {
                page.append(line).append('\n');
            }
            if (line.startsWith("|---|---|---|---|") && !written) {
                rows.forEach(row -> page.append(row).append('\n'));
                written = true;
            }
        }
        Files.writeString(PLACE, page);
    }
}
