// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import dev.filetrail.defender.identity.AzureConfig;
import dev.filetrail.defender.identity.Identity;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * Where Defender is and who we are there: the cloud's values and what overrides them, checked. Whatever is missing or
 * contradictory is said in one sentence that names the property.
 */
@Singleton
public class DefenderSetup {

    /** WindowsDefenderATP, the application that Defender is in every tenant. */
    private static final String DEFENDER_ITSELF = "fc780465-2017-40d4-a0c5-307022471b92";

    private final DefenderConfig config;
    private final AzureConfig azure;
    private final Identity identity;

    /** Every call asks for them; whoever finds them out at the same moment finds the same. Null until then. */
    private String api;

    private String authority;

    /**
     * @param config ours
     * @param azure the variables that Azure users have
     * @param identity who FileTrail is
     */
    DefenderSetup(DefenderConfig config, AzureConfig azure, Identity identity) {
        this.config = config;
        this.azure = azure;
        this.identity = identity;
    }

    /**
     * Looks at all of it.
     *
     * @throws ConfigurationException when FileTrail can't work with it
     */
    public void check() {
        api();
        authority();
        identity.check();
        if (config.defender().mostMachines() < 1
                || config.defender().mostAlerts() < 1
                || config.defender().mostPages() < 1) {
            throw new ConfigurationException("filetrail.defender.most-machines, filetrail.defender.most-alerts and"
                    + " filetrail.defender.most-pages must be 1 or more.");
        }
    }

    /** @return the base address of the API, without a slash at its end */
    public String api() {
        if (api == null) {
            api = config.defender()
                    .url()
                    .map(url -> address(url, "filetrail.defender.url (FILETRAIL_DEFENDER_URL)"))
                    .orElse(cloud().api());
        }
        return api;
    }

    /** @return the base address of the sign-in, without a slash at its end */
    public String authority() {
        if (authority == null) {
            authority = azure.authorityHost()
                    .map(url -> address(url, "AZURE_AUTHORITY_HOST"))
                    .orElse(cloud().authority());
        }
        return authority;
    }

    /** @return the scope to ask tokens for */
    public String scope() {
        return config.defender().scope().orElse(cloud().scope());
    }

    /**
     * Whether Defender takes a token. Tokens for the API's own host are issued and then refused (API page "Get access with
     * application context": the audience is not the host).
     *
     * @param audience of the token; null when it can't be read
     * @return it will, as far as can be told
     */
    boolean isRightAudience(String audience) {
        if (audience == null) {
            return true;
        }
        String wanted = scope().replaceFirst("/\\.default$", "").replaceAll("/+$", "");
        String given = audience.replaceAll("/+$", "");
        return !given.endsWith("api.security.microsoft.com")
                && (given.equalsIgnoreCase(wanted) || given.equals(DEFENDER_ITSELF));
    }

    /** @return whether Defender is asked with the rights of the person who asks, not the application's */
    public boolean onBehalfOf() {
        return identity.onBehalfOf();
    }

    /** @return the base address of the portal for people */
    public String portal() {
        return cloud().portal();
    }

    /** @return where the tenant lives, as it is configured */
    public String cloudName() {
        return config.cloud();
    }

    private DefenderCloud cloud() {
        return DefenderCloud.named(config.cloud())
                .orElseThrow(() -> new ConfigurationException("filetrail.cloud (FILETRAIL_CLOUD) is '" + config.cloud()
                        + "', which is none of " + DefenderCloud.names() + "."));
    }

    /** @return the tenant's id or one of its domains */
    public String tenantId() {
        return identity.tenantId();
    }

    /** @return the application's id */
    public String clientId() {
        return identity.clientId();
    }

    /** @return how the application proves who it is, for people */
    public String signsInBy() {
        return identity.way().words();
    }

    /** @return whether tenant and application are both named, so that replicas can tell that they are the same program */
    public boolean isNamed() {
        return identity.isNamed();
    }

    private static String address(String text, String name) {
        String address = text.strip().replaceAll("/+$", "");
        // Azure's own tools write the authority without its scheme, too.
        if (name.startsWith("AZURE") && !address.contains("://")) {
            address = "https://" + address;
        }
        try {
            URI uri = URI.create(address);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // said below, like every other address that is none
        }
        throw new ConfigurationException(name + " is not an http or https address: " + text);
    }
}
