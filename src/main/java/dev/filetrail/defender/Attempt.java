// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import dev.filetrail.defender.DefenderException.Kind;
import dev.filetrail.tracing.Span;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.Set;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/** One attempt to call Defender, and what became of it. */
final class Attempt {

    /** Those that Defender documents, and what stands in front of it. Any other is told by its class, so that nobody makes up new ones. */
    private static final Set<Integer> KNOWN =
            Set.of(200, 400, 401, 403, 404, 407, 408, 410, 413, 429, 500, 502, 503, 504);

    private final Operation operation;
    private final Span span;
    private final long since = System.nanoTime();
    private volatile String status = "fault";
    private volatile boolean made = true;
    private volatile Cancellable exchange = () -> {};

    /**
     * It begins.
     *
     * @param operation what is asked for
     * @param work that it belongs to
     * @param number 1 for the first
     */
    Attempt(Operation operation, Span work, int number) {
        this.operation = operation;
        this.span = work.begin(Span.Kind.CLIENT)
                .with("filetrail.call", operation.label())
                .with("filetrail.attempt", number)
                .with("http.request.method", "GET");
    }

    /**
     * The sending of the request and the reading of its answer, within the attempt's place in a trace. {@link #end()} ends it.
     *
     * @param work both
     * @param <T> what they come to
     * @return that
     */
    <T> Uni<T> made(Uni<T> work) {
        return Uni.createFrom().emitter(emitter -> {
            TraceOnward.within(span.onward());
            try {
                exchange = work.subscribe().with(emitter::complete, emitter::fail);
            } finally {
                TraceOnward.within(null);
            }
        });
    }

    /** The answer has begun. */
    void answered(int code) {
        span.with("http.response.status_code", code);
        status = KNOWN.contains(code) ? String.valueOf(code) : code / 100 + "xx";
    }

    /** There is no answer, or it is not one. A refusal is told by its status. */
    void failed(Throwable failure) {
        if (failure instanceof TimeoutException) {
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

    /** Nobody wants the answer any more. */
    void givenUp() {
        status = "given_up";
    }

    /** It is over, whatever became of it: a request that is still under way ends here, with its connection. */
    void end() {
        exchange.cancel();
        if (made) {
            span.with("filetrail.status", status);
            if (!status.equals("200") && !status.equals("404") && !status.equals("given_up")) {
                span.failed(status);
            }
            span.end("call " + operation.label());
        }
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
