// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import io.quarkus.runtime.configuration.AbstractConfigBuilder;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilder.MappingBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The groups of settings as they are when nobody touches any, with the names of all settings that each of them looked at, one
 * that a value refers to or falls back on included. A group is good for a process that touches none of these.
 */
final class SettingsAsBuilt {

    private static final String QUARKUS = "quarkus.";

    /** Read by the builder of the executable, which keeps it in there. */
    static final SettingsAsBuilt READ = read();

    /** Whoever touches one of these may change anything, such as which profile it is. */
    private final int[] ofAll;

    private final Map<String, Group> groups = new HashMap<>();
    private final DefaultsAsBuilt defaults;
    private final ValuesAsBuilt values;

    /** What was read for one type, the names that it looks at, and the beginnings of those that whoever sets them makes up in part. */
    private static final class Group {

        private final Object read;
        private final String place;
        private final int[] names;
        private final List<String> open;

        private Group(ConfigClass type, Object read, int[] asked) {
            this.read = read;
            place = Touched.form(type.getPrefix());
            names = IntStream.concat(
                            Arrays.stream(asked),
                            type.getProperties().keySet().stream().mapToInt(name -> Touched.code(Touched.form(name))))
                    .sorted()
                    .distinct()
                    .toArray();
            open = type.getProperties().keySet().stream()
                    .filter(name -> name.indexOf('*') >= 0)
                    .map(name -> Touched.form(name.substring(0, name.indexOf('*'))))
                    .distinct()
                    .toList();
        }

        private boolean isTouchedBy(String name) {
            return Arrays.binarySearch(names, Touched.code(name)) >= 0
                    || (name.startsWith(place) && open.stream().anyMatch(name::startsWith))
                    || (name.startsWith("_") && name.contains("_" + place));
        }

        private boolean isTouched(Touched touched) {
            return touched.names().stream().anyMatch(this::isTouchedBy);
        }
    }

    private SettingsAsBuilt(int[] ofAll, Map<String, String> defaults, ValuesAsBuilt values) {
        this.ofAll = ofAll;
        this.defaults = new DefaultsAsBuilt(defaults);
        this.values = values;
    }

    private static SettingsAsBuilt read() {
        NamesAsked asked = new NamesAsked();
        Set<ConfigClass> all = new HashSet<>();
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().withSources(asked);
        AbstractConfigBuilder.withCustomizer(builder, "io.quarkus.runtime.generated.RunTimeConfig");
        AbstractConfigBuilder.withCustomizer(builder, new Last(all));
        SmallRyeConfig config = builder.build();
        int[] ofAll = asked.take();
        SettingsAsBuilt settings = new SettingsAsBuilt(
                ofAll, builder.getDefaultValues(), ValuesAsBuilt.read(AskedAtStart.names(), config, asked));
        for (ConfigClass each : all) {
            if (!each.getPrefix().isEmpty()) {
                settings.read(each, config, asked);
            }
        }
        return settings;
    }

    private void read(ConfigClass each, SmallRyeConfig config, NamesAsked asked) {
        asked.take();
        try {
            ConfigMappings.registerConfigMappings(config, Set.of(each));
        } catch (ConfigValidationException e) {
            // Something has to be set, so it is always touched.
            return;
        }
        groups.put(
                name(each), new Group(each, config.getConfigMapping(each.getType(), each.getPrefix()), asked.take()));
    }

    private static String name(ConfigClass group) {
        return group.getType().getName() + " " + group.getPrefix();
    }

    /**
     * Hands over what is as it was.
     *
     * @param wanted the groups that are to be read
     * @param touched what is no longer as it was
     * @return false when nothing was, since what is touched may change anything
     */
    boolean handTo(MappingBuilder wanted, Touched touched) {
        if (touched.names().stream().anyMatch(name -> Arrays.binarySearch(ofAll, Touched.code(name)) >= 0)) {
            return false;
        }
        for (ConfigClass each : List.copyOf(wanted.getMappings())) {
            Group group = groups.get(name(each));
            boolean toBeSearched = touched.mayHoldUnknown() && !each.getPrefix().startsWith(QUARKUS);
            if (group != null && !toBeSearched && !group.isTouched(touched)) {
                wanted.getMappings().remove(each);
                // Not by the method for it, which has every name in the group looked for among all that are set:
                // names under quarkus are asked for elsewhere, and others only where an unknown one is told.
                wanted.getMappingsInstances().put(each, group.read);
            }
        }
        return true;
    }

    /** @return what settings are where nobody sets them */
    DefaultsAsBuilt defaults() {
        return defaults;
    }

    /** @return what is looked up at the start */
    ValuesAsBuilt values() {
        return values;
    }

    /** When all others have said what there is: nothing from outside, and no group before its turn. */
    private static final class Last implements SmallRyeConfigBuilderCustomizer {

        private final Set<ConfigClass> all;

        private Last(Set<ConfigClass> all) {
            this.all = all;
        }

        @Override
        public void configBuilder(SmallRyeConfigBuilder builder) {
            builder.setAddDefaultSources(false);
            all.addAll(builder.getMappingsBuilder().getMappings());
            builder.getMappingsBuilder().getMappings().clear();
        }

        @Override
        public int priority() {
            return Integer.MAX_VALUE;
        }
    }
}
