// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.Urgency;
import dev.filetrail.defender.DefenderSetup;
import dev.filetrail.defender.Person;
import dev.filetrail.tracing.Span;
import java.time.Duration;

/**
 * How somebody asks.
 *
 * @param visit who asks, and at which door
 * @param fresh no remembered answer will do
 * @param urgency who comes first when calls are short
 * @param patience how long to wait for a call; null for as long as is configured
 * @param span the piece of work that it belongs to
 */
public record Asking(Visit visit, boolean fresh, Urgency urgency, Duration patience, Span span) {

    /**
     * A question as usual.
     *
     * @param visit who asks
     * @return a question that a remembered answer will do for
     */
    public static Asking as(Visit visit) {
        return new Asking(visit, false, Urgency.QUESTION, null, Span.unrecorded(visit.trace()));
    }

    /**
     * A question of whoever sits at the terminal that FileTrail runs in.
     *
     * @param door for the log
     * @return a question that a remembered answer will do for
     */
    public static Asking at(String door) {
        return as(Visit.of(door, Caller.AT_THE_TERMINAL));
    }

    /** @return on whose behalf Defender is asked; null for the application itself */
    Person person(DefenderSetup setup) {
        return person(setup, visit.caller());
    }

    /** @return on whose behalf Defender is asked for a caller; null for the application itself */
    static Person person(DefenderSetup setup, Caller caller) {
        return setup.onBehalfOf() ? new Person(caller.tenant(), caller.subject(), caller.token()) : null;
    }

    /**
     * The same within a piece of work.
     *
     * @param work that all of it belongs to
     * @return how to ask
     */
    Asking within(Span work) {
        return work == span ? this : new Asking(visit.at(work.context()), fresh, urgency, patience, work);
    }

    /** @return which door, for the log */
    String door() {
        return visit.door();
    }

    /**
     * The same, with or without memory.
     *
     * @param only true when no remembered answer will do
     * @return how to ask
     */
    public Asking fresh(boolean only) {
        return new Asking(visit, only, urgency, patience, span);
    }

    /**
     * One of many: after those who wait for a single answer.
     *
     * @param longest how long to wait for a call
     * @return how to ask
     */
    Asking inASweep(Duration longest) {
        return new Asking(visit, fresh, Urgency.SWEEP, longest, span);
    }
}
