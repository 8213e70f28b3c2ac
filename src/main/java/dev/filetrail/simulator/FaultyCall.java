// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
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
        Runnable rightAnswer) {

    static final String TOKEN_CONTENT_TYPE = "application/json; charset=utf-8";

    /** A call that a token would be the right answer to. */
    static FaultyCall ofToken(Vertx vertx, RoutingContext routing, Clock clock, Runnable rightAnswer) {
        return new FaultyCall(
                vertx,
                routing,
                clock,
                TOKEN_CONTENT_TYPE,
                Buffer.buffer("{\"token_type\":\"Bearer\",\"expires_in\":3599,\"ext_expires_in\":3599,"
                        + "\"access_token\":\"eyJ0eXAi"),
                Buffer.buffer("\"}"),
                number -> Buffer.buffer("LCJhbGciOiJSUzI1NiIsIng1dCI6InNpbXVsYXRlZCJ9".repeat(16)),
                rightAnswer);
    }
}
