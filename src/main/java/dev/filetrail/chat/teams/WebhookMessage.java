package dev.filetrail.chat.teams;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
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

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * Reads a mention.
     *
     * @param body as it came
     * @return the mention
     * @throws BotRefusal when it is none
     */
    static WebhookMessage read(Buffer body) {
        Activity activity = new Activity(json(text(body)));
        if (!activity.type().equals("message")) {
            throw new BotRefusal(400, "The activity is no message: 'type' must be \"message\".");
        }
        if (activity.id().isEmpty() || activity.conversation().isEmpty()) {
            throw new BotRefusal(400, "The message must have an 'id' and a 'conversation' with an 'id'.");
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

    private static String text(Buffer body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body.getBytes()))
                    .toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BotRefusal(400, "The body is not UTF-8, as JSON has to be (RFC 8259, section 8.1).");
        }
    }

    private static JsonObject json(String text) {
        try {
            JsonObject json = new JsonObject(text);
            if (json.getMap() != null) {
                return json;
            }
        } catch (DecodeException | IllegalArgumentException | ClassCastException e) {
            // Told below: what the parser says of it shows parts of the message.
        }
        throw new BotRefusal(400, "The body is no activity: a JSON object is.");
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new BotRefusal(400, "The message must say when it was sent: 'timestamp', ISO 8601 with an offset.");
        }
    }
}
