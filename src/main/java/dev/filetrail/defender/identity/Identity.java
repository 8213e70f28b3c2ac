// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import dev.filetrail.YesOrNo;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who FileTrail is, and how it proves it: what is configured, checked. Whatever is missing is said in one sentence that names the property. */
@Singleton
public class Identity {

    private final IdentityConfig config;
    private final AzureConfig azure;
    private final PlatformConfig platform;
    private final boolean onBehalfOf;
    /** Every question asks for it; whoever finds it out at the same moment finds the same. Null until then. */
    private String tenantId;

    /**
     * @param config ours
     * @param azure the variables that Azure users have
     * @param platform those that Azure sets itself
     * @throws ConfigurationException when one of them is neither on nor off
     */
    Identity(IdentityConfig config, AzureConfig azure, PlatformConfig platform) {
        this.config = config;
        this.azure = azure;
        this.platform = platform;
        this.onBehalfOf = YesOrNo.of("filetrail.on-behalf-of", config.onBehalfOf());
    }

    /**
     * Looks at all of it.
     *
     * @throws ConfigurationException when FileTrail can't sign in with it
     */
    public void check() {
        Way way = way();
        tenantId();
        clientId();
        switch (way) {
            case SECRET -> clientSecret();
            case CERTIFICATE -> certificatePath();
            case WORKLOAD -> federatedTokenFile();
            case MANAGED -> {
                if (endpoint().isPresent() && value(platform.header()).isEmpty()) {
                    throw new ConfigurationException(
                            "IDENTITY_ENDPOINT is set, but not IDENTITY_HEADER, which belongs to it.");
                }
                if (onBehalfOf()) {
                    throw new ConfigurationException("filetrail.on-behalf-of (FILETRAIL_ON_BEHALF_OF) is on, but a"
                            + " managed identity can't act for a person: sign in by secret, certificate or workload"
                            + " identity (filetrail.identity).");
                }
            }
        }
    }

    /** @return how to sign in: as configured, or the first that is */
    public Way way() {
        String named = config.identity().strip().toLowerCase(Locale.ROOT);
        if (named.equals("auto")) {
            return value(azure.clientSecret()).isPresent()
                    ? Way.SECRET
                    : value(azure.clientCertificatePath()).isPresent()
                            ? Way.CERTIFICATE
                            : value(azure.federatedTokenFile()).isPresent()
                                    ? Way.WORKLOAD
                                    : endpoint().isPresent() ? Way.MANAGED : Way.SECRET;
        }
        return Arrays.stream(Way.values())
                .filter(way -> way.name().toLowerCase(Locale.ROOT).equals(named))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("filetrail.identity (FILETRAIL_IDENTITY) is '"
                        + config.identity() + "', which is none of auto, secret, certificate, workload, managed."));
    }

    /** @return whether Defender is asked with the rights of the person who asks */
    public boolean onBehalfOf() {
        return onBehalfOf;
    }

    /** @return the tenant's id or one of its domains; of a managed identity also {@code managed-identity}, when nobody has said */
    public String tenantId() {
        if (tenantId == null) {
            tenantId = checkedTenantId();
        }
        return tenantId;
    }

    private String checkedTenantId() {
        Optional<String> given = value(azure.tenantId());
        String configured = way() == Way.MANAGED
                ? given.orElse("managed-identity")
                : required(given, "AZURE_TENANT_ID", "the tenant's id or one of its domains");
        if (!configured.matches("[A-Za-z0-9.-]+")) {
            throw new ConfigurationException("AZURE_TENANT_ID is neither a tenant's id nor a domain: only letters,"
                    + " digits, '-' and '.' may stand in it.");
        }
        return configured;
    }

    /** @return the application's id; of a managed identity also {@code system-assigned}, when nobody has said */
    public String clientId() {
        Optional<String> given = value(azure.clientId());
        return way() == Way.MANAGED
                ? given.orElse("system-assigned")
                : required(given, "AZURE_CLIENT_ID", "the application (client) id of the app registration");
    }

    /** @return whether tenant and application are both named, so that two programs can tell whether they are the same one */
    public boolean isNamed() {
        return value(azure.tenantId()).isPresent() && value(azure.clientId()).isPresent();
    }

    Optional<String> assignedClientId() {
        return value(azure.clientId());
    }

    String clientSecret() {
        return required(
                value(azure.clientSecret()),
                "AZURE_CLIENT_SECRET",
                "the value of one of its client secrets (or another credential: AZURE_CLIENT_CERTIFICATE_PATH,"
                        + " AZURE_FEDERATED_TOKEN_FILE, or filetrail.identity=managed)");
    }

    String certificatePath() {
        return required(
                value(azure.clientCertificatePath()),
                "AZURE_CLIENT_CERTIFICATE_PATH",
                "a PEM or PKCS#12 file with a certificate of the app registration and its private key");
    }

    /** Not stripped: a password may begin with a blank. */
    Optional<String> certificatePassword() {
        return azure.clientCertificatePassword();
    }

    String federatedTokenFile() {
        return required(
                value(azure.federatedTokenFile()),
                "AZURE_FEDERATED_TOKEN_FILE",
                "the file with the workload's own token");
    }

    Optional<String> endpoint() {
        return value(platform.endpoint());
    }

    Optional<String> endpointHeader() {
        return value(platform.header());
    }

    String metadataService() {
        return value(azure.podIdentityAuthorityHost())
                .map(url -> url.replaceAll("/+$", ""))
                .orElse("http://169.254.169.254");
    }

    private static Optional<String> value(Optional<String> given) {
        return given.map(String::strip).filter(text -> !text.isEmpty());
    }

    private static String required(Optional<String> value, String name, String description) {
        return value.orElseThrow(() -> new ConfigurationException(name + " is not set: FileTrail needs " + description
                + " to ask Defender. (To try it without any account: ./mvnw quarkus:dev)"));
    }
}
