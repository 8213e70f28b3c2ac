// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import dev.filetrail.defender.identity.SignInException;
import java.time.Duration;

/**
 * Defender, its sign-in or the way there gave no answer: what happened and what to do, in words for a person. Its message
 * holds neither a token nor a secret.
 */
public class DefenderException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What went wrong, for programs. */
    public enum Kind {
        /** Defender does not understand the question (400 and its like). */
        BAD_REQUEST,
        /** Defender does not accept a token it was just given (401). */
        UNAUTHORIZED,
        /** The application lacks a permission (403). */
        FORBIDDEN,
        /** Defender is asked too often (429). */
        THROTTLED,
        /** Our own budget has no call left. */
        BUDGET_SPENT,
        /** Defender has trouble of its own (5xx). */
        SERVICE_FAILED,
        /** No connection, or one that broke. */
        UNREACHABLE,
        /** No answer in time. */
        TIMED_OUT,
        /** An answer that can't be understood. */
        BROKEN_ANSWER,
        /** An answer larger than this program may hold. */
        TOO_LARGE,
        /** Other large answers take all the room there is. */
        OVERLOADED,
        /** Defender failed so often of late that it is left alone for a moment. */
        RESTING,
        /** No token could be had. */
        SIGN_IN
    }

    private final Kind kind;
    private final String whatToDo;
    private final Duration waitTime;
    private final String correlationId;
    private final boolean worthRetrying;
    private final transient Challenge challenge;

    private DefenderException(Draft draft) {
        super(draft.whatHappened, draft.cause);
        this.kind = draft.kind;
        this.whatToDo = draft.whatToDo;
        this.waitTime = draft.waitTime;
        this.correlationId = draft.correlationId;
        this.worthRetrying = draft.worthRetrying;
        this.challenge = draft.challenge;
    }

    /**
     * What the person has to do at the sign-in before FileTrail can ask on that person's behalf.
     *
     * @param error {@code insufficient_claims} or {@code consent_required}
     * @param claims the claims to ask for when signing in again, JSON; null when none were named
     */
    public record Challenge(String error, String claims) {}

    static Draft of(Kind kind, String whatHappened) {
        return new Draft(kind, whatHappened);
    }

    /**
     * There is no call to be had in time.
     *
     * @param wait until there is one
     * @return the exception to throw
     */
    public static DefenderException budgetSpent(Duration wait) {
        return Trouble.budgetSpent(wait);
    }

    /**
     * There is no room for so large an answer beside the others.
     *
     * @param wait until there will be
     * @return the exception to throw
     */
    public static DefenderException overloaded(Duration wait) {
        return Trouble.overloaded(wait);
    }

    /** @return what went wrong */
    public Kind kind() {
        return kind;
    }

    /** @return whose turn it is and what to do, a sentence or more */
    public String whatToDo() {
        return whatToDo;
    }

    /** @return how long to wait before asking again, null when waiting is not the remedy or nobody knows */
    public Duration waitTime() {
        return waitTime;
    }

    /** @return what a support case at Microsoft asks for, null when none came */
    public String correlationId() {
        return correlationId;
    }

    /** @return what the person who asks has to do at the sign-in; null when it is not that person's turn */
    public Challenge challenge() {
        return challenge;
    }

    /** @return Defender, its sign-in or the way there is down: nobody asked wrongly, and nobody asked too often */
    public boolean isOutage() {
        return switch (kind) {
            case SERVICE_FAILED, UNREACHABLE, TIMED_OUT, RESTING, BROKEN_ANSWER -> true;
            case SIGN_IN -> worthRetrying;
            default -> false;
        };
    }

    /** @return the same question may be put again by itself, after {@link #waitTime()} */
    boolean worthRetrying() {
        return worthRetrying;
    }

    /** Trouble of the service or of the way to it: what the circuit breaker counts, since it tells by class. */
    static final class OfTheService extends DefenderException {

        private static final long serialVersionUID = 1;

        private OfTheService(Draft draft) {
            super(draft);
        }
    }

    /** An exception in the making. */
    static final class Draft {

        private final Kind kind;
        private final String whatHappened;
        private String whatToDo = "";
        private Duration waitTime;
        private String correlationId;
        private boolean worthRetrying;
        private Challenge challenge;
        private Throwable cause;

        private Draft(Kind kind, String whatHappened) {
            this.kind = kind;
            this.whatHappened = whatHappened;
        }

        Draft toDo(String whatToDo) {
            this.whatToDo = whatToDo;
            return this;
        }

        Draft after(Duration waitTime) {
            this.waitTime = waitTime;
            return this;
        }

        Draft correlationId(String correlationId) {
            this.correlationId = correlationId;
            return this;
        }

        Draft worthRetrying(boolean worthRetrying) {
            this.worthRetrying = worthRetrying;
            return this;
        }

        Draft challenging(SignInException.Challenge asked) {
            this.challenge = asked == null ? null : new Challenge(asked.error(), asked.claims());
            return this;
        }

        Draft because(Throwable cause) {
            this.cause = cause;
            return this;
        }

        DefenderException exception() {
            return switch (kind) {
                case SERVICE_FAILED, UNREACHABLE, TIMED_OUT -> new OfTheService(this);
                default -> new DefenderException(this);
            };
        }
    }
}
