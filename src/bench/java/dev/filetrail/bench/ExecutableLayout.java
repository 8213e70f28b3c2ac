// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What lies where in an executable, as its build wrote it down ({@code -J-Dfiletrail.layout=…}). */
final class ExecutableLayout {

    private static final int LARGE = 1 << 20;
    private static final int PAGE = 4_096;
    private static final int PAGES_BEFORE_CODE = 64;

    private final List<Part> methods = new ArrayList<>();
    private final List<Part> objects = new ArrayList<>();
    private long heap;

    private record Part(long at, long size, String code, String type) {}

    private ExecutableLayout() {}

    static ExecutableLayout read(Path file) throws IOException {
        ExecutableLayout layout = new ExecutableLayout();
        try (Stream<String> lines = Files.lines(file)) {
            lines.map(line -> line.split(" ")).forEach(layout::add);
        }
        return layout;
    }

    private void add(String... words) {
        Part part = new Part(Long.parseLong(words[1], 16), Long.parseLong(words[2], 16), words[3], words[4]);
        switch (words[0]) {
            case "method" -> methods.add(part);
            case "object" -> objects.add(part);
            default -> heap = part.at();
        }
    }

    /**
     * The codes of the methods that were called later, ascending.
     *
     * @param places lines of /proc/…/maps that say where the executable lay
     */
    List<String> called(Addresses addresses, List<String> places) {
        long code = code(addresses, part(places, "r-xp"));
        return methods.stream()
                .filter(method -> addresses.isAnyLaterOf(code + method.at(), method.size()))
                .map(Part::code)
                .sorted()
                .distinct()
                .toList();
    }

    /**
     * The codes of what was used, ascending: of a class where most of its objects were.
     *
     * @param places lines of /proc/…/maps that say where the executable lay
     */
    List<String> used(Addresses addresses, List<String> places) {
        TreeSet<String> used = new TreeSet<>();
        long code = code(addresses, part(places, "r-xp"));
        methods.stream()
                .filter(method -> addresses.isAnyOf(code + method.at(), method.size()))
                .forEach(method -> used.add(method.code()));
        long objectsFrom = part(places, "r--p") - heap;
        Map<String, List<Part>> all = objects.stream().collect(Collectors.groupingBy(Part::type));
        objects.stream()
                .filter(object -> addresses.isAnyOf(objectsFrom + object.at(), object.size()))
                .collect(Collectors.groupingBy(Part::type))
                .forEach((type, some) -> {
                    if (some.size() * 3 >= all.get(type).size() * 2) {
                        used.add(type);
                    } else {
                        some.forEach(object -> used.add(object.code()));
                    }
                });
        return List.copyOf(used);
    }

    /** Some code of the C library lies before ours, which begins at a page: where most methods were entered at their beginnings. */
    private long code(Addresses addresses, long begin) {
        return IntStream.range(0, PAGES_BEFORE_CODE)
                .mapToObj(page -> begin + (long) page * PAGE)
                .max(Comparator.comparingLong(from -> methods.stream()
                        .filter(method -> addresses.isAnyOf(from + method.at(), 1))
                        .count()))
                .orElseThrow();
    }

    /** Where the first large part of the executable begins that may be used so. */
    private static long part(List<String> places, String mode) {
        return places.stream()
                .filter(line -> line.contains(" " + mode + " "))
                .map(line -> line.split(" ")[0].split("-"))
                .filter(ends -> Long.parseLong(ends[1], 16) - Long.parseLong(ends[0], 16) > LARGE)
                .mapToLong(ends -> Long.parseLong(ends[0], 16))
                .findFirst()
                .orElseThrow();
    }
}
