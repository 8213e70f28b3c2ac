// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import dev.filetrail.trail.Caller;
import dev.filetrail.trail.FileHash;
import dev.filetrail.trail.HashList;
import dev.filetrail.trail.RecentHashes;
import dev.filetrail.trail.Visits;
import io.quarkiverse.mcp.server.CompletionResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Completes the hashes that a caller types, out of those that the same caller has asked for of late. */
@ApplicationScoped
class HashCompletion {

    /** As many as an answer may hold (MCP section on completion). */
    private static final int MOST = 100;
    /** Each repeats the list before it. */
    private static final int MOST_WITH_LIST = 10;
    /** A longer one is pasted, not typed. */
    private static final int LONGEST_LIST = 10_000;

    private final RecentHashes recent;
    private final Visits visits;

    HashCompletion(RecentHashes recent, Visits visits) {
        this.recent = recent;
        this.visits = visits;
    }

    /**
     * One hash.
     *
     * @param begun its beginning; may be empty
     * @return SHA-1 and SHA-256, the newest first
     */
    CompletionResponse hash(String begun) {
        return response(recent.beginningWith(caller(), begun), MOST);
    }

    /**
     * One SHA-1.
     *
     * @param begun its beginning; may be empty
     * @return SHA-1 only, the newest first
     */
    CompletionResponse sha1(String begun) {
        return response(recent.sha1BeginningWith(caller(), begun), MOST);
    }

    /**
     * The last hash of a list.
     *
     * @param begun the list, up to the beginning of its last hash
     * @return the list, completed by a hash that is not in it yet, the newest first
     */
    CompletionResponse lastOfList(String begun) {
        int start = begun.length();
        while (start > 0 && Character.isLetterOrDigit(begun.charAt(start - 1))) {
            start--;
        }
        String before = begun.substring(0, start);
        if (before.length() > LONGEST_LIST) {
            return response(List.of(), MOST_WITH_LIST);
        }
        List<String> there =
                HashList.read(before).hashes().stream().map(FileHash::hex).toList();
        return response(
                recent.beginningWith(caller(), begun.substring(start)).stream()
                        .filter(hash -> !there.contains(hash))
                        .map(hash -> before + hash)
                        .toList(),
                MOST_WITH_LIST);
    }

    private Caller caller() {
        return visits.current().caller();
    }

    private static CompletionResponse response(List<String> all, int most) {
        List<String> shown = all.subList(0, Math.min(most, all.size()));
        return new CompletionResponse(List.copyOf(shown), all.size(), shown.size() < all.size());
    }
}
