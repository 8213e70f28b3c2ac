// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.nativeimage.QuickResourcePath.Parts;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Holds that a path which native programs take as it is has no part that says nothing, or leads back. */
class QuickResourcePathTest {

    @Property(tries = 5_000)
    void isLeftAloneOnlyIfItStaysTheSame(@ForAll("paths") String path) {
        if (Parts.areAllNeeded(path)) {
            assertThat(Path.of(path).normalize()).hasToString(path);
        }
    }

    @Example
    void isLeftAloneWhereAServiceIsLookedFor() {
        assertThat(Parts.areAllNeeded("META-INF/services/jakarta.json.spi.JsonProvider"))
                .isTrue();
        for (String path : new String[] {"", "/a", "a/", "a//b", "a/./b", "a/../b", "../a", "."}) {
            assertThat(Parts.areAllNeeded(path)).as(path).isFalse();
        }
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("a", "b.c", ".", "..", "", "...", "ä", "x y", ".d", "e.")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(parts -> String.join("/", parts));
    }
}
