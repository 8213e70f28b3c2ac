// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The outgoing webhook that people mention in a channel, under {@code filetrail.chat.teams.webhook}. */
@ConfigMapping(prefix = "filetrail.chat.teams.webhook")
public interface WebhookConfig {

    /**
     * @return the security tokens that Teams showed when the webhook was made, in Base64 as it showed them: one, or several with
     *     commas between while one takes another's place; without one there is no webhook
     */
    Optional<List<String>> secrets();

    /** @return how long a mention may take; Teams gives up after five seconds, so 4.5 at the most */
    @WithDefault("3500ms")
    Duration patience();
}
