// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import dev.filetrail.defender.identity.EntraTokens;
import dev.filetrail.defender.identity.Identity;
import dev.filetrail.defender.identity.ManagedIdentityApi;
import dev.filetrail.defender.identity.TokenSources;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.runtime.OidcClientsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** What is made from the configuration rather than from a class alone. */
@ApplicationScoped
class DefenderBeans {

    /** @return where the tokens come from */
    @Produces
    @Singleton
    TokenSources tokens(
            OidcClients clients,
            OidcClientsConfig usual,
            @RestClient ManagedIdentityApi managed,
            Identity identity,
            DefenderSetup setup,
            Clock clock,
            MeterRegistry meters) {
        return new EntraTokens(
                clients,
                OidcClientsConfig.getDefaultClient(usual),
                managed,
                identity,
                setup.authority(),
                setup.scope(),
                clock,
                meters);
    }

    /** @return the time; a test puts its own in its place */
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
