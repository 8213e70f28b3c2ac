// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.filetrail.nativeimage.QuicklyHashed.Letters;
import java.lang.reflect.Constructor;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Holds that native programs look variables of the environment up by the hash that the library puts them by. */
class QuicklyHashedTest {

    @Property(tries = 5_000)
    void isWhatTheLibraryTakes(@ForAll("names") String name) throws Exception {
        assertThat(Letters.hash(name)).isEqualTo(ofTheLibrary(name));
    }

    @Property
    void isSoWhateverTheNameIs(@ForAll String name) throws Exception {
        assertThat(Letters.hash(name)).isEqualTo(ofTheLibrary(name));
    }

    @Example
    void isTheSameForAVariableAndItsSetting() {
        assertThat(Letters.hash("QUARKUS_HTTP_PORT")).isEqualTo(Letters.hash("quarkus.http.port"));
        assertThat(Letters.hash("_DEV_QUARKUS_HTTP_PORT")).isEqualTo(Letters.hash("%dev.quarkus.http.port"));
        assertThat(Letters.hash("QUARKUS_HTTP_PORT")).isNotEqualTo(Letters.hash("quarkus.http.host"));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("aZ09@[`{%_.-\"* \u00e9\u0130").ofMaxLength(12);
    }

    private static int ofTheLibrary(String name) throws ReflectiveOperationException {
        Constructor<?> constructor =
                Class.forName("io.smallrye.config.EnvConfigSource$EnvName").getDeclaredConstructor(String.class);
        constructor.setAccessible(true);
        return constructor.newInstance(name).hashCode();
    }
}
