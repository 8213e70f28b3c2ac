// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import io.smallrye.config.PropertyName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * Names of configuration in which a {@code *} stands for any part, by what comes before the star: whatever is to equal one of
 * them must begin so.
 */
final class StarNames {

    /** There is one such map for each of a few sources; an object of the library's can hold no field of ours. */
    private static final Map<Map<PropertyName, String>, StarNames> OF_SOURCES =
            Collections.synchronizedMap(new IdentityHashMap<>());

    private final int size;
    private final Map<String, List<Entry<PropertyName, String>>> byBeginning = new HashMap<>();

    /** @param values by name, each with a star */
    StarNames(Map<PropertyName, String> values) {
        size = values.size();
        for (Entry<PropertyName, String> each : values.entrySet()) {
            String name = each.getKey().getName();
            byBeginning
                    .computeIfAbsent(name.substring(0, name.indexOf('*')), none -> new ArrayList<>(2))
                    .add(each);
        }
    }

    /** @return the names of a source, to which some may have been added since */
    static StarNames of(Map<PropertyName, String> values) {
        StarNames known = OF_SOURCES.get(values);
        if (known == null || known.size != values.size()) {
            known = new StarNames(values);
            OF_SOURCES.put(values, known);
        }
        return known;
    }

    /**
     * The value of a name.
     *
     * @param name one without a star
     * @return that of a name that equals it, in the sense of {@link PropertyName}; null when there is none
     */
    String value(String name) {
        for (int end = 0; end <= name.length(); end++) {
            if (end == 0 || name.charAt(end - 1) == '.' || name.charAt(end - 1) == '[') {
                for (Entry<PropertyName, String> each : byBeginning.getOrDefault(name.substring(0, end), List.of())) {
                    if (PropertyName.equals(each.getKey().getName(), name)) {
                        return each.getValue();
                    }
                }
            }
        }
        return null;
    }
}
