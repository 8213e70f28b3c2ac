// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.tools;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What forms of an answer a client takes, and how gladly (RFC 9110, section 12.5.1). Parameters of types are passed over. */
final class AcceptHeader {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$&^_.+*-]+");
    private static final Pattern WEIGHT = Pattern.compile("0(\\.\\d{0,3})?|1(\\.0{0,3})?");
    private static final int EXACT = 2;

    private final List<Range> ranges = new ArrayList<>();
    private final boolean anything;

    private record Range(String type, String subtype, double weight, int place) {

        /** @return -1 when it says nothing of the type, else how closely it names it */
        int names(String mediaType) {
            if (type.equals("*")) {
                return 0;
            }
            int slash = mediaType.indexOf('/');
            if (!type.equals(mediaType.substring(0, slash))) {
                return -1;
            }
            return subtype.equals("*") ? 1 : subtype.equals(mediaType.substring(slash + 1)) ? EXACT : -1;
        }
    }

    private record Offer<T>(T what, Range range, int closeness) {}

    /** @param values of the header, as often as it is there; what is not in order in them says nothing */
    AcceptHeader(List<String> values) {
        anything = values.stream().allMatch(String::isBlank);
        values.stream().flatMap(value -> Arrays.stream(value.split(","))).forEach(this::add);
    }

    private void add(String text) {
        // With what is empty at the end, or there may be no part at all.
        String[] parts = text.split(";", -1);
        String[] names = parts[0].strip().toLowerCase(Locale.ROOT).split("/", 2);
        if (names.length < 2
                || !TOKEN.matcher(names[0]).matches()
                || !TOKEN.matcher(names[1]).matches()
                || (names[0].equals("*") && !names[1].equals("*"))) {
            return;
        }
        double weight = 1;
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                if (!WEIGHT.matcher(parameter.substring(2)).matches()) {
                    return;
                }
                weight = Double.parseDouble(parameter.substring(2));
            }
        }
        ranges.add(new Range(names[0], names[1], weight, ranges.size()));
    }

    /**
     * The form that the client takes most gladly; of several as glad the one that it names most closely, then first.
     *
     * @param offered what there is, that first which is meant when nothing is said
     * @param mediaType of each, in lower case, without parameters
     * @return empty when it takes none of them
     */
    <T> Optional<T> best(List<T> offered, Function<T, String> mediaType) {
        if (anything) {
            return offered.stream().findFirst();
        }
        List<Offer<T>> taken = new ArrayList<>();
        for (T each : offered) {
            ranges.stream()
                    .filter(range -> range.names(mediaType.apply(each)) >= 0)
                    .max(Comparator.comparingInt(range -> range.names(mediaType.apply(each))))
                    .filter(range -> range.weight() > 0)
                    .ifPresent(range -> taken.add(new Offer<>(each, range, range.names(mediaType.apply(each)))));
        }
        return taken.stream()
                .min(Comparator.<Offer<T>>comparingDouble(
                                offer -> -offer.range().weight())
                        .thenComparingInt(offer -> -offer.closeness())
                        .thenComparingInt(offer -> offer.range().place()))
                .map(Offer::what);
    }
}
