// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What the settings that a start looks up are worth when nobody touches any, which is nothing for most of them. To look one up
 * takes its name, and all that it falls back on, through a dozen interceptors and ten sources.
 */
final class ValuesAsBuilt {

    /** The rank of system properties (MicroProfile Config, "ConfigSource Ordering"). */
    private static final int ABOVE_ALL_SETTINGS = 400;

    /** Ascending; the place of one is that of its value. */
    private final long[] codes;

    private final ConfigValue[] values;

    /** By {@link Touched#code} what a value was made of, and its place; ascending. */
    private final long[] dependents;

    /** Where else values came from. */
    private final Set<String> sources;

    private ValuesAsBuilt(Map<Long, ConfigValue> values, Map<Long, int[]> madeOf, Set<String> sources) {
        this.sources = sources;
        codes = values.keySet().stream().mapToLong(Long::longValue).toArray();
        this.values = values.values().toArray(ConfigValue[]::new);
        dependents = madeOf.entrySet().stream()
                .flatMapToLong(each -> Arrays.stream(each.getValue()).mapToLong(name -> dependent(name, at(each))))
                .sorted()
                .toArray();
    }

    private int at(Entry<Long, int[]> each) {
        return Arrays.binarySearch(codes, each.getKey());
    }

    private static long dependent(int madeOf, int place) {
        return (long) madeOf << Integer.SIZE | place;
    }

    /**
     * Looks them up while the executable is built.
     *
     * @param names what a start looks up
     * @param config with what there is when nobody sets anything
     * @param asked all names that it asks for
     * @return what they are worth; one that refers to what somebody has to set is left out, and one that is fixed
     */
    static ValuesAsBuilt read(Collection<String> names, SmallRyeConfig config, NamesAsked asked) {
        Map<Long, ConfigValue> values = new TreeMap<>();
        Map<Long, int[]> madeOf = new TreeMap<>();
        for (String name : names) {
            asked.take();
            ConfigValue value = config.getConfigValue(name);
            boolean isMissing = value.getValue() == null && value.getRawValue() != null;
            if (!isMissing && !isSwitched(value)) {
                values.put(code(name), value.getValue() == null ? null : value);
                madeOf.put(code(name), asked.take());
            }
        }
        return new ValuesAsBuilt(values, madeOf, names(config.getConfigSources()));
    }

    /** Quarkus turns the source of what is fixed at build time off, to see what else is said. */
    private static boolean isSwitched(ConfigValue value) {
        return value.getConfigSourceOrdinal() > ABOVE_ALL_SETTINGS;
    }

    /**
     * Those that are as they were.
     *
     * @param touched what no longer is
     * @return their places
     */
    BitSet untouchedBy(Touched touched) {
        BitSet untouched = new BitSet(codes.length);
        untouched.set(0, codes.length);
        for (String name : touched.names()) {
            int code = Touched.code(name);
            int first = Arrays.binarySearch(dependents, dependent(code, 0));
            for (int i = first < 0 ? -1 - first : first;
                    i < dependents.length && (int) (dependents[i] >> Integer.SIZE) == code;
                    i++) {
                untouched.clear((int) dependents[i]);
            }
        }
        return untouched;
    }

    /**
     * Where values may come from that did not do so then.
     *
     * @param present where values come from, but for what an operator sets
     * @return those of them that have to be asked
     */
    List<ConfigSource> unknownOf(List<ConfigSource> present) {
        return present.stream()
                .filter(source -> !sources.contains(source.getName()))
                .toList();
    }

    private static Set<String> names(Iterable<ConfigSource> sources) {
        Set<String> names = new HashSet<>();
        sources.forEach(source -> names.add(source.getName()));
        return names;
    }

    /** @return the place of a name; negative when it has none */
    int place(String name) {
        return Arrays.binarySearch(codes, code(name));
    }

    /** @return the value at a place; null for none */
    ConfigValue value(int place) {
        return values[place];
    }

    /** Of a name that is worth nothing no more than this is kept: so long that no other one has the same. */
    private static long code(String name) {
        long code = 0;
        for (byte each : name.getBytes(UTF_8)) {
            code = 0x9E3779B97F4A7C15L * (code + each);
        }
        return code;
    }
}
