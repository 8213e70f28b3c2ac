// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names that whoever starts the program has given values to, all in the form that an environment variable has: capital
 * letters, and {@code _} for whatever is no letter or digit (MicroProfile Config, "Environment Variables Mapping Rules"). Several
 * settings may have the same form; whoever means one of them touches all.
 */
final class Touched {

    private static final List<String> OURS = List.of("filetrail.", "azure.", "otel.");

    private final Set<String> names = new LinkedHashSet<>();
    private final boolean ourProperties;

    /**
     * @param variables names of the environment
     * @param properties names of system properties
     */
    Touched(Set<String> variables, Set<String> properties) {
        variables.forEach(name -> names.add(form(name)));
        properties.forEach(name -> names.add(form(name)));
        ourProperties = properties.stream().anyMatch(name -> OURS.stream().anyMatch(name::startsWith));
    }

    /** @return what is touched in this process; null when that can't be told, since a file may hold any setting */
    static Touched here() {
        if (Files.exists(Path.of(".env")) || Files.exists(Path.of("config"))) {
            return null;
        }
        return new Touched(System.getenv().keySet(), System.getProperties().stringPropertyNames());
    }

    /** @return the form of a name in which names are compared */
    static String form(String name) {
        char[] form = name.toUpperCase(Locale.ROOT).toCharArray();
        for (int i = 0; i < form.length; i++) {
            if ((form[i] < 'A' || form[i] > 'Z') && (form[i] < '0' || form[i] > '9')) {
                form[i] = '_';
            }
        }
        return new String(form);
    }

    /** @return what a form is kept as: where two are the same, a group that is as built is read anew, and nothing is lost */
    static int code(String form) {
        return form.hashCode();
    }

    /** @return some setting of FileTrail's own was given in a way in which a name that nobody knows is told */
    boolean mayHoldUnknown() {
        return ourProperties;
    }

    /** @return all of them */
    Set<String> names() {
        return names;
    }
}
