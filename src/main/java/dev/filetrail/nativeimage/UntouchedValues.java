// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import jakarta.annotation.Priority;
import java.util.BitSet;
import java.util.List;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Before all others: gives what is as built without looking it up. */
@Priority(Integer.MAX_VALUE)
final class UntouchedValues implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1;

    private final transient ValuesAsBuilt values;
    private final transient BitSet untouched;
    /** What the program sets while it runs. */
    private final transient List<ConfigSource> setByProgram;

    /**
     * @param values as built
     * @param touched what no longer is
     * @param sources where else values come from
     */
    UntouchedValues(ValuesAsBuilt values, Touched touched, List<ConfigSource> sources) {
        this.values = values;
        untouched = values.untouchedBy(touched);
        setByProgram = values.unknownOf(sources);
    }

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        int place = values.place(name);
        return place < 0 || !untouched.get(place) || isSetByProgram(name) ? context.proceed(name) : values.value(place);
    }

    private boolean isSetByProgram(String name) {
        for (ConfigSource each : setByProgram) {
            if (each.getValue(name) != null) {
                return true;
            }
        }
        return false;
    }
}
