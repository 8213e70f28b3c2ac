package dev.filetrail.defender;

import io.vertx.core.http.HttpClientOptions;
import jakarta.ws.rs.ext.ContextResolver;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;

/** What the REST client has no property for, or one that does not do. */
class WireOptions implements ContextResolver<HttpClientOptions> {

    /**
     * Compressed answers, since a hundred thousand machines are 110 MB without (the client's own property for it makes
     * Quarkus 3.34 warn at every start); and an end to a connection on which nothing comes any more, since the client's own
     * read timeout ends with the first byte of a body.
     */
    @Override
    public HttpClientOptions getContext(Class<?> client) {
        int silence = ConfigProvider.getConfig().getValue("quarkus.rest-client.defender.read-timeout", Integer.class);
        return new HttpClientOptions()
                .setDecompressionSupported(true)
                .setReadIdleTimeout(silence)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                // Silence ends a connection that waits in the pool as well: none is taken out of it that is about to
                // end.
                .setKeepAliveTimeout((int) Math.max(1, TimeUnit.MILLISECONDS.toSeconds(silence * 2L / 3)));
    }
}
