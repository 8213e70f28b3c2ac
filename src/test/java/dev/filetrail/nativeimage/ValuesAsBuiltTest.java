// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.FallbackConfigSourceInterceptor;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.RelocateConfigSourceInterceptor;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

/** Holds that whatever an operator sets, a setting is worth what it would be if nothing were kept. */
class ValuesAsBuiltTest {

    private static final List<String> NAMES = List.of(
            "plain",
            "none",
            "refers",
            "refers.to-none",
            "falls-back",
            "moved",
            "group.one.name",
            "group.*.name",
            "${no}");
    private static final Map<String, String> DEFAULTS = Map.of(
            "plain", "1", "refers", "a ${plain}", "refers.to-none", "a ${none}", "other", "2", "group.*.name", "3");

    @Property
    void areWhatTheyWouldBe(@ForAll("environments") Map<String, String> environment) {
        Touched touched = new Touched(environment.keySet(), Set.of());
        SmallRyeConfig expected = builder(environment).build();
        SmallRyeConfig actual = ready(builder(environment), touched).build();

        for (String name : NAMES) {
            assertThat(actual.getConfigValue(name)).as(name).satisfies(value -> {
                ConfigValue other = expected.getConfigValue(name);
                assertThat(value.getValue()).isEqualTo(other.getValue());
                assertThat(value.getName()).isEqualTo(other.getName());
                assertThat(value.getSourceName()).isEqualTo(other.getSourceName());
            });
            assertThat(actual.getOptionalValue(name, String.class).isPresent())
                    .as(name)
                    .isEqualTo(expected.getOptionalValue(name, String.class).isPresent());
        }
    }

    @Provide
    Arbitrary<Map<String, String>> environments() {
        Arbitrary<String> variables = Arbitraries.of(
                "PLAIN",
                "NONE",
                "none",
                "REFERS",
                "REFERS_TO_NONE",
                "OTHER",
                "GROUP_ONE_NAME",
                "_TEST_PLAIN",
                "NEW_PLACE");
        return Arbitraries.maps(variables, Arbitraries.of("", "x", "${missing}", "${missing:y}"));
    }

    @Test
    void areNotLookedUpAgain() {
        NamesAsked asked = new NamesAsked();
        SmallRyeConfig config = ready(builder(Map.of()), new Touched(Set.of("OTHER"), Set.of()))
                .withSources(asked)
                .build();
        asked.take();

        assertThat(config.getValue("plain", String.class)).isEqualTo("1");
        assertThat(config.getOptionalValue("none", String.class)).isEmpty();
        assertThat(asked.take()).isEmpty();

        config.getValue("falls-back", String.class);
        assertThat(asked.take()).isNotEmpty();
    }

    @Test
    void giveWayToWhatTheProgramSets() {
        PropertiesConfigSource program = new PropertiesConfigSource(Map.of("plain", "while it runs"), "program", 401);
        SmallRyeConfigBuilder builder = builder(Map.of()).withSources(program);

        SmallRyeConfig config = ready(builder, new Touched(Set.of(), Set.of())).build();

        assertThat(config.getValue("plain", String.class)).isEqualTo("while it runs");
    }

    @Test
    void leaveOutWhatQuarkusTurnsOff() {
        NamesAsked asked = new NamesAsked();
        ConfigSource fixed = new PropertiesConfigSource(Map.of("none", "fixed"), "fixed", Integer.MAX_VALUE - 1);
        SmallRyeConfig nobodys = builder(Map.of()).withSources(asked, fixed).build();

        ValuesAsBuilt values = ValuesAsBuilt.read(NAMES, nobodys, asked);

        assertThat(values.place("none")).isNegative();
        assertThat(values.unknownOf(List.of(fixed))).isEmpty();
    }

    private static SmallRyeConfigBuilder ready(SmallRyeConfigBuilder builder, Touched touched) {
        NamesAsked asked = new NamesAsked();
        SmallRyeConfig nobodys = builder(Map.of()).withSources(asked).build();
        ValuesAsBuilt values = ValuesAsBuilt.read(NAMES, nobodys, asked);
        return builder.withInterceptors(new UntouchedValues(values, touched, builder.getSources()));
    }

    private static SmallRyeConfigBuilder builder(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile("test")
                .withInterceptors(
                        new FallbackConfigSourceInterceptor(name -> name.equals("falls-back") ? "other" : name),
                        new RelocateConfigSourceInterceptor(name -> name.equals("moved") ? "new.place" : name))
                .withDefaultValues(DEFAULTS)
                .withSources(new EnvConfigSource(environment, 300));
    }
}
