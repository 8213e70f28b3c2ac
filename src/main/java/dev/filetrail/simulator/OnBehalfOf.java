// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The on-behalf-of exchange: whether a token that the client was called with stands for a person it may act for. */
final class OnBehalfOf {

    private final SigningKeys keys;
    private final Map<SimulatedPerson, String> interaction = new ConcurrentHashMap<>();
    private final Set<SimulatedPerson> withoutConsent = ConcurrentHashMap.newKeySet();
    private final Map<SimulatedPerson, LongAdder> exchanges = new ConcurrentHashMap<>();

    OnBehalfOf(SigningKeys keys) {
        this.keys = keys;
    }

    /** Claims null: no interaction any more. */
    void requireInteraction(SimulatedPerson person, String claims) {
        if (claims == null) {
            interaction.remove(person);
        } else {
            interaction.put(person, claims);
        }
    }

    void withoutConsent(SimulatedPerson person) {
        withoutConsent.add(person);
    }

    void reset() {
        interaction.clear();
        withoutConsent.clear();
        exchanges.clear();
    }

    void exchanged(SimulatedPerson person) {
        exchanges.computeIfAbsent(person, first -> new LongAdder()).increment();
    }

    /** How many tokens were given for a person. */
    long exchanges(SimulatedPerson person) {
        LongAdder count = exchanges.get(person);
        return count == null ? 0 : count.sum();
    }

    /**
     * Whom an assertion stands for.
     *
     * @param audience what the client wants to call on the person's behalf
     * @throws RefusedException if it is no token of a person of this tenant for this client, or if the person has to do
     *     something first
     */
    SimulatedPerson check(String assertion, SignInSettings accepted, String audience, Instant now) {
        JsonWebToken token = JsonWebToken.parse(assertion)
                .orElseThrow(() -> new RefusedException(SignInError.PERSON_ASSERTION_MALFORMED));
        if (!token.algorithm().equals(JsonWebSignature.RS256)
                || !token.isSignedBy(keys.current().getPublic())) {
            throw new RefusedException(
                    SignInError.PERSON_ASSERTION_SIGNATURE,
                    "The provided signature value did not match the expected signature value.");
        }
        if (!token.claim("tid").equals(accepted.tenantId())) {
            throw new RefusedException(
                    SignInError.PERSON_ASSERTION_SIGNATURE, "The token issuer is not that of this directory.");
        }
        String id = accepted.clientId();
        List<String> audiences = token.audiences();
        if (!audiences.contains(id) && !audiences.contains("api://" + id)) {
            throw new RefusedException(SignInError.PERSON_ASSERTION_AUDIENCE, String.join(" ", audiences));
        }
        Instant from = token.time("nbf").orElse(Instant.EPOCH);
        Instant to = token.time("exp").orElse(Instant.EPOCH);
        if (now.isBefore(from) || !now.isBefore(to)) {
            throw new RefusedException(
                    SignInError.PERSON_ASSERTION_TIME,
                    "Current time: " + now + ", expiry time of assertion " + to + ".");
        }
        if (token.claim("idtyp").equals("app") || token.claim("scp").isEmpty()) {
            throw new RefusedException(SignInError.ASSERTION_OF_AN_APP, token.claim("azp"));
        }
        SimulatedPerson person = person(token);
        if (withoutConsent.contains(person)) {
            throw new RefusedException(SignInError.CONSENT_MISSING);
        }
        String claims = interaction.get(person);
        if (claims != null) {
            throw new RefusedException(SignInError.INTERACTION_REQUIRED, audience, claims);
        }
        return person;
    }

    private static SimulatedPerson person(JsonWebToken token) {
        for (SimulatedPerson person : SimulatedPerson.values()) {
            if (person.oid().equals(token.claim("oid"))) {
                return person;
            }
        }
        throw new RefusedException(SignInError.UNKNOWN_PERSON, token.claim("preferred_username"));
    }
}
