// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The files that each caller has asked for of late, by any door, and been answered: what is offered again while somebody
 * types a hash. Nobody is ever offered what somebody else has asked. Kept by this process alone, and only so many.
 */
@Singleton
public class RecentHashes {

    /** Files of one caller. */
    static final int MOST_OF_ONE = 200;
    /** Files of all callers, some 300 bytes each. */
    static final int MOST_OF_ALL = 10_000;

    /** By caller, whoever has been silent for longest first. */
    private final Map<Who, Map<String, Asked>> callers = new LinkedHashMap<>(16, 0.75f, true);

    private int files;

    /** Two callers that are the same person; see {@link Caller}. */
    private record Who(String way, String tenant, String subject) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Who that
                    && Objects.equals(subject, that.subject)
                    && Objects.equals(tenant, that.tenant)
                    && Objects.equals(way, that.way);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(subject);
        }
    }

    /** A file, by its SHA-1, and the hash that it was asked by. */
    private record Asked(String sha1, String hex) {}

    /**
     * A caller was answered.
     *
     * @param caller who asked
     * @param sha1 the file's SHA-1, in lower case
     * @param sha256 the SHA-256 that it was asked by; null when it was the SHA-1
     */
    synchronized void answered(Caller caller, String sha1, String sha256) {
        Map<String, Asked> own = callers.computeIfAbsent(who(caller), each -> new LinkedHashMap<>());
        files -= own.size();
        own.remove(sha1);
        own.put(sha1, new Asked(sha1, Objects.requireNonNullElse(sha256, sha1)));
        if (own.size() > MOST_OF_ONE) {
            own.remove(own.keySet().iterator().next());
        }
        files += own.size();
        Iterator<Map<String, Asked>> longestSilent = callers.values().iterator();
        while (files > MOST_OF_ALL) {
            files -= longestSilent.next().size();
            longestSilent.remove();
        }
    }

    /**
     * The hashes that a caller has asked for, as the caller gave them: SHA-1 or SHA-256.
     *
     * @param caller who asks
     * @param prefix how they begin; blanks around it and capital letters are forgiven. Who begins with the SHA-1 of a file
     *     that was asked for by its SHA-256 gets the SHA-1
     * @return in lower case, the newest first
     */
    public List<String> beginningWith(Caller caller, String prefix) {
        String begin = normal(prefix);
        return of(caller)
                .map(asked -> asked.hex().startsWith(begin) ? asked.hex() : asked.sha1())
                .filter(hash -> hash.startsWith(begin))
                .toList();
    }

    /**
     * The SHA-1 of the files that a caller has asked for, by whichever hash.
     *
     * @param caller who asks
     * @param prefix how they begin, as in {@link #beginningWith}
     * @return in lower case, the newest first
     */
    public List<String> sha1BeginningWith(Caller caller, String prefix) {
        String begin = normal(prefix);
        return of(caller)
                .map(Asked::sha1)
                .filter(hash -> hash.startsWith(begin))
                .toList();
    }

    private Stream<Asked> of(Caller caller) {
        List<Asked> newestFirst;
        synchronized (this) {
            newestFirst =
                    new ArrayList<>(callers.getOrDefault(who(caller), Map.of()).values());
        }
        Collections.reverse(newestFirst);
        return newestFirst.stream();
    }

    /** @return how many files are kept, of all callers */
    synchronized int size() {
        return files;
    }

    private static Who who(Caller caller) {
        return new Who(caller.way(), caller.tenant(), caller.subject());
    }

    private static String normal(String prefix) {
        return prefix.strip().toLowerCase(Locale.ROOT);
    }
}
