package dev.filetrail.defender;

import dev.filetrail.defender.identity.AzureConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/**
 * Where Defender is and who we are there: the cloud's values and what overrides them, checked. Whatever is missing or
 * contradictory is said in one sentence that names the property.
 */
@ApplicationScoped
public class DefenderSetup {

    private final DefenderConfig config;
    private final AzureConfig azure;

    /**
     * @param config ours
     * @param azure the variables that Azure users have
     */
    DefenderSetup(DefenderConfig config, AzureConfig azure) {
        this.config = config;
        this.azure = azure;
    }

    /**
     * Looks at all of it.
     *
     * @throws ConfigurationException when FileTrail can't work with it
     */
    public void check() {
        api();
        authority();
        tenantId();
        clientId();
        clientSecret();
        if (config.defender().mostMachines() < 1 || config.defender().mostPages() < 1) {
            throw new ConfigurationException(
                    "filetrail.defender.most-machines and filetrail.defender.most-pages must be 1 or more.");
        }
    }

    /** @return the base address of the API, without a slash at its end */
    public String api() {
        return config.defender()
                .url()
                .map(url -> address(url, "filetrail.defender.url (FILETRAIL_DEFENDER_URL)"))
                .orElse(cloud().api());
    }

    /** @return the base address of the sign-in, without a slash at its end */
    public String authority() {
        return azure.authorityHost()
                .map(url -> address(url, "AZURE_AUTHORITY_HOST"))
                .orElse(cloud().authority());
    }

    /** @return the scope to ask tokens for */
    public String scope() {
        return config.defender().scope().orElse(cloud().scope());
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
        String tenantId = required(azure.tenantId(), "AZURE_TENANT_ID", "the tenant's id or one of its domains");
        if (!tenantId.matches("[A-Za-z0-9.-]+")) {
            throw new ConfigurationException("AZURE_TENANT_ID is neither a tenant's id nor a domain: only letters,"
                    + " digits, '-' and '.' may stand in it.");
        }
        return tenantId;
    }

    /** @return the application's id */
    public String clientId() {
        return required(azure.clientId(), "AZURE_CLIENT_ID", "the application (client) id of the app registration");
    }

    String clientSecret() {
        return required(azure.clientSecret(), "AZURE_CLIENT_SECRET", "the value of one of its client secrets");
    }

    private static String required(Optional<String> value, String name, String description) {
        return value.map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new ConfigurationException(name + " is not set: FileTrail needs " + description
                        + " to ask Defender. (To try it without any account: ./mvnw quarkus:dev)"));
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
