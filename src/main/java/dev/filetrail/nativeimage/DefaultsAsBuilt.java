// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import io.smallrye.config.DefaultValuesConfigSource;
import io.smallrye.config.PropertyName;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What settings are where nobody sets them, ready to be looked up. SmallRye Config (3.16) keeps those names that have a {@code *} in
 * a map in which nearly all of them have the same hash, since a star equals anything: to fill it at each start, and to ask it, each
 * compared every name with hundreds of others, and was a tenth of all the work up to the first answer.
 */
final class DefaultsAsBuilt implements ConfigSource {

    private final Map<String, String> all;
    private final Map<String, String> plain = new HashMap<>();
    private final StarNames stars;
    private final boolean ofProfiles;

    /** @param all by name, with and without a star */
    DefaultsAsBuilt(Map<String, String> all) {
        this.all = Map.copyOf(all);
        Map<PropertyName, String> withStar = new HashMap<>();
        all.forEach((name, value) -> {
            if (name.indexOf('*') < 0) {
                plain.put(name, value);
            } else {
                withStar.put(new PropertyName(name), value);
            }
        });
        stars = new StarNames(withStar);
        ofProfiles = all.keySet().stream().anyMatch(DefaultsAsBuilt::isOfAProfile);
    }

    private static boolean isOfAProfile(String name) {
        return !name.isEmpty() && name.charAt(0) == '%';
    }

    /** Takes the place of those of a builder, if they are the same. */
    void replaceThoseOf(SmallRyeConfigBuilder builder) {
        if (all.equals(builder.getDefaultValues())) {
            builder.getDefaultValues().clear();
            builder.withSources(this);
        }
    }

    @Override
    public String getValue(String name) {
        if (!ofProfiles && isOfAProfile(name)) {
            return null;
        }
        String value = plain.get(name);
        return value == null ? stars.value(name) : value;
    }

    @Override
    public Set<String> getPropertyNames() {
        return plain.keySet();
    }

    /** The same as that of the library's, by which Quarkus knows a default. */
    @Override
    public String getName() {
        return DefaultValuesConfigSource.NAME;
    }

    @Override
    public int getOrdinal() {
        return DefaultValuesConfigSource.ORDINAL;
    }
}
