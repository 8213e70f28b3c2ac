// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.nativeimage.QuickPropertyHash.Brackets;
import io.smallrye.config.PropertyName;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Holds that native programs hash names as the library does. */
class QuickPropertyHashTest {

    @Property(tries = 5_000)
    void isWhatTheLibraryTakes(@ForAll("names") String name) {
        assertThat(Brackets.hash(name)).isEqualTo(new PropertyName(name).hashCode());
    }

    @Example
    void isOfBracketsAlone() {
        assertThat(Brackets.hash("a.b")).isZero();
        assertThat(Brackets.hash("a[0]")).isEqualTo(Brackets.hash("b[*]")).isNotZero();
        assertThat(Brackets.hash("a.\"[0]\"")).isZero();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("a.*[]0\"").ofMaxLength(12);
    }
}
