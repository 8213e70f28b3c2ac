package dev.filetrail.trail;

import dev.filetrail.defender.Operation;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What works with which of Defender's permissions. */
enum Tools {
    /** The first question. */
    MACHINES("get_machines_for_file_hash", Operation.MACHINES_OF_FILE),
    /** The same of many. */
    SWEEP("sweep_file_hashes", Operation.MACHINES_OF_FILE),
    /** Both of them by SHA-256. */
    SHA256("a file named by its SHA-256", Operation.FILE);

    private final String words;
    private final Operation takes;

    Tools(String words, Operation takes) {
        this.words = words;
        this.takes = takes;
    }

    /** @return for people */
    String words() {
        return words;
    }

    /** @return what Defender is asked for */
    Operation takes() {
        return takes;
    }

    /** @return those that Defender would refuse, for people; empty when all work */
    static String lacking(Set<String> permissions) {
        return Stream.of(values())
                .filter(tool -> !tool.takes.isAllowedBy(permissions))
                .map(tool -> tool.words + " (needs " + tool.takes.permission() + ")")
                .collect(Collectors.joining(", "));
    }
}
