package dev.filetrail.defender.identity;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The variables that Azure users already have: {@code AZURE_TENANT_ID} and its kin. */
@ConfigMapping(prefix = "azure")
public interface AzureConfig {

    /** @return {@code AZURE_TENANT_ID}: the tenant's id or one of its domains */
    Optional<String> tenantId();

    /** @return {@code AZURE_CLIENT_ID}: the app registration's application (client) id */
    Optional<String> clientId();

    /** @return {@code AZURE_CLIENT_SECRET}: the value of a client secret, not its id */
    Optional<String> clientSecret();

    /** @return {@code AZURE_AUTHORITY_HOST}: the sign-in authority, when not the cloud's own */
    Optional<String> authorityHost();
}
