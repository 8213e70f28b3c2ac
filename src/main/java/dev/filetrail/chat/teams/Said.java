// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.vertx.core.json.JsonObject;

/**
 * What is said in answer to a message, in two forms of one content.
 *
 * @param card an Adaptive Card 1.5, under 28 KB
 * @param text the same as plain text, for where no card is shown, such as a notification
 */
record Said(JsonObject card, String text) {}
