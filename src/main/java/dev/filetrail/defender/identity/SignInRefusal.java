// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.ForeignText;
import dev.filetrail.defender.identity.SignInException.Challenge;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what the token endpoint said (RFC 6749, section 5.2, and Entra's additions) into words for a person. */
final class SignInRefusal {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern AADSTS = Pattern.compile("AADSTS(\\d{4,8})");
    /** An assertion that an answer repeats is as good as a secret for as long as it lives. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{10,}(\\.[\\w-]*)*");

    private static final int LONGEST_WORDS = 200;

    private SignInRefusal() {}

    /**
     * Reads the body of a refusal, of which anything may be missing and which may be no JSON at all.
     *
     * @param body as it came, may be null
     * @param secret what must not be repeated, should the answer hold it
     * @param cause for the log
     * @return the exception to throw
     */
    static SignInException of(String body, String secret, Throwable cause) {
        JsonNode answer = json(body);
        int code = code(answer);
        Optional<SignInProblem> known = SignInProblem.of(code);
        String correlationId = words(answer, "correlation_id", secret);
        String named = code > 0 ? "AADSTS" + code : words(answer, "error", secret);
        String whatHappened = "The sign-in gave FileTrail no token: "
                + known.map(SignInProblem::meaning)
                        .orElse(answer.isObject() ? "it refused" : "its answer can't be understood")
                + (named.isEmpty() ? "" : " (" + named + ")")
                + ".";
        if (known.isEmpty() && answer.isObject()) {
            String description = words(answer, "error_description", secret);
            whatHappened += description.isEmpty() ? "" : " It says: \"" + description.replace('"', '\'') + "\".";
        }
        boolean thePersonsTurn = known.filter(SignInProblem::isThePersons).isPresent();
        return new SignInException(
                whatHappened,
                (thePersonsTurn ? "" : "FileTrail's operator: ")
                        + known.map(SignInProblem::whatToDo)
                                .orElse(
                                        answer.isObject()
                                                ? "look the code up in Microsoft's list of Entra error codes, and check"
                                                        + " AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET."
                                                : "something else than Entra answers there; check AZURE_AUTHORITY_HOST"
                                                        + " and the proxy on the way."),
                correlationId.isEmpty() ? null : correlationId,
                !answer.isObject() || answer.path("error").asText("").equals("temporarily_unavailable"),
                challenge(answer, known.orElse(null)),
                cause);
    }

    /** On behalf of a person only: an application has nobody who could sign in again (Microsoft's page on the flow, "error response example"). */
    private static Challenge challenge(JsonNode answer, SignInProblem known) {
        String claims = answer.path("claims").asText(null);
        if (known == SignInProblem.NO_CONSENT) {
            return new Challenge("consent_required", null);
        }
        return claims != null || answer.path("error").asText("").equals("interaction_required")
                ? new Challenge("insufficient_claims", claims)
                : null;
    }

    private static String words(JsonNode answer, String part, String secret) {
        String said = answer.path(part).asText("");
        String harmless = TOKEN.matcher(said).replaceAll("[token]");
        return ForeignText.oneLine(secret.isEmpty() ? harmless : harmless.replace(secret, "[secret]"), LONGEST_WORDS);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body == null ? "" : body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static int code(JsonNode answer) {
        int code = answer.path("error_codes").path(0).asInt(0);
        if (code == 0) {
            Matcher named = AADSTS.matcher(answer.path("error_description").asText(""));
            code = named.find() ? Integer.parseInt(named.group(1)) : 0;
        }
        return code;
    }
}
