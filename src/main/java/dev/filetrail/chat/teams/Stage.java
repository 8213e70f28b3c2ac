// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

/** Where something is said, and so what a card can do there. */
enum Stage {
    /** The bot's: its buttons come back to FileTrail. */
    BOT,
    /** The outgoing webhook's: nothing comes back but what somebody types, so a card says what to type. */
    WEBHOOK
}
