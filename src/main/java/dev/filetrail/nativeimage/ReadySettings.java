// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Groups of settings that nobody has touched are taken as they were read when the executable was built (decision 19): to read all
 * of them at the start took more than half of the time to the first answer. Does nothing on the JVM.
 */
public final class ReadySettings implements SmallRyeConfigBuilderCustomizer {

    private static final String IN_AN_EXECUTABLE = "runtime";

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        if (IN_AN_EXECUTABLE.equals(System.getProperty("org.graalvm.nativeimage.imagecode"))) {
            SettingsAsBuilt.READ.defaults().replaceThoseOf(builder);
            Touched touched = Touched.here();
            if (touched != null && SettingsAsBuilt.READ.handTo(builder.getMappingsBuilder(), touched)) {
                // Of what nobody knows only files and properties are told, never the environment; that takes longer
                // than it looks.
                builder.withValidateUnknown(touched.mayHoldUnknown());
                builder.withInterceptors(
                        new UntouchedValues(SettingsAsBuilt.READ.values(), touched, builder.getSources()));
            }
        }
    }

    /** After all others, whose groups it looks at. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }
}
