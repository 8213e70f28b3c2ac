// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import com.fasterxml.jackson.core.JacksonException;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.common.runtime.OidcEndpointAccessException;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The OpenID provider, by Quarkus OIDC: its discovery, its keys, and whether a token is genuine. It is looked for when the
 * first token comes, so that a start needs no network, and by one request at a time, so that a provider that is away is not
 * stormed when it comes back. Without {@code oidc} there is none, and Quarkus OIDC has nothing to do.
 */
@ApplicationScoped
class Provider implements TenantConfigResolver {

    private static final Logger LOG = Logger.getLogger(Provider.class);

    private static final String NAME = "filetrail";

    /** For how long nobody looks again for a provider that was not there. */
    private static final Duration REST = Duration.ofSeconds(2);

    /** A key that nobody knows may be a new one; made-up names of keys must not become calls to the provider. */
    private static final Duration KEYS_AT_LEAST = Duration.ofSeconds(10);

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** How long it may take to answer: Quarkus OIDC itself waits without end once it is connected. */
    private static final Duration PATIENCE = CONNECT.multipliedBy(2);

    /** Clocks differ. */
    private static final int GRACE_SECONDS = 30;

    private final OidcTenantConfig config;
    private final TenantConfigBean tenants;
    private final IdentityProviderManager identities;

    private Uni<Void> search;
    private volatile long searchFailedAt;
    private volatile long keysFailedAt = System.nanoTime() - KEYS_AT_LEAST.toNanos();
    private volatile boolean away;
    private volatile boolean told;

    Provider(AccessRules rules, TenantConfigBean tenants, IdentityProviderManager identities) {
        this.config = rules.ways().contains(Way.OIDC) ? config(rules) : null;
        this.tenants = tenants;
        this.identities = identities;
    }

    private static OidcTenantConfig config(AccessRules rules) {
        var token = OidcTenantConfig.authServerUrl(rules.issuer())
                .tenantId(NAME)
                .applicationType(ApplicationType.SERVICE)
                .connectionTimeout(CONNECT)
                .token()
                .audience(rules.audience())
                .lifespanGrace(GRACE_SECONDS)
                .forcedJwkRefreshInterval(KEYS_AT_LEAST)
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false);
        // Then TokenWay compares it with that of the token's own tenant.
        return (rules.manyTenants() ? token.issuer("any") : token).end().build();
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> blocking) {
        return Uni.createFrom().item(config);
    }

    /** @return how the provider calls itself, {@code {tenantid}} in it where it speaks for many; known once a token was checked */
    String issuer() {
        // What was discovered, and not what was configured, which is "any".
        return tenants.getDynamicTenant(NAME).getOidcMetadata().get(OidcConfigurationMetadata.ISSUER);
    }

    /**
     * Checks signature, algorithm, issuer, audience and expiry.
     *
     * @param token three parts of Base64
     * @param context the request that brought it
     * @return fails with {@link Away}, or for reasons that {@link TokenFault} can read
     */
    Uni<SecurityIdentity> check(String token, RoutingContext context) {
        Uni<SecurityIdentity> check = Uni.createFrom()
                .deferred(() -> inTime(identities.authenticate(HttpSecurityUtils.setRoutingContextAttribute(
                        new TokenAuthenticationRequest(new AccessTokenCredential(token)), context))));
        return (isFound() ? check : found(check).chain(() -> check)).onFailure().transform(this::orAway);
    }

    /** With keys that are known a token is checked at once: only where the provider is asked is there a timer. */
    private static <T> Uni<T> inTime(Uni<T> check) {
        CompletableFuture<T> begun = check.subscribeAsCompletionStage();
        Uni<T> outcome = Uni.createFrom().completionStage(begun);
        return begun.isDone() ? outcome : outcome.ifNoItem().after(PATIENCE).failWith(TimeoutException::new);
    }

    private boolean isFound() {
        return tenants.getDynamicTenant(NAME) != null;
    }

    /** Whatever becomes of this token: once it has been checked, the provider has been found. */
    private synchronized Uni<Void> found(Uni<?> check) {
        if (search == null || (away && System.nanoTime() - searchFailedAt > REST.toNanos())) {
            away = false;
            search = check.onItemOrFailure()
                    .transformToUni((identity, failure) -> isFound() ? isThere() : isAway(failure))
                    .memoize()
                    .indefinitely();
        }
        return search;
    }

    private Uni<Void> isThere() {
        LOG.infof("The OpenID provider %s is found.", config.authServerUrl().orElseThrow());
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> isAway(Throwable failure) {
        if (!told) {
            told = true;
            LOG.warnf(
                    "The OpenID provider %s can't be reached, or doesn't answer as one. Until it does, nobody is let in with a"
                            + " token. Is filetrail.access.issuer right?",
                    config.authServerUrl().orElseThrow());
        }
        searchFailedAt = System.nanoTime();
        away = true;
        return Uni.createFrom().failure(new Away(failure));
    }

    private Throwable orAway(Throwable failure) {
        if (failure instanceof Away) {
            return failure;
        }
        if (isNetworks(failure)) {
            keysFailedAt = System.nanoTime();
            return new Away(failure);
        }
        // Its keys could not be read a moment ago, so it isn't known whether the key is its own.
        boolean keysUnsure = System.nanoTime() - keysFailedAt < KEYS_AT_LEAST.toNanos();
        return keysUnsure && TokenFault.isUnknownKey(failure) ? new Away(failure) : failure;
    }

    private static boolean isNetworks(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if ((each instanceof IOException && !(each instanceof JacksonException))
                    || each instanceof TimeoutException
                    || each instanceof OIDCException
                    || each instanceof OidcEndpointAccessException) {
                return true;
            }
        }
        return false;
    }

    /** The provider doesn't answer, or not as one. */
    static final class Away extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Away(Throwable cause) {
            super("the OpenID provider can't be asked", cause, false, false);
        }
    }
}
