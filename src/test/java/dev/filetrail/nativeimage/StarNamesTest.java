// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertyName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Holds that what native programs look names up with finds what the library's own map finds. */
class StarNamesTest {

    @Provide
    Arbitrary<String> stars() {
        return Arbitraries.of("a", "b", "*", "c[*]", "d", "*[*]")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(parts -> String.join(".", parts))
                .filter(name -> name.contains("*"));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "b", "c[0]", "c[12]", "d", "\"a.b\"", "\"\"", "e", "a[1][2]", "")
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(parts -> String.join(".", parts));
    }

    @Property(tries = 5_000)
    void findsWhatTheLibraryFinds(
            @ForAll("stars") String star, @ForAll("moreStars") List<String> others, @ForAll("names") String name) {
        assertSame(star, others, name);
    }

    @Property(tries = 5_000)
    void findsWhatTheLibraryFindsForANameWithAStar(
            @ForAll("stars") String star, @ForAll("moreStars") List<String> others, @ForAll("stars") String name) {
        assertSame(star, others, name);
    }

    private static void assertSame(String star, List<String> others, String name) {
        Map<PropertyName, String> values = new HashMap<>();
        // Names that equal each other are one to a map.
        others.forEach(each -> values.putIfAbsent(new PropertyName(each), each));
        values.putIfAbsent(new PropertyName(star), star);

        String expected = values.get(new PropertyName(name));
        String found = new StarNames(values).value(name);

        assertThat(found == null).as("%s in %s", name, values).isEqualTo(expected == null);
        assertThat(found == null || PropertyName.equals(found, name)).isTrue();
    }

    @Provide
    Arbitrary<List<String>> moreStars() {
        return stars().list().ofMaxSize(8);
    }
}
