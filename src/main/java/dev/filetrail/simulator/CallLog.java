// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every API request that reached the simulator, in the order of arrival. Safe to read from any thread. */
public final class CallLog {

    /** Never Authorization: a log of calls is printed when a test fails, and a token is not for printing. */
    private static final List<String> HEADERS_OF_INTEREST =
            List.of("accept", "accept-encoding", "user-agent", "traceparent", "tracestate");

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    CallLog() {}

    /**
     * One API request.
     *
     * @param kind which call it was
     * @param path the path from {@code /api} on, with its query if it has one
     * @param status the HTTP status answered; 0 as long as, or if, none was
     * @param at when it arrived, by the simulator's clock
     * @param headers the request headers of interest (accept, accept-encoding, user-agent, traceparent, tracestate), by lower-case
     *     name; those that were not sent are absent
     */
    public record Call(CallKind kind, String path, int status, Instant at, Map<String, String> headers) {}

    /**
     * The calls so far.
     *
     * @return a snapshot, oldest first
     */
    public List<Call> all() {
        return entries.stream().map(Entry::toCall).toList();
    }

    /**
     * How many calls of a kind arrived, whatever they were answered.
     *
     * @param kind the kind of call
     * @return the number since the start or the last {@link #clear()}
     */
    public long count(CallKind kind) {
        return entries.stream().filter(entry -> entry.kind == kind).count();
    }

    /**
     * How many calls of a kind their client left before their answer was whole.
     *
     * @param kind the kind of call
     * @return the number since the start or the last {@link #clear()}
     */
    public long abandoned(CallKind kind) {
        return entries.stream()
                .filter(entry -> entry.kind == kind && entry.abandoned)
                .count();
    }

    /** Forgets all calls. */
    public void clear() {
        entries.clear();
    }

    Entry arrived(CallKind kind, String path, Instant at, HttpServerRequest request) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : HEADERS_OF_INTEREST) {
            String value = request.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        Entry entry = new Entry(kind, path, at, Map.copyOf(headers));
        entries.add(entry);
        return entry;
    }

    /** A call whose status is not known before it is answered. */
    static final class Entry {
        private final CallKind kind;
        private final String path;
        private final Instant at;
        private final Map<String, String> headers;
        private volatile int status;
        private volatile boolean abandoned;

        private Entry(CallKind kind, String path, Instant at, Map<String, String> headers) {
            this.kind = kind;
            this.path = path;
            this.at = at;
            this.headers = headers;
        }

        void answered(int answeredStatus) {
            status = answeredStatus;
        }

        void abandoned() {
            abandoned = true;
        }

        private Call toCall() {
            return new Call(kind, path, status, at, headers);
        }
    }
}
