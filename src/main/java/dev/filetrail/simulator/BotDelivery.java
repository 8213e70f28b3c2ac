// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.core.json.JsonObject;

/**
 * What a bot has sent to the simulated Bot Connector, and the Connector has taken.
 *
 * @param conversation the conversation's id
 * @param replyTo id of the activity that is answered; null when it was sent to the conversation
 * @param activity as it was sent
 */
public record BotDelivery(String conversation, String replyTo, JsonObject activity) {}
