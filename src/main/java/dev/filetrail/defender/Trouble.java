// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.filetrail.ForeignText;
import dev.filetrail.defender.DefenderException.Kind;
import dev.filetrail.defender.identity.SignInException;
import java.io.EOFException;
import java.time.Duration;

/** What goes wrong without Defender having said anything: on the way there, with its answer, or with ourselves. */
final class Trouble {

    private static final int LONGEST_CAUSE = 100;
    private static final int LONGEST_TYPE = 60;
    /** As long as the circuit breaker stays open. */
    private static final Duration RESTS = Duration.ofSeconds(5);

    private Trouble() {}

    static DefenderException unreachable(Throwable failure, String address) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        boolean brokeOff = failure instanceof EOFException || failure instanceof JsonEOFException;
        return DefenderException.of(
                        Kind.UNREACHABLE,
                        brokeOff
                                ? "Defender's answer broke off in the middle."
                                : "Defender can't be reached, or the connection broke (" + address + ", "
                                        + ForeignText.oneLine(cause.getMessage(), LONGEST_CAUSE) + ").")
                .toDo("Ask again in a moment. If it lasts, FileTrail's operator checks the network, the proxy and"
                        + " filetrail.defender.url.")
                .worthRetrying(true)
                .because(failure)
                .exception();
    }

    static DefenderException timedOut(Throwable cause) {
        return DefenderException.of(Kind.TIMED_OUT, "Defender did not finish its answer in time.")
                .toDo("Ask again in a moment. A file that is on very many machines takes longest.")
                .because(cause)
                .exception();
    }

    /** @param what it says it is, or what is wrong with it; may be null */
    static DefenderException brokenAnswer(String what, Throwable cause) {
        return DefenderException.of(
                        Kind.BROKEN_ANSWER,
                        "What came instead of Defender's answer can't be understood"
                                + (what == null ? "." : " (" + ForeignText.oneLine(what, LONGEST_TYPE) + ")."))
                .toDo("Ask again. If it stays so, something between FileTrail and Defender, a proxy or a sign-in page,"
                        + " changes answers: FileTrail's operator checks filetrail.defender.url and the proxy.")
                .because(cause)
                .exception();
    }

    static DefenderException tooLarge(String how, Throwable cause) {
        return DefenderException.of(Kind.TOO_LARGE, "Defender's answer is larger than FileTrail may hold: " + how + ".")
                .toDo("FileTrail's operator raises filetrail.defender.most-machines, filetrail.defender.most-alerts"
                        + " or filetrail.defender.most-pages, with memory to match.")
                .because(cause)
                .exception();
    }

    static DefenderException budgetSpent(Duration wait) {
        return DefenderException.of(
                        Kind.BUDGET_SPENT,
                        "FileTrail has no call to Defender left for now: its allowance is spent, or Defender asked for a"
                                + " pause.")
                .toDo("Wait, then ask again. Defender allows 100 calls a minute and 1,500 an hour; what was asked a"
                        + " moment ago is still remembered and costs none.")
                .after(wait)
                .exception();
    }

    static DefenderException overloaded(Duration wait) {
        return DefenderException.of(
                        Kind.OVERLOADED,
                        "This answer is a very large one, and FileTrail is still busy with others as large: it reads"
                                + " one at a time, to stay within its memory.")
                .toDo("Ask again later. Answers that are not as large are given meanwhile.")
                .after(wait)
                .exception();
    }

    static DefenderException resting(Throwable cause) {
        return DefenderException.of(
                        Kind.RESTING, "Defender has failed so often of late that FileTrail leaves it alone.")
                .toDo("Ask again in a few seconds: FileTrail then tries by itself whether Defender is back.")
                .after(RESTS)
                .because(cause)
                .exception();
    }

    static DefenderException signIn(SignInException refusal) {
        return DefenderException.of(Kind.SIGN_IN, refusal.getMessage())
                .toDo(refusal.whatToDo())
                .correlationId(refusal.correlationId())
                .worthRetrying(refusal.passing())
                .challenging(refusal.challenge())
                .because(refusal)
                .exception();
    }
}
