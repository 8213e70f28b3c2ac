// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import jakarta.enterprise.inject.Vetoed;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Signed in, with a token that says what a test wants. */
@Vetoed
public final class SaidByAToken extends DefenderSignIn {

    private final Semaphore looks = new Semaphore(0);
    private volatile Set<String> permissions;

    public SaidByAToken() {
        super(null, null, null);
    }

    /** What the token says; null for none. */
    public SaidByAToken says(Set<String> theirs) {
        permissions = theirs;
        return this;
    }

    /** Taken from whenever somebody has looked again. */
    public Semaphore looks() {
        return looks;
    }

    @Override
    public Optional<SignedIn> signedIn(Person person) {
        return Optional.ofNullable(permissions)
                .map(theirs -> new SignedIn(person != null, theirs, "https://api.securitycenter.microsoft.com", true));
    }

    @Override
    public void lookAgain(Person person) {
        looks.release();
        throw Trouble.unreachable(new java.io.IOException("down"), "https://login.example");
    }
}
