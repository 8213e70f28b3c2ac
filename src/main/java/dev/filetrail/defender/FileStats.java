// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How common a file is (API page "Get file statistics"). Everything but the names may be null.
 *
 * @param machines of the organization on which it was seen in the time asked for
 * @param firstSeen when it was first seen in the organization in that time
 * @param lastSeen when it was last seen in the organization
 * @param globalPrevalence on how many machines of the world it was seen
 * @param globalFirstSeen when it was first seen anywhere
 * @param globalLastSeen when it was last seen anywhere
 * @param names the names it goes by most, never null
 */
public record FileStats(
        Long machines,
        Instant firstSeen,
        Instant lastSeen,
        Long globalPrevalence,
        Instant globalFirstSeen,
        Instant globalLastSeen,
        List<String> names) {

    /** The longest time that the service looks back. */
    public static final int LOOK_BACK_HOURS = 720;

    static final Set<String> WANTED = Set.of(
            "sha1",
            "orgPrevalence",
            "organizationPrevalence",
            "orgFirstSeen",
            "orgLastSeen",
            "globalPrevalence",
            "globallyPrevalence",
            "globalFirstObserved",
            "globalLastObserved",
            "topFileNames");

    /**
     * The prevalence comes twice, once as text and once as a number.
     *
     * @param id that was asked by, SHA-1 or SHA-256 in lower case
     * @return null when they are another file's
     */
    static FileStats of(WireObject wire, String id) {
        String sha1 = FileFacts.hash(wire.text("sha1"), id.length());
        if (sha1 != null && !sha1.equals(id)) {
            return null;
        }
        return new FileStats(
                either(wire.number("organizationPrevalence"), wire.number("orgPrevalence")),
                wire.time("orgFirstSeen"),
                wire.time("orgLastSeen"),
                either(wire.number("globallyPrevalence"), wire.number("globalPrevalence")),
                wire.time("globalFirstObserved"),
                wire.time("globalLastObserved"),
                wire.texts("topFileNames"));
    }

    private static Long either(Long one, Long other) {
        return one == null ? other : one;
    }
}
