// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** For whom the tokens of people who sign in may have been issued. */
class BotSetupTest {

    private static final String BOT = "11111111-2222-4333-8444-555555555555";
    private static final String CLIENT = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";

    private static BotSetup setup(String ssoResource, String azureClient) {
        return new BotSetup(null, new Bot(ssoResource), Optional.ofNullable(azureClient));
    }

    private record Bot(String resource) implements BotConfig {

        @Override
        public Optional<String> appId() {
            return Optional.of(BOT);
        }

        @Override
        public Optional<String> tenantId() {
            return Optional.empty();
        }

        @Override
        public Optional<String> clientSecret() {
            return Optional.empty();
        }

        @Override
        public List<String> serviceUrls() {
            return List.of();
        }

        @Override
        public String openIdMetadata() {
            return "";
        }

        @Override
        public String authority() {
            return "";
        }

        @Override
        public String connection() {
            return "";
        }

        @Override
        public Optional<String> ssoResource() {
            return Optional.ofNullable(resource);
        }
    }

    @Test
    void theResourceAndItsApplication() {
        assertThat(setup(null, null).ssoAudiences()).containsExactly("api://botid-" + BOT);
        assertThat(setup("api://machines", CLIENT.toUpperCase(Locale.ROOT)).ssoAudiences())
                .containsExactlyInAnyOrder("api://machines", CLIENT);
    }

    @Test
    void theResourceMayBeTheApplicationItself() {
        assertThat(setup(CLIENT, CLIENT).ssoAudiences()).containsExactly(CLIENT);
    }
}
