// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Asked before all others, it has no value for anything, and keeps what it was asked for. */
final class NamesAsked implements ConfigSource {

    private final Set<Integer> names = new TreeSet<>();

    /** @return the names since the last time, each as {@link Touched#code}, in order */
    int[] take() {
        int[] taken = names.stream().mapToInt(Integer::intValue).toArray();
        names.clear();
        return taken;
    }

    @Override
    public String getValue(String name) {
        if (name.equals("smallrye.config.mapping.validate-unknown")
                || name.equals("quarkus.config.mapping.validate-unknown")) {
            // One group at a time knows only its own.
            return "false";
        }
        names.add(Touched.code(Touched.form(name)));
        return null;
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public int getOrdinal() {
        return Integer.MAX_VALUE;
    }

    @Override
    public String getName() {
        return "names asked";
    }
}
