// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.defender.DefenderException;
import dev.filetrail.defender.DefenderException.Challenge;
import dev.filetrail.defender.DefenderSetup;
import dev.filetrail.defender.DefenderSignIn;
import dev.filetrail.defender.Person;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Whether FileTrail can ask on behalf of a person, found out before the person asks, where the door can still send the person to sign in. */
@Singleton
public class Delegation {

    private final DefenderSignIn signIn;
    private final DefenderSetup setup;

    Delegation(DefenderSignIn signIn, DefenderSetup setup) {
        this.signIn = signIn;
        this.setup = setup;
    }

    /**
     * What the person has to do first.
     *
     * @param words what is the matter and what to do
     * @param error {@code insufficient_claims} or {@code consent_required}
     * @param claims the claims to ask for when signing in again, JSON as Entra sent it; null when it named none
     */
    public record SignInAgain(String words, String error, String claims) {}

    /** @return whether Defender is asked with the rights of the person who asks */
    public boolean isOn() {
        return setup.onBehalfOf();
    }

    /**
     * Signs in on behalf of a person, once for as long as the token lives.
     *
     * @param caller a person, with a token
     * @return what the person has to do first; empty when there is nothing, also when the sign-in fails in other ways, which a
     *     question then tells
     */
    public Uni<Optional<SignInAgain>> before(Caller caller) {
        Person person = new Person(caller.tenant(), caller.subject(), caller.token());
        return signIn.isSignedIn(person)
                ? Uni.createFrom().item(Optional.empty())
                : Uni.createFrom().item(() -> tried(person)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Optional<SignInAgain> tried(Person person) {
        try {
            signIn.signIn(person);
            return Optional.empty();
        } catch (DefenderException e) {
            Challenge challenge = e.challenge();
            return challenge == null
                    ? Optional.empty()
                    : Optional.of(new SignInAgain(
                            TrailException.unanswered(e).inWords(), challenge.error(), challenge.claims()));
        }
    }
}
