// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import dev.filetrail.trail.Caller;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** In with a key of FileTrail's own. */
@ApplicationScoped
class KeyWay {

    /** What every key begins with, so that it is known for one. */
    static final String PREFIX = "filetrail_";

    private final AccessRules rules;
    private final ApiKeys keys;
    private final Attempts attempts;
    private final Challenge challenge;

    KeyWay(AccessRules rules, ApiKeys keys, Attempts attempts) {
        this.rules = rules;
        this.keys = keys;
        this.attempts = attempts;
        this.challenge = new Challenge(rules);
    }

    /**
     * Lets somebody in or refuses, an unknown key not before the time that failed attempts take.
     *
     * @param presented what they brought
     * @param door where
     * @param context the request
     * @return who it is, or {@link Refused}
     */
    Uni<Caller> admit(String presented, Door door, RoutingContext context) {
        String address = context.request().remoteAddress().hostAddress();
        return Uni.createFrom()
                .item(() -> keys.find(presented))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(key -> key.isPresent() ? known(key.get(), door, address) : unknown(door, address));
    }

    private Uni<Caller> known(ApiKeys.Key key, Door door, String address) {
        attempts.succeeded(address);
        if (!key.doors().contains(door)) {
            return refused(new Problem(
                    403,
                    "This key doesn't open the door '" + door.label() + "': FileTrail's operator makes keys that do."));
        }
        if (rules.onBehalfOf()) {
            return refused(new Problem(
                    403,
                    "FileTrail asks Defender with the rights of the person who asks (filetrail.on-behalf-of), and a key is"
                            + " nobody's: sign in as a person."));
        }
        return Uni.createFrom().item(new Caller("key", null, key.name(), key.name(), null));
    }

    private Uni<Caller> unknown(Door door, String address) {
        Duration delay = attempts.failed(address);
        return delay.isZero()
                ? refused(new Problem(429, "Too many attempts at once.").with("Retry-After", "1"))
                : Uni.createFrom()
                        .voidItem()
                        .onItem()
                        .delayIt()
                        .by(delay)
                        .chain(() -> refused(challenge.invalid(door, "The key is not known here.")));
    }

    private static Uni<Caller> refused(Problem problem) {
        return Uni.createFrom().failure(new Refused(problem));
    }
}
