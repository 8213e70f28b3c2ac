// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

/**
 * Who asks. Two callers with the same tenant and subject are the same person.
 *
 * @param way how FileTrail knows: {@code loopback} (on this machine), {@code terminal}, {@code stdio}, {@code key} or
 *     {@code token}
 * @param tenant the tenant of a token ({@code tid}); null without one
 * @param subject a token's {@code oid} or {@code sub}, or the name of a key; null when nobody said
 * @param name for people, as it was claimed; null when nobody said
 * @param token the caller's own access token, when it is a person's and FileTrail is to ask on that person's behalf; null
 *     otherwise. Never logged, never sent to Defender
 */
public record Caller(String way, String tenant, String subject, String name, String token) {

    /** Whoever sits at the terminal that FileTrail runs in. */
    public static final Caller AT_THE_TERMINAL = new Caller("terminal", null, null, null, null);

    /** Whoever has started FileTrail and talks to it over its standard streams, such as an assistant. */
    public static final Caller OVER_STDIO = new Caller("stdio", null, null, null, null);

    /** Whoever is on this machine. */
    public static final Caller ON_THIS_MACHINE = new Caller("loopback", null, null, null, null);

    /** @return all but the token */
    @Override
    public String toString() {
        return way + (subject == null ? "" : " " + subject) + (name == null ? "" : " (" + name + ")");
    }
}
