// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The variables that Azure users already have: {@code AZURE_TENANT_ID} and its kin. */
@ConfigMapping(prefix = "azure")
public interface AzureConfig {

    /** @return {@code AZURE_TENANT_ID}: the tenant's id or one of its domains; required, but for a managed identity */
    Optional<String> tenantId();

    /** @return {@code AZURE_CLIENT_ID}: the app registration's application (client) id, required; that of a managed identity which a user has assigned */
    Optional<String> clientId();

    /** @return {@code AZURE_CLIENT_SECRET}: the value of a client secret, not its id */
    Optional<String> clientSecret();

    /** @return {@code AZURE_CLIENT_CERTIFICATE_PATH}: a file with a certificate and its private key, PEM or PKCS#12 */
    Optional<String> clientCertificatePath();

    /** @return {@code AZURE_CLIENT_CERTIFICATE_PASSWORD}: of a PKCS#12 file */
    Optional<String> clientCertificatePassword();

    /** @return {@code AZURE_FEDERATED_TOKEN_FILE}: a file with a token of a workload's own, which somebody keeps renewing */
    Optional<String> federatedTokenFile();

    /** @return {@code AZURE_AUTHORITY_HOST}: the sign-in authority, when not the cloud's own */
    Optional<String> authorityHost();

    /** @return {@code AZURE_POD_IDENTITY_AUTHORITY_HOST}: the metadata service, when not the virtual machine's own */
    Optional<String> podIdentityAuthorityHost();
}
