// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.nativeimage.QuicklyMapped.Parts;
import io.quarkus.runtime.configuration.NameIterator;
import io.quarkus.runtime.configuration.PropertiesUtil;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Holds that parts of which native programs say that they differ are not the same to Quarkus either. */
class QuicklyMappedTest {

    @Property(tries = 10_000)
    void differOnlyWhereQuarkusSaysSo(@ForAll("names") String name, @ForAll("words") String word) {
        NameIterator part = new NameIterator(name);
        do {
            int from = part.getPosition() == -1 ? 0 : part.getPosition() + 1;
            if (PropertiesUtil.isMapped(part, word)) {
                assertThat(Parts.differ(name, from, word))
                        .as("%s from %d on is %s", name, from, word)
                        .isFalse();
            }
            part.next();
        } while (part.hasNext());
    }

    @Example
    void tellsMostPartsApart() {
        for (String word : List.of("rest-client", "pla", "proxy", "a[*]", "plainer")) {
            assertThat(Parts.differ("quarkus.plain", 8, word)).as(word).isEqualTo(!word.equals("pla"));
        }
        assertThat(Parts.differ("quarkus.plain", 8, "*")).isFalse();
        assertThat(Parts.differ("quarkus.*.plain", 8, "rest")).isFalse();
    }

    @Provide
    Arbitrary<String> names() {
        return parts().list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join(".", parts));
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.oneOf(parts(), Arbitraries.of("plai", "plainer", "*[*]", "a[*]"));
    }

    private static Arbitrary<String> parts() {
        return Arbitraries.of(
                "quarkus",
                "rest-client",
                "rest",
                "a",
                "ab",
                "b",
                "*",
                "a[*]",
                "a[0]",
                "a[12]",
                "\"a.b\"",
                "\"\"",
                "Z9",
                "%dev");
    }
}
