// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One way for a call to go wrong. Order it with {@link Faults}: of the API by {@link Simulator#faults()}, of the
 * sign-in by {@link SignIn#faults()}.
 */
public final class Fault {

    private final String name;
    private final String correlationId;
    private final Misbehaviour misbehaviour;

    private Fault(String name, Misbehaviour misbehaviour) {
        this.name = name;
        this.correlationId = UUID.randomUUID().toString();
        this.misbehaviour = misbehaviour;
    }

    /**
     * An error in Defender's own form, {@code {"error":{"code","message","target"}}}.
     *
     * @param status the HTTP status
     * @param code the code, such as {@code InternalServerError}
     * @param message free text
     * @return the fault; its {@link #correlationId()} is the error's target
     */
    public static Fault status(int status, String code, String message) {
        return new Fault(
                "status " + status + " " + code, (call, id) -> DefenderError.answer(call, id, status, code, message));
    }

    /**
     * A 429 as the service sends it: the seconds to wait are in Retry-After and in the text.
     *
     * @param seconds the seconds to wait
     * @return the fault
     */
    public static Fault throttled(int seconds) {
        return new Fault(
                "throttled " + seconds + " s",
                (call, id) -> DefenderError.throttled(call, id, Integer.toString(seconds), QuotaText.minute(seconds)));
    }

    /**
     * A 429 without Retry-After: the seconds to wait are in the text alone.
     *
     * @param seconds the seconds to wait
     * @return the fault
     */
    public static Fault throttledInTextOnly(int seconds) {
        return new Fault(
                "throttled " + seconds + " s, in text only",
                (call, id) -> DefenderError.throttled(call, id, null, QuotaText.minute(seconds)));
    }

    /**
     * A 429 whose Retry-After is an HTTP date (RFC 9110) and whose text names no seconds.
     *
     * @param until when to come again; fractions of a second are dropped
     * @return the fault
     */
    public static Fault throttledUntil(Instant until) {
        return new Fault(
                "throttled until " + until,
                (call, id) -> DefenderError.throttled(call, id, QuotaText.httpDate(until), QuotaText.minute()));
    }

    /**
     * A 429 with any Retry-After, whose text names no seconds.
     *
     * @param retryAfter what the header says, sensible or not; null for none
     * @return the fault
     */
    public static Fault throttledSaying(String retryAfter) {
        return new Fault(
                "throttled, Retry-After: " + retryAfter,
                (call, id) -> DefenderError.throttled(call, id, retryAfter, QuotaText.minute()));
    }

    /**
     * An answer without a body.
     *
     * @param status the HTTP status
     * @return the fault
     */
    public static Fault empty(int status) {
        return new Fault("empty " + status, (call, id) -> WrongBodies.empty(call, status));
    }

    /**
     * A web page where JSON belongs, as a gateway on the way sends it.
     *
     * @param status the HTTP status
     * @return the fault
     */
    public static Fault html(int status) {
        return new Fault("html " + status, (call, id) -> WrongBodies.html(call, status));
    }

    /**
     * Any body with any status.
     *
     * @param status the HTTP status
     * @param contentType the Content-Type
     * @param body the body, sent as UTF-8
     * @return the fault
     */
    public static Fault raw(int status, String contentType, String body) {
        return new Fault("raw " + status, (call, id) -> WrongBodies.raw(call, status, contentType, body));
    }

    /**
     * A complete 200 whose JSON breaks in the middle of a machine (of a token, at the sign-in).
     *
     * @return the fault
     */
    public static Fault brokenJson() {
        return new Fault("broken JSON", (call, id) -> WrongBodies.brokenJson(call));
    }

    /**
     * A chunked 200 that ends in the middle by a clean close of the connection, without the last chunk.
     *
     * @return the fault
     */
    public static Fault cutOff() {
        return new Fault("cut off", (call, id) -> BrokenConnections.cutOff(call));
    }

    /**
     * A 200 whose Content-Length promises more than is sent before the connection closes. What is sent is a complete,
     * well-formed JSON document, so that only the length shows that machines are missing.
     *
     * @return the fault
     */
    public static Fault cutOffWellFormed() {
        return new Fault("cut off, well-formed", (call, id) -> BrokenConnections.cutOffWellFormed(call));
    }

    /**
     * A 200 that ends in the middle by a TCP reset.
     *
     * @return the fault
     */
    public static Fault reset() {
        return new Fault("reset", (call, id) -> BrokenConnections.reset(call));
    }

    /**
     * A TCP reset instead of an answer.
     *
     * @return the fault
     */
    public static Fault resetBeforeAnswer() {
        return new Fault("reset before answer", (call, id) -> BrokenConnections.resetBeforeAnswer(call));
    }

    /**
     * A 200 with machines for ever, as fast as the client takes them, until it leaves.
     *
     * @return the fault
     */
    public static Fault endless() {
        return new Fault("endless", (call, id) -> WrongBodies.endless(call));
    }

    /**
     * A 200 with headers and some machines, then silence until the client leaves.
     *
     * @return the fault
     */
    public static Fault stalled() {
        return new Fault("stalled", (call, id) -> WrongBodies.stalled(call));
    }

    /**
     * The right answer, but late.
     *
     * @param delay how late
     * @return the fault
     */
    public static Fault slow(Duration delay) {
        return new Fault("slow " + delay, (call, id) -> call.vertx()
                .setTimer(Math.max(1, delay.toMillis()), timer -> call.rightAnswer()
                        .run()));
    }

    /**
     * The right answer, begun at once and sent with pauses: one after each 16 KB of a machines answer. Other answers are
     * whole before the first pause.
     *
     * @param pause how long
     * @return the fault
     */
    public static Fault slowBody(Duration pause) {
        return new Fault("slow body " + pause, (call, id) -> {
            Outflow.slowDown(call.routing(), pause);
            call.rightAnswer().run();
        });
    }

    /**
     * A 401, as for a token that is no longer accepted.
     *
     * @return the fault
     */
    public static Fault unauthorized() {
        return new Fault("unauthorized", DefenderError::unauthorized);
    }

    /**
     * A sign-in error in Entra's own form.
     *
     * @param aadstsCode the number after AADSTS, one of 7000215, 7000222, 700016, 90002, 700027, 70021, 500011, 65001
     *     or another that the simulator knows
     * @return the fault; its {@link #correlationId()} is the error's correlation_id
     * @throws IllegalArgumentException if the simulator does not know the code
     */
    public static Fault signIn(int aadstsCode) {
        SignInError error = SignInError.of(aadstsCode);
        return new Fault("AADSTS" + aadstsCode, error::answer);
    }

    /**
     * The correlation id in the error bodies of this fault.
     *
     * @return a random GUID, the same for the life of this fault
     */
    public String correlationId() {
        return correlationId;
    }

    /** What the fault is, for the message of a failed test. */
    @Override
    public String toString() {
        return name;
    }

    void befall(FaultyCall call) {
        misbehaviour.befall(call, correlationId);
    }
}
