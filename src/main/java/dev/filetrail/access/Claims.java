// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;

/** What a token says. Believed only after its signature has been checked. */
final class Claims {

    private final JsonObject claims;

    private Claims(JsonObject claims) {
        this.claims = claims;
    }

    /**
     * Reads them.
     *
     * @param token a signed JWT whose signature has been checked
     * @return its claims
     */
    static Claims of(String token) {
        return new Claims(new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]))));
    }

    /**
     * @param name of a claim
     * @return null when it isn't there, is no text, or a blank one
     */
    String text(String name) {
        return claims.getValue(name) instanceof String text && !text.isBlank() ? text : null;
    }

    /**
     * @param names of claims, the best first
     * @return the first of them that is there; null when none is
     */
    String firstText(String... names) {
        return Arrays.stream(names)
                .map(this::text)
                .filter(text -> text != null)
                .findFirst()
                .orElse(null);
    }

    /**
     * Entra puts the scopes of a person's token into {@code scp} and the roles of an application's into {@code roles}; others
     * use {@code scope} (RFC 8693, section 4.2).
     *
     * @param scope one word
     * @return whether the token allows it
     */
    boolean allows(String scope) {
        return Stream.of("scp", "scope", "roles").flatMap(this::words).anyMatch(scope::equals);
    }

    private Stream<String> words(String name) {
        Object value = claims.getValue(name);
        if (value instanceof JsonArray list) {
            return list.stream().filter(String.class::isInstance).map(String.class::cast);
        }
        return value instanceof String text ? Arrays.stream(text.split(" ")) : Stream.empty();
    }

    /** @return it was issued to a person, and not to an application that stands for nobody (Entra's {@code scp}, {@code idtyp}) */
    boolean ofAPerson() {
        return words("scp").anyMatch(word -> !word.isBlank()) && !"app".equals(text("idtyp"));
    }

    /** @return it tells a client who has signed in, and was not made to be shown to anybody else */
    boolean isIdToken() {
        return "ID".equals(text("typ")) || claims.containsKey("at_hash");
    }
}
