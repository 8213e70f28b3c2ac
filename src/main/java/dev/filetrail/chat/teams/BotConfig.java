// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The bot that people write to in Teams, under {@code filetrail.chat.teams.bot}. Without an id and a secret there is none. */
@ConfigMapping(prefix = "filetrail.chat.teams.bot")
public interface BotConfig {

    /** @return the Microsoft App ID of the Azure Bot: the application (client) id of its app registration */
    Optional<String> appId();

    /** @return the tenant of that app registration, when only that tenant may use it (single tenant); empty for a multi-tenant app */
    Optional<String> tenantId();

    /** @return the value of a client secret of that app registration, by which the bot answers; it can't do with a certificate or a managed identity yet */
    Optional<String> clientSecret();

    /** @return where answers may be sent, base addresses; the bot's token goes nowhere else */
    @WithDefault("https://smba.trafficmanager.net/")
    List<String> serviceUrls();

    /** @return where the Bot Connector says what it signs with (OpenID Connect Discovery) */
    @WithDefault("https://login.botframework.com/v1/.well-known/openidconfiguration")
    String openIdMetadata();

    /** @return the sign-in authority of the bot, and of people who sign in through it */
    @WithDefault("https://login.microsoftonline.com")
    String authority();

    /** @return with {@code filetrail.on-behalf-of}: the name that Teams is told of the connection by which people sign in */
    @WithDefault("filetrail")
    String connection();

    /** @return with {@code filetrail.on-behalf-of}: the Application ID URI that people's tokens are issued for; empty for {@code api://botid-} and the app's id */
    Optional<String> ssoResource();
}
