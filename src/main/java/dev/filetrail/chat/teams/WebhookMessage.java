// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.vertx.core.buffer.Buffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A mention as Teams delivers it to an outgoing webhook: an activity, signed. It is looked at only once its signature is right,
 * and may still hold anything.
 *
 * @param activity as it came
 * @param sentAt when it was sent, as it says
 */
record WebhookMessage(Activity activity, Instant sentAt) {

    /** How old a mention may be, or how far ahead of this machine's clock: what was recorded on the way can't be used for longer. */
    static final Duration OLDEST = Duration.ofMinutes(5);

    /**
     * Reads a mention.
     *
     * @param body as it came
     * @return the mention
     * @throws MessageRefusal when it is none
     */
    static WebhookMessage read(Buffer body) {
        Activity activity = Activity.read(body);
        if (!activity.type().equals("message")) {
            throw new MessageRefusal(400, "The activity is no message: 'type' must be \"message\".");
        }
        if (activity.id().isEmpty() || activity.conversation().isEmpty()) {
            throw new MessageRefusal(400, "The message must have an 'id' and a 'conversation' with an 'id'.");
        }
        return new WebhookMessage(activity, moment(Activity.text(activity.json(), "timestamp")));
    }

    /**
     * @param now the time
     * @return it was sent a moment ago
     */
    boolean isRecent(Instant now) {
        return Duration.between(sentAt, now).abs().compareTo(OLDEST) <= 0;
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new MessageRefusal(
                    400, "The message must say when it was sent: 'timestamp', ISO 8601 with an offset.");
        }
    }
}
