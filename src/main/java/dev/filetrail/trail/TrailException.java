// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.defender.DefenderException;
import java.time.Duration;
import java.util.Locale;

/** There is no answer: the question can't be asked so, or nobody could answer it. Every door shows what it says. */
public final class TrailException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String outcome;
    private final boolean badQuestion;
    private final String whatToDo;
    private final Duration waitTime;
    private final String correlationId;

    private TrailException(
            String outcome,
            boolean badQuestion,
            String whatHappened,
            String whatToDo,
            Duration waitTime,
            String correlationId,
            Throwable cause) {
        super(whatHappened, cause);
        this.outcome = outcome;
        this.badQuestion = badQuestion;
        this.whatToDo = whatToDo;
        this.waitTime = waitTime;
        this.correlationId = correlationId;
    }

    /**
     * The question can't be asked so; asked differently it can.
     *
     * @param whatWasGiven a sentence that names what was given, made harmless
     * @param whatIsNeeded a sentence or more: what is needed and how to get it
     * @return the exception to throw
     */
    public static TrailException badQuestion(String whatWasGiven, String whatIsNeeded) {
        return new TrailException("bad_question", true, whatWasGiven, whatIsNeeded, null, null, null);
    }

    /**
     * The file has to be named by its SHA-1, since Defender does not know the SHA-256.
     *
     * @param whatHappened a sentence
     * @param whatToDo a sentence or more
     * @return the exception to throw
     */
    static TrailException unknownSha256(String whatHappened, String whatToDo) {
        return new TrailException("unknown_sha256", true, whatHappened, whatToDo, null, null, null);
    }

    /** @param cause a fault of FileTrail's own */
    static TrailException fault(Throwable cause) {
        return new TrailException(
                "fault",
                false,
                "FileTrail itself failed; nothing is wrong with the hash.",
                "Its log says why: FileTrail's operator looks there.",
                null,
                null,
                cause);
    }

    /** Defender is asked with the rights of the person who asks, and nobody has signed in. */
    static TrailException nobodyToAskFor() {
        return new TrailException(
                "nobody_signed_in",
                false,
                "FileTrail asks Defender with the rights of the person who asks (filetrail.on-behalf-of), and nobody has"
                        + " signed in here.",
                "Ask through a client that signs in. In a terminal, FILETRAIL_ON_BEHALF_OF=false asks with the"
                        + " application's own rights.",
                null,
                null,
                null);
    }

    /** @param cause why the audit log can't be written */
    static TrailException notWrittenDown(AuditLog.Failed cause) {
        return new TrailException(
                "audit_failed",
                false,
                "FileTrail can't write down who asks for what, and gives no answer that nobody would know of.",
                "FileTrail's operator makes filetrail.audit.to writable again (is the disk full?); its log says why.",
                null,
                null,
                cause);
    }

    static TrailException unanswered(DefenderException cause) {
        return unanswered(cause, "");
    }

    /** @param also what can be done besides, with a blank before it; may be empty */
    static TrailException unanswered(DefenderException cause, String also) {
        return new TrailException(
                cause.kind().name().toLowerCase(Locale.ROOT),
                false,
                cause.getMessage(),
                cause.whatToDo() + also,
                cause.waitTime(),
                cause.correlationId(),
                cause);
    }

    /** @return one word for programs and logs: {@code bad_question}, {@code throttled}, {@code forbidden} … */
    public String outcome() {
        return outcome;
    }

    /** @return true when the one who asks has to ask differently, false when nothing is wrong with the question */
    public boolean isBadQuestion() {
        return badQuestion;
    }

    /** @return whose turn it is and what to do, a sentence or more */
    public String whatToDo() {
        return whatToDo;
    }

    /** @return how long to wait before asking again, null when nobody knows or waiting does not help */
    public Duration waitTime() {
        return waitTime;
    }

    /** @return the same in whole seconds, 1 at least; null when there is nothing to wait for */
    public Long waitSeconds() {
        return WholeSeconds.toWait(waitTime);
    }

    /** @return what a support case at Microsoft asks for, may be null */
    public String correlationId() {
        return correlationId;
    }

    /** @return all of it for a person: what happened, what to do, how long to wait, the correlation id */
    public String inWords() {
        StringBuilder words = new StringBuilder(getMessage()).append(' ').append(whatToDo);
        Long seconds = waitSeconds();
        if (seconds != null) {
            words.append(" Ask again in ").append(seconds).append(seconds == 1 ? " second." : " seconds.");
        }
        if (correlationId != null) {
            words.append(" Correlation id for a support case: ")
                    .append(correlationId)
                    .append('.');
        }
        return words.toString();
    }
}
