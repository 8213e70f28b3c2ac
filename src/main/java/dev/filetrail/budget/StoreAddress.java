// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import io.quarkus.redis.client.RedisHostsProvider;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Set;

/** Where the store is. Its address may hold a password, and is shown without it. */
@ApplicationScoped
@Identifier(StoreAddress.NAME)
class StoreAddress implements RedisHostsProvider {

    /** By which the client finds it: {@code quarkus.redis.hosts-provider-name}. */
    static final String NAME = "filetrail.budget.store";

    private static final int USUAL_PORT = 6379;

    private final BudgetConfig config;

    StoreAddress(BudgetConfig config) {
        this.config = config;
    }

    @Override
    public Set<URI> getHosts() {
        return Set.of(uri());
    }

    /** @return for people: {@code redis://host:port} */
    String shown() {
        URI uri = uri();
        return uri.getScheme() + "://" + uri.getHost() + ":" + (uri.getPort() < 0 ? USUAL_PORT : uri.getPort());
    }

    private URI uri() {
        try {
            URI uri = URI.create(config.store().orElse("").strip());
            boolean known = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
            if (known && uri.getHost() != null && databaseOf(uri).matches("(/[0-9]{0,5})?")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below; the exception repeats the text, in which there may be a password
        }
        throw new ConfigurationException("filetrail.budget.store (FILETRAIL_BUDGET_STORE) is not an address like"
                + " redis://host:6379 or rediss://:password@host:6380, with anything but letters and digits in the"
                + " password percent-encoded. (What it is set to is not shown, since it may hold a password.)");
    }

    private static String databaseOf(URI uri) {
        return uri.getPath() == null ? "" : uri.getPath();
    }
}
