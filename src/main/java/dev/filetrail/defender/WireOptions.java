// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.vertx.core.http.HttpClientOptions;
import jakarta.ws.rs.ext.ContextResolver;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/** What the REST client has no property for, or one that does not do. */
class WireOptions implements ContextResolver<HttpClientOptions> {

    /**
     * Compressed answers, since a hundred thousand machines are 110 MB without (the client's own property for it makes
     * Quarkus 3.34 warn at every start).
     */
    @Override
    public HttpClientOptions getContext(Class<?> client) {
        return new HttpClientOptions()
                .setDecompressionSupported(true)
                // What waits in the pool for longer may have been ended on the way there without anybody having said
                // so.
                .setKeepAliveTimeout((int) Math.max(1, longestSilence().toSeconds() * 2 / 3));
    }

    /**
     * How long nothing may come of an answer that somebody waits for. The client's own read timeout ends with the first byte of a
     * body; a read idle timeout of the connection would end it while its reader deliberately lets it wait.
     */
    static Duration longestSilence() {
        return Duration.ofMillis(
                ConfigProvider.getConfig().getValue("quarkus.rest-client.defender.read-timeout", Integer.class));
    }
}
