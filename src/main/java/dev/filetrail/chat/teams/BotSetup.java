// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The bot's configuration, checked. Whatever is missing or contradictory stops the start, in one sentence that names the property. */
@Singleton
class BotSetup {

    /** Where the bots of multi-tenant apps get their token (Bot Connector authentication, "Step 1"). */
    private static final String TENANT_OF_MULTI_TENANT_BOTS = "botframework.com";

    private final AllowedTenants tenants;
    private final BotConfig bot;
    private final Optional<String> azureClient;

    /**
     * @param tenants whose people it answers
     * @param bot what it is
     * @param azureClient {@code AZURE_CLIENT_ID}
     */
    BotSetup(
            AllowedTenants tenants,
            BotConfig bot,
            @ConfigProperty(name = "azure.client-id") Optional<String> azureClient) {
        this.tenants = tenants;
        this.bot = bot;
        this.azureClient = azureClient;
    }

    void check(@Observes StartupEvent start) {
        check();
    }

    /**
     * Looks at all of it.
     *
     * @throws ConfigurationException when the bot can't work with it
     */
    void check() {
        if (bot.appId().isEmpty() && bot.clientSecret().isEmpty()) {
            return;
        }
        need(
                bot.appId().isPresent(),
                "filetrail.chat.teams.bot.client-secret is set, but filetrail.chat.teams.bot.app-id"
                        + " (FILETRAIL_CHAT_TEAMS_BOT_APP_ID) doesn't say whose it is");
        need(
                bot.clientSecret().isPresent(),
                "filetrail.chat.teams.bot.app-id is set, but there is no filetrail.chat.teams.bot.client-secret"
                        + " (FILETRAIL_CHAT_TEAMS_BOT_CLIENT_SECRET), without which the bot can't answer");
        need(
                AllowedTenants.isId(appId()),
                "filetrail.chat.teams.bot.app-id must be the bot's Microsoft App ID, such as"
                        + " 00000000-0000-0000-0000-000000000000");
        need(tenants.areNamed(), AllowedTenants.WANTED);
        need(
                !bot.serviceUrls().isEmpty()
                        && bot.serviceUrls().stream()
                                .allMatch(url -> ServiceUrls.parse(url).isPresent()),
                "filetrail.chat.teams.bot.service-urls must be base addresses, https unless they are on this machine,"
                        + " such as https://smba.trafficmanager.net/");
        need(
                ServiceUrls.parse(bot.openIdMetadata()).isPresent(),
                "filetrail.chat.teams.bot.open-id-metadata must be an address, https unless it is on this machine");
        need(
                ServiceUrls.parse(bot.authority()).isPresent(),
                "filetrail.chat.teams.bot.authority must be an address, https unless it is on this machine");
    }

    /** @return there is a bot */
    boolean isConfigured() {
        return bot.appId().isPresent() && bot.clientSecret().isPresent();
    }

    /** @return the Microsoft App ID, lower case */
    String appId() {
        return bot.appId().orElseThrow().toLowerCase(Locale.ROOT);
    }

    /** @return the client secret, never to be logged */
    String clientSecret() {
        return bot.clientSecret().orElseThrow();
    }

    /** @return where the bot signs in: the authority and a tenant, without a slash at the end */
    String signIn() {
        return authority() + "/" + bot.tenantId().orElse(TENANT_OF_MULTI_TENANT_BOTS);
    }

    /** @return the sign-in authority, without a slash at the end */
    String authority() {
        return bot.authority().replaceAll("/+$", "");
    }

    /** @return where the Bot Connector's keys are found */
    String openIdMetadata() {
        return bot.openIdMetadata();
    }

    /** @return where answers may be sent */
    ServiceUrls serviceUrls() {
        List<URI> urls = bot.serviceUrls().stream()
                .flatMap(url -> ServiceUrls.parse(url).stream())
                .toList();
        return new ServiceUrls(urls);
    }

    /** @return the name of the connection by which people sign in */
    String connection() {
        return bot.connection();
    }

    /** @return what people's tokens are issued for, as Teams is told */
    String ssoResource() {
        return bot.ssoResource().orElse("api://botid-" + appId());
    }

    /** @return for whom a person's token may have been issued: that resource, or the application that it belongs to */
    Set<String> ssoAudiences() {
        // They may be one and the same.
        return Stream.concat(
                        Stream.of(ssoResource()), azureClient.stream().map(client -> client.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void need(boolean fits, String sentence) {
        if (!fits) {
            throw new ConfigurationException(sentence + ".");
        }
    }
}
