package dev.filetrail.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.function.LongFunction;

/**
 * A call that a fault befalls, with what the fault needs to be believable.
 *
 * @param vertx where timers run
 * @param routing the request and its response
 * @param clock the simulator's clock
 * @param contentType the content type of the right answer
 * @param opening how the right answer begins
 * @param closing what makes {@code opening} a complete JSON document
 * @param piece further pieces of the answer by number from 0, valid after the opening and after one another, for ever
 * @param rightAnswer answers the call as if there were no fault
 */
record FaultyCall(
        Vertx vertx,
        RoutingContext routing,
        Clock clock,
        String contentType,
        Buffer opening,
        Buffer closing,
        LongFunction<Buffer> piece,
        Runnable rightAnswer) {}
