package dev.filetrail.defender;

import dev.filetrail.defender.identity.SecretTokens;
import dev.filetrail.defender.identity.TokenSource;
import io.quarkus.arc.DefaultBean;
import io.quarkus.oidc.client.OidcClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What is made from the configuration rather than from a class alone. */
@ApplicationScoped
class DefenderBeans {

    /** @return where the tokens come from; for now always by client secret */
    @Produces
    @Singleton
    TokenSource tokens(OidcClients clients, DefenderSetup setup) {
        return new SecretTokens(
                clients, setup.authority(), setup.tenantId(), setup.clientId(), setup.clientSecret(), setup.scope());
    }

    /** @return the time; a test puts its own in its place */
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
