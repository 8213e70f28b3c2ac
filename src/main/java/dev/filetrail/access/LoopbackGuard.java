package dev.filetrail.access;

import dev.filetrail.ForeignText;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Shuts the doors to everybody but this machine. Listening on a loopback address is half of it; the other half is the
 * person's own browser, which any web page can make ask us. So the {@code Host} must be this machine (else the page's own
 * name has been pointed here: DNS rebinding), and so must the {@code Origin} where there is one (MCP, section "Security
 * Warning" of the Streamable HTTP transport). On every path.
 */
@Singleton
class LoopbackGuard {

    private static final int BEFORE_ALL_OTHERS = 10_000;
    private static final int LONGEST_SHOWN = 100;

    /** Runs before the socket opens, so that what must not listen never does. */
    void guard(
            @Observes Filters filters,
            AccessConfig access,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean listens) {
        if (!access.access().strip().equalsIgnoreCase("loopback")) {
            throw new ConfigurationException("filetrail.access (FILETRAIL_ACCESS) is '" + access.access()
                    + "', but this version knows only loopback: whoever is on this machine, and nobody else.");
        }
        if (listens && !LoopbackAddress.isLoopback(host)) {
            throw new ConfigurationException("quarkus.http.host (QUARKUS_HTTP_HOST) is " + host
                    + ", but filetrail.access is loopback: FileTrail then listens on this machine only, on 127.0.0.1,"
                    + " localhost or [::1].");
        }
        filters.register(LoopbackGuard::check, BEFORE_ALL_OTHERS);
    }

    private static void check(RoutingContext context) {
        String authority = context.request().authority() == null
                ? ""
                : context.request().authority().toString();
        List<String> origins = context.request().headers().getAll(HttpHeaders.ORIGIN);
        if (!LoopbackAddress.isLoopbackAuthority(authority)) {
            refuse(context, "The Host '" + ForeignText.oneLine(authority, LONGEST_SHOWN) + "' is not this machine.");
        } else if (!origins.stream().allMatch(LoopbackGuard::isThisMachine)) {
            refuse(
                    context,
                    "A page from '" + ForeignText.oneLine(String.join(", ", origins), LONGEST_SHOWN)
                            + "' may not ask FileTrail.");
        } else {
            context.next();
        }
    }

    private static boolean isThisMachine(String origin) {
        for (String scheme : List.of("http://", "https://")) {
            if (origin.startsWith(scheme)) {
                return LoopbackAddress.isLoopbackAuthority(origin.substring(scheme.length()));
            }
        }
        return false;
    }

    private static void refuse(RoutingContext context, String detail) {
        context.response()
                .setStatusCode(403)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(new JsonObject()
                        .put("type", "about:blank")
                        .put("title", "Forbidden")
                        .put("status", 403)
                        .put("detail", detail + " It answers on localhost, to programs on the same machine.")
                        .encode());
    }
}
