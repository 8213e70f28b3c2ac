package dev.filetrail.trail;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The answers of the last minutes. One serves everybody for a short while; after that it is kept a little longer for those
 * who are still turning its pages. Bounded by the number of machines in all of them, not by the number of answers.
 */
final class RememberedAnswers {

    /** How long pages can be turned. */
    static final Duration FOR_PAGES = Duration.ofMinutes(10);

    /** About 30 MB. */
    private static final int MOST_MACHINES = 150_000;
    /** What an answer weighs besides its machines, in machines. */
    private static final int WEIGHT_OF_ANY = 10;

    private final Duration forEverybody;
    /** In the order of their arrival. */
    private final Map<Key, Answer> answers = new LinkedHashMap<>();

    private final Map<FileHash, Answer> latest = new LinkedHashMap<>();
    private long weight;

    /** @param forEverybody how long an answer is as good as a new one */
    RememberedAnswers(Duration forEverybody) {
        this.forEverybody = forEverybody;
    }

    private record Key(FileHash hash, Instant fetchedAt) {}

    /**
     * An answer that is as good as a new one.
     *
     * @param hash the file
     * @param now for its age
     * @return empty when there is none or it is too old
     */
    synchronized Optional<Answer> fresh(FileHash hash, Instant now) {
        return Optional.ofNullable(latest.get(hash))
                .filter(answer -> answer.fetchedAt().plus(forEverybody).isAfter(now));
    }

    /**
     * The answer that a page was cut from.
     *
     * @param hash the file
     * @param fetchedAt which of its answers
     * @param now for its age
     * @return empty when it is no longer there
     */
    synchronized Optional<Answer> forPages(FileHash hash, Instant fetchedAt, Instant now) {
        return Optional.ofNullable(answers.get(new Key(hash, fetchedAt)))
                .filter(answer -> answer.fetchedAt().plus(FOR_PAGES).isAfter(now));
    }

    /**
     * Keeps an answer, and lets older ones go to make room.
     *
     * @param answer a whole one
     * @param now for the age of the others
     */
    synchronized void keep(Answer answer, Instant now) {
        Answer same = answers.put(new Key(answer.hash(), answer.fetchedAt()), answer);
        weight += weight(answer) - (same == null ? 0 : weight(same));
        latest.put(answer.hash(), answer);
        Iterator<Answer> oldestFirst = answers.values().iterator();
        while (oldestFirst.hasNext()) {
            Answer oldest = oldestFirst.next();
            boolean tooOld = !oldest.fetchedAt().plus(forEverybody).isAfter(now)
                    && !oldest.fetchedAt().plus(FOR_PAGES).isAfter(now);
            // The newest one stays whatever its size: its pages are about to be turned.
            if (oldest.equals(answer) || (!tooOld && weight <= MOST_MACHINES)) {
                return;
            }
            oldestFirst.remove();
            latest.remove(oldest.hash(), oldest);
            weight -= weight(oldest);
        }
    }

    private static long weight(Answer answer) {
        return (long) answer.machines().size() + WEIGHT_OF_ANY;
    }
}
