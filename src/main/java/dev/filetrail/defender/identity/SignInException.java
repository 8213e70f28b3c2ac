// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

/** The sign-in gave no token: what it said and what to do. Holds no secret. */
public final class SignInException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String whatToDo;
    private final String correlationId;
    private final boolean passing;
    private final transient Challenge challenge;

    SignInException(String whatHappened, String whatToDo, String correlationId, boolean passing, Throwable cause) {
        this(whatHappened, whatToDo, correlationId, passing, null, cause);
    }

    SignInException(
            String whatHappened,
            String whatToDo,
            String correlationId,
            boolean passing,
            Challenge challenge,
            Throwable cause) {
        super(whatHappened, cause);
        this.whatToDo = whatToDo;
        this.correlationId = correlationId;
        this.passing = passing;
        this.challenge = challenge;
    }

    /**
     * What the person has to do at the sign-in before FileTrail can ask on that person's behalf.
     *
     * @param error {@code insufficient_claims} or {@code consent_required}
     * @param claims the claims to ask for when signing in again, JSON; null when none were named
     */
    public record Challenge(String error, String claims) {}

    /** Something of our own is missing, before anybody was asked. */
    static SignInException ofOurs(String whatIsWrong, String whatToDo, Throwable cause) {
        return new SignInException(
                "FileTrail can't sign in: " + whatIsWrong + ".",
                "FileTrail's operator: " + whatToDo,
                null,
                false,
                cause);
    }

    /** @return whose turn it is and what to do */
    public String whatToDo() {
        return whatToDo;
    }

    /** @return what a support case asks for, null when none came */
    public String correlationId() {
        return correlationId;
    }

    /** @return it may work when tried again: the sign-in could not be reached, or had trouble of its own */
    public boolean passing() {
        return passing;
    }

    /** @return what the person who asks has to do; null when it is not that person's turn */
    public Challenge challenge() {
        return challenge;
    }
}
