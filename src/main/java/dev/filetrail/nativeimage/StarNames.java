// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import io.smallrye.config.PropertyName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * Names of configuration in which a {@code *} stands for any part, by what comes before the star: whatever is to equal one of
 * them must begin so.
 */
final class StarNames {

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, List<PropertyName>> byBeginning = new HashMap<>();
    private int longestBeginning;

    /** @param values by name, each with a star */
    StarNames(Map<PropertyName, String> values) {
        for (Entry<PropertyName, String> each : values.entrySet()) {
            String name = each.getKey().getName();
            String beginning = beginning(name);
            this.values.put(name, each.getValue());
            byBeginning.computeIfAbsent(beginning, none -> new ArrayList<>(2)).add(each.getKey());
            longestBeginning = Math.max(longestBeginning, beginning.length());
        }
    }

    private static String beginning(String name) {
        return name.substring(0, name.indexOf('*'));
    }

    /**
     * The value of a name.
     *
     * @param name any
     * @return that of a name that equals it, in the sense of {@link PropertyName}; null when there is none
     */
    String value(String name) {
        return name.indexOf('*') < 0 ? valueOfPlain(name) : valueOfStar(name);
    }

    private String valueOfPlain(String name) {
        for (int end = 0; end >= 0 && end <= longestBeginning; end = nextPart(name, end)) {
            List<PropertyName> candidates = byBeginning.get(name.substring(0, end));
            String found = candidates == null ? null : equal(candidates, name);
            if (found != null) {
                return values.get(found);
            }
        }
        return null;
    }

    /** Where what may be a star begins behind a place, -1 for nowhere. */
    private static int nextPart(String name, int from) {
        int dot = name.indexOf('.', from);
        int index = name.indexOf('[', from);
        return (index < 0 || (dot >= 0 && dot < index) ? dot : index) + (dot < 0 && index < 0 ? 0 : 1);
    }

    /** Mostly it is one of ours, written the same. If not, the two are the same up to where either has its star. */
    private String valueOfStar(String name) {
        String same = values.get(name);
        if (same != null) {
            return same;
        }
        String beginning = beginning(name);
        for (Entry<String, List<PropertyName>> each : byBeginning.entrySet()) {
            if (each.getKey().startsWith(beginning) || beginning.startsWith(each.getKey())) {
                String found = equal(each.getValue(), name);
                if (found != null) {
                    return values.get(found);
                }
            }
        }
        return null;
    }

    private static String equal(List<PropertyName> candidates, String name) {
        for (PropertyName each : candidates) {
            if (PropertyName.equals(each.getName(), name)) {
                return each.getName();
            }
        }
        return null;
    }
}
