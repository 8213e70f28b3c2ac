// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Puts the Redis client on when {@code filetrail.budget.store} is set, and off when it isn't: then there is no client, no
 * connection, nothing. The address itself is not handed on as a property of the client, which would print it, password
 * and all, if it were not a proper one.
 */
public class StoreSwitch implements ConfigSourceFactory {

    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue store = context.getValue("filetrail.budget.store");
        boolean on =
                store != null && store.getValue() != null && !store.getValue().isBlank();
        return List.of(new PropertiesConfigSource(
                Map.of("quarkus.redis.active", String.valueOf(on)), "filetrail.budget.store", ORDINAL));
    }
}
