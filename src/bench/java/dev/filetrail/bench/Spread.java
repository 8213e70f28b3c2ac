// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Several measurements of the same: the one in the middle, and how far they lie apart. */
final class Spread {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /** The median, and in brackets the least and the most, where there are several. */
    String inWords(String format) {
        List<Double> sorted = values.stream().sorted().toList();
        if (sorted.size() == 1) {
            return String.format(Locale.ROOT, format, median());
        }
        return String.format(
                Locale.ROOT,
                format + " (" + format + "–" + format + ")",
                median(),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }
}
