package dev.filetrail.defender;

import dev.filetrail.defender.DefenderException.Kind;
import java.util.Set;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/** One attempt to call Defender, and what became of it. Belongs to the thread that makes it. */
final class Attempt {

    /** Those that Defender documents, and what stands in front of it. Any other is told by its class, so that nobody makes up new ones. */
    private static final Set<Integer> KNOWN =
            Set.of(200, 400, 401, 403, 404, 407, 408, 410, 413, 429, 500, 502, 503, 504);

    private final long since = System.nanoTime();
    private String status = "fault";
    private boolean made = true;

    /** The answer has begun. */
    void answered(int code) {
        status = KNOWN.contains(code) ? String.valueOf(code) : code / 100 + "xx";
    }

    /** There is no answer, or it is not one. A refusal is told by its status. */
    void failed(RuntimeException failure) {
        if (isGivenUp(failure)) {
            status = "given_up";
        } else if (failure instanceof TimeoutException) {
            status = "timed_out";
        } else if (failure instanceof DefenderException e
                && (e.kind() == Kind.UNREACHABLE || e.kind() == Kind.BROKEN_ANSWER)) {
            status = e.kind() == Kind.UNREACHABLE ? "unreachable" : "broken_answer";
        }
    }

    /** The call was never made. */
    void unmade() {
        made = false;
    }

    private static boolean isGivenUp(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    /** @return whether there was a call */
    boolean isMade() {
        return made;
    }

    /** @return of the answer, or a word for why there is none */
    String status() {
        return status;
    }

    /** @return how long it has taken so far */
    long nanos() {
        return System.nanoTime() - since;
    }
}
