// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds that settings nobody sets are the same out of the one place as out of the other. */
class DefaultsAsBuiltTest {

    private static final Map<String, String> ALL = Map.of("a.b", "1", "a.*.c", "2", "d.*", "3", "e", "4");

    @Test
    void areWhatTheLibrarySays() {
        for (String name : new String[] {"a.b", "a.x.c", "a.*.c", "a.x.y", "d.e", "d.e.f", "e", "f", "%dev.e"}) {
            assertThat(ours().getConfigValue(name).getValue())
                    .as(name)
                    .isEqualTo(builder().build().getConfigValue(name).getValue());
        }
        assertThat(ours().getPropertyNames())
                .containsExactlyInAnyOrderElementsOf(builder().build().getPropertyNames());
    }

    @Test
    void areKnownForDefaults() {
        assertThat(ours().getConfigValue("a.x.c").isDefault()).isTrue();
        assertThat(ours().getConfigValue("e").isDefault()).isTrue();
    }

    @Test
    void giveWayToWhateverIsSet() {
        SmallRyeConfigBuilder builder = builder().withSources(new PropertiesConfigSource(Map.of("e", "set"), "set", 1));
        new DefaultsAsBuilt(ALL).replaceThoseOf(builder);

        assertThat(builder.build().getConfigValue("e").getValue()).isEqualTo("set");
    }

    @Test
    void leaveOthersWhereTheyAre() {
        SmallRyeConfigBuilder builder = builder().withDefaultValue("g", "5");
        new DefaultsAsBuilt(ALL).replaceThoseOf(builder);

        assertThat(builder.getDefaultValues()).hasSize(5);
        assertThat(builder.build().getConfigValue("g").getValue()).isEqualTo("5");
        assertThat(builder.build().getConfigValue("a.x.c").getValue()).isEqualTo("2");
    }

    private static SmallRyeConfig ours() {
        SmallRyeConfigBuilder builder = builder();
        new DefaultsAsBuilt(ALL).replaceThoseOf(builder);
        assertThat(builder.getDefaultValues()).isEmpty();
        return builder.build();
    }

    private static SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder().addDefaultInterceptors().withDefaultValues(ALL);
    }
}
