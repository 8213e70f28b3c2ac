// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import dev.filetrail.trail.Caller;
import dev.filetrail.trail.Visit;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Teams tells the bot (Bot Framework, "Activity" schema). All of it was chosen by others: every reading method takes what has
 * the wrong type for missing.
 *
 * @param json as it came
 */
record Activity(JsonObject json) {

    /** Bytes; much more than a message of Teams may have (Microsoft's page "Format your bot messages": 28 KB). */
    static final int LARGEST = 256 * 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * Reads one.
     *
     * @param body as it came; anything
     * @return what it holds
     * @throws MessageRefusal when it is no JSON object, or not in UTF-8
     */
    static Activity read(Buffer body) {
        String text = text(body);
        try {
            JsonObject json = new JsonObject(text);
            if (json.getMap() != null) {
                return new Activity(json);
            }
        } catch (DecodeException | IllegalArgumentException | ClassCastException e) {
            // Told below: what the parser says of it shows parts of the message.
        }
        throw new MessageRefusal(400, "The body is no activity: a JSON object is.");
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
            throw new MessageRefusal(400, "The body is not UTF-8, as JSON has to be (RFC 8259, section 8.1).");
        }
    }

    /** @return {@code message}, {@code invoke}, {@code conversationUpdate} …; "" when there is none */
    String type() {
        return text(json, "type");
    }

    /** @return {@code msteams}; "" when there is none */
    String channel() {
        return text(json, "channelId");
    }

    /** @return its id within the conversation; "" when there is none */
    String id() {
        return text(json, "id");
    }

    /** @return where it can be answered; "" when it doesn't say */
    String serviceUrl() {
        return text(json, "serviceUrl");
    }

    /** @return the conversation's id; "" when there is none */
    String conversation() {
        return text(object(json, "conversation"), "id");
    }

    /** @return what an {@code invoke} is for; "" when it doesn't say */
    String name() {
        return text(json, "name");
    }

    /** @return as it was typed, mentions in it; "" when there is none */
    String text() {
        return text(json, "text");
    }

    /** @return what an {@code invoke} brings; empty when there is nothing */
    JsonObject value() {
        return object(json, "value");
    }

    /** @return who has written it, as Teams writes it; empty when it doesn't say */
    JsonObject from() {
        return object(json, "from");
    }

    /** @return the bot, as Teams writes it; empty when it doesn't say */
    JsonObject recipient() {
        return object(json, "recipient");
    }

    /** @return the person's object id in the directory; null when it doesn't say */
    String person() {
        String id = text(from(), "aadObjectId");
        return id.isEmpty() ? null : id.toLowerCase(Locale.ROOT);
    }

    /** @return what the person is called; null when it doesn't say */
    String personName() {
        String name = text(from(), "name");
        return name.isEmpty() ? null : name;
    }

    /** @return every tenant that it says it comes from, lower case: one, if all is well */
    Set<String> tenants() {
        return Stream.of(
                        text(object(object(json, "channelData"), "tenant"), "id"),
                        text(object(json, "conversation"), "tenantId"))
                .filter(Predicate.not(String::isEmpty))
                .map(tenant -> tenant.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** @return the tenant that it comes from; only of one that is answered, which names one */
    String tenant() {
        return tenants().iterator().next();
    }

    /**
     * The visit of whoever has caused it, once the tenant is known to be answered.
     *
     * @param token the person's own, where Defender is asked on their behalf; null otherwise
     * @return a visit by the door of Teams
     */
    Visit visit(String token) {
        return Visit.of("teams", new Caller("teams", tenant(), person(), personName(), token));
    }

    /** @return the bot has just been added to the conversation */
    boolean welcomesTheBot() {
        String bot = text(recipient(), "id");
        return !bot.isEmpty() && objects("membersAdded").anyMatch(member -> bot.equals(text(member, "id")));
    }

    private Stream<JsonObject> objects(String name) {
        return json.getValue(name) instanceof JsonArray list
                ? list.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
                : Stream.empty();
    }

    /**
     * A text in an object.
     *
     * @param object any
     * @param name of a property
     * @return "" when it isn't there, or no text
     */
    static String text(JsonObject object, String name) {
        return object.getValue(name) instanceof String text ? text : "";
    }

    /**
     * An object in an object.
     *
     * @param object any
     * @param name of a property
     * @return an empty one when it isn't there, or no object
     */
    static JsonObject object(JsonObject object, String name) {
        return object.getValue(name) instanceof JsonObject inner ? inner : new JsonObject();
    }
}
