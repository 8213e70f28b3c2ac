// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The answers of the last while. One serves everybody with the same perspective for a short time; after that it is kept for
 * those who are still turning its pages, and for the case that Defender is down. Bounded by the bytes of all of them, not by
 * their number.
 */
final class AnswerMemory {

    /** How long pages can be turned at the least. */
    static final Duration FOR_PAGES = Duration.ofMinutes(10);

    /** The collector copies what lives, and so needs room for it twice. */
    private static final int SHARE = 4;

    /** What an answer weighs besides its machines, in bytes. */
    private static final int WEIGHT_OF_ANY = 1_000;

    private final TrailConfig config;
    private final long mostBytes;
    private final long longest;
    /** In the order of their arrival. */
    private final Map<PageKey, Answer> answers = new LinkedHashMap<>();

    private final Map<Sight<FileHash>, Answer> latest = new LinkedHashMap<>();
    private long bytes;

    /**
     * Empty at first.
     *
     * @param config how long, and how much
     * @param heap bytes that all objects may take: in a small container answers leave room for those who ask
     */
    AnswerMemory(TrailConfig config, long heap) {
        this.config = config;
        this.mostBytes = Math.min(config.rememberMegabytes() * 1_048_576L, heap / SHARE);
        this.longest = longest(config).toNanos();
    }

    /** @return how long an answer is of any use */
    static Duration longest(TrailConfig config) {
        return Stream.of(FOR_PAGES, config.rememberStale(), config.remember())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Which of the answers about a file pages are turned in. */
    private record PageKey(Sight<FileHash> file, Instant fetchedAt) {

        @Override
        public boolean equals(Object other) {
            return other instanceof PageKey that && file.equals(that.file) && fetchedAt.equals(that.fetchedAt);
        }

        @Override
        public int hashCode() {
            return 31 * file.hashCode() + fetchedAt.hashCode();
        }
    }

    /**
     * An answer that is as good as a new one.
     *
     * @param perspective with whose eyes
     * @param hash the file
     * @param now for its age
     * @return empty when there is none or it is too old
     */
    Optional<Answer> fresh(Perspective perspective, FileHash hash, long now) {
        return any(perspective, hash, now).filter(answer -> isFresh(answer, now));
    }

    /**
     * Whether an answer is as good as a new one.
     *
     * @param answer one of any age
     * @param now for its age
     * @return false when it is too old; one without machines is sooner, since the file may turn up at any moment
     */
    boolean isFresh(Answer answer, long now) {
        long good = config.remember().toNanos();
        return answer.age(now)
                < (answer.machines().size() == 0
                        ? Math.min(good, config.rememberEmpty().toNanos())
                        : good);
    }

    /**
     * An answer that will do when there is no other.
     *
     * @param perspective with whose eyes
     * @param hash the file
     * @param now for its age
     * @return empty when there is none or it is older than even that allows
     */
    Optional<Answer> stale(Perspective perspective, FileHash hash, long now) {
        return any(perspective, hash, now).filter(answer -> isBetterThanNone(answer, now));
    }

    /** @return whether an answer will do when there is no other */
    boolean isBetterThanNone(Answer answer, long now) {
        return answer.age(now) < config.rememberStale().toNanos();
    }

    private synchronized Optional<Answer> any(Perspective perspective, FileHash hash, long now) {
        forgetOld(now, null);
        return Optional.ofNullable(latest.get(new Sight<>(perspective, hash)));
    }

    /**
     * The answer that a page was cut from: as old as one that a first page may have been cut from just now.
     *
     * @param perspective with whose eyes
     * @param hash the file
     * @param fetchedAt which of its answers
     * @param now for its age
     * @return empty when it is no longer there
     */
    synchronized Optional<Answer> forPages(Perspective perspective, FileHash hash, Instant fetchedAt, long now) {
        return Optional.ofNullable(answers.get(new PageKey(new Sight<>(perspective, hash), fetchedAt)))
                .filter(answer -> answer.age(now) < longest);
    }

    /**
     * Keeps an answer, and lets older ones go to make room.
     *
     * @param answer a whole one
     * @param now for the age of the others
     */
    synchronized void keep(Answer answer, long now) {
        Answer same = answers.put(new PageKey(answer.file(), answer.fetchedAt()), answer);
        bytes += weight(answer) - (same == null ? 0 : weight(same));
        // An older one comes after it when somebody turns pages that another replica has begun.
        latest.merge(
                answer.file(),
                answer,
                (known, came) -> known.equals(same) || came.fetchedNanos() - known.fetchedNanos() >= 0 ? came : known);
        forgetOld(now, answer);
    }

    /** @return bytes that the answers take, nearly */
    synchronized long bytes() {
        return bytes;
    }

    /** @return how many there are */
    synchronized int size() {
        return answers.size();
    }

    private void forgetOld(long now, Answer newest) {
        Iterator<Answer> oldestFirst = answers.values().iterator();
        while (oldestFirst.hasNext()) {
            Answer oldest = oldestFirst.next();
            boolean tooMuch = bytes > mostBytes && newest != null;
            // The newest one stays whatever its size: its pages are about to be turned.
            if (oldest.equals(newest) || !(tooMuch || oldest.age(now) >= longest)) {
                return;
            }
            oldestFirst.remove();
            latest.remove(oldest.file(), oldest);
            bytes -= weight(oldest);
        }
    }

    private static long weight(Answer answer) {
        return answer.machines().bytes() + WEIGHT_OF_ANY;
    }
}
