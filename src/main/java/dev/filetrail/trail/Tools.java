// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.defender.Operation;
import dev.filetrail.defender.SignedIn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What works with which of Defender's permissions: every tool, and the parts of tools that take more than the tool itself. */
enum Tools {
    /** The first question. */
    MACHINES("get_machines_for_file_hash", true, Operation.MACHINES_OF_FILE),
    /** The same of many. */
    SWEEP("sweep_file_hashes", true, Operation.MACHINES_OF_FILE),
    /** What a file is. */
    PROFILE("get_file_profile", true, Operation.FILE, Operation.FILE_STATS),
    /** What has been raised about it. */
    ALERTS("get_file_alerts", true, Operation.ALERTS_OF_FILE),
    /** One machine. */
    MACHINE("get_machine", true, Operation.MACHINE),
    /** All tools by SHA-256. */
    SHA256("a file named by its SHA-256", false, Operation.FILE),
    /** The part of get_machine that is about people. */
    LOGON_USERS("who logged on to a machine", false, Operation.LOGON_USERS);

    private final String words;
    private final boolean listed;
    private final List<Operation> takes;

    Tools(String words, boolean listed, Operation... takes) {
        this.words = words;
        this.listed = listed;
        this.takes = List.of(takes);
    }

    /** @return the name of the tool, or what a part is, for people */
    String words() {
        return words;
    }

    /** @return whether it is a tool, which assistants are told of; false for a part, without which its tool still works */
    boolean isListed() {
        return listed;
    }

    /**
     * What stands in the way.
     *
     * @param signedIn what the token says
     * @return the first of the things it needs that Defender would refuse; empty when it works, or that can't be told
     */
    Optional<Operation> lackedBy(SignedIn signedIn) {
        return takes.stream().filter(signedIn::lacks).findFirst();
    }

    /**
     * The tool with a name.
     *
     * @param name any
     * @return empty when there is no such tool here
     */
    static Optional<Tools> named(String name) {
        return Stream.of(values())
                .filter(tool -> tool.listed && tool.words.equals(name))
                .findFirst();
    }

    /** @return those that Defender would refuse, for people; empty when all work */
    static String lacking(SignedIn signedIn) {
        return Stream.of(values())
                .flatMap(tool -> tool.lackedBy(signedIn).stream()
                        .map(lacked -> tool.words + " (needs " + lacked.permission() + ")"))
                .collect(Collectors.joining(", "));
    }
}
