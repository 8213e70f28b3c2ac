// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.tracing;

/** One piece of work in a trace. Made by {@link Tracer}, told what became of it, and ended once. */
public interface Span {

    /** What a piece of work is to others. The numbers are those of OTLP. */
    enum Kind {
        /** Work of our own. */
        INTERNAL(1),
        /** Somebody asks us. */
        SERVER(2),
        /** We ask somebody. */
        CLIENT(3);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /**
     * Begins a piece of work that belongs to this one.
     *
     * @param kind what it is to others
     * @return to be ended
     */
    Span begin(Kind kind);

    /** @return where it is, for the work that belongs to it; null when there is no trace */
    TraceContext context();

    /** @return what to tell whoever is asked; null when there is no trace */
    TraceContext onward();

    /**
     * Says more of it. Never a secret, nor the name of a machine, a person or a file.
     *
     * @param name of what is said
     * @param value a text, a number or a truth
     * @return the same
     */
    Span with(String name, Object value);

    /**
     * It did not come to what it should have.
     *
     * @param why in one word
     * @return the same
     */
    Span failed(String why);

    /**
     * It is over. Only the first time counts.
     *
     * @param name what it was
     */
    void end(String name);

    /**
     * A piece of work that nobody records.
     *
     * @param context of what it belongs to; null when there is none
     * @return always the same for none
     */
    static Span unrecorded(TraceContext context) {
        return context == null ? Unrecorded.NONE : new Unrecorded(context);
    }

    /**
     * A piece of work that nobody records: what belongs to it belongs to what it belongs to.
     *
     * @param context of what it belongs to; null when there is none
     */
    record Unrecorded(TraceContext context) implements Span {

        private static final Unrecorded NONE = new Unrecorded(null);

        @Override
        public Span begin(Kind kind) {
            return this;
        }

        @Override
        public TraceContext onward() {
            return context == null ? null : context.next();
        }

        @Override
        public Span with(String name, Object value) {
            return this;
        }

        @Override
        public Span failed(String why) {
            return this;
        }

        @Override
        public void end(String name) {
            // nobody is told
        }
    }
}
