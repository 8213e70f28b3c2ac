// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program tells Prometheus of itself, in the text format. */
final class Exposition {

    private static final Pattern SERIES = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Map<String, Family> families = new TreeMap<>();
    private final Set<String> series = new TreeSet<>();

    /**
     * One metric.
     *
     * @param type {@code counter}, {@code gauge} or {@code histogram}
     * @param help what it is
     * @param labels their names, and the values that were seen
     */
    record Family(String type, String help, Map<String, Set<String>> labels) {}

    /** Reads one. */
    static Exposition of(String text) {
        Exposition exposition = new Exposition();
        String help = "";
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                help = words.length > 3 ? words[3].strip() : "";
            } else if (line.startsWith("# TYPE ")) {
                exposition.families.put(words[2], new Family(words[3], help, new TreeMap<>()));
            } else if (!line.startsWith("#") && !line.isBlank()) {
                exposition.read(line);
            }
        }
        return exposition;
    }

    private void read(String line) {
        Matcher matcher = SERIES.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("no series: " + line);
        }
        series.add(line.substring(0, line.lastIndexOf(' ')));
        Family family = family(matcher.group(1));
        Matcher label = LABEL.matcher(matcher.group(2) == null ? "" : matcher.group(2));
        while (label.find()) {
            if (!label.group(1).equals("le")) {
                family.labels()
                        .computeIfAbsent(label.group(1), name -> new TreeSet<>())
                        .add(label.group(2));
            }
        }
    }

    private Family family(String name) {
        Family whole = families.get(name);
        Family part = families.get(name.replaceFirst("_(bucket|count|sum)$", ""));
        if (whole == null && part == null) {
            throw new AssertionError("of no metric: " + name);
        }
        return whole == null ? part : whole;
    }

    /** By name. */
    Map<String, Family> families() {
        return families;
    }

    /** Each by its name and labels. */
    Set<String> series() {
        return series;
    }
}
