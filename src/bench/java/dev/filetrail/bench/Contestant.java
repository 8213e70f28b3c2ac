// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

import java.util.List;

/**
 * A program that is measured.
 *
 * @param name as the page shows it
 * @param command what starts it
 * @param tool what it is asked for
 */
record Contestant(String name, List<String> command, String tool) {

    static final String MACHINES = "get_machines_for_file_hash";
    private static final String NOTHING = "nothing";
    private static final String PARSE = "parse";

    /** One that is asked which machines have a file. */
    Contestant(String name, List<String> command) {
        this(name, command, MACHINES);
    }

    /** The same program, asked for a tool that does nothing: what a call costs before there is any work. */
    Contestant doingNothing() {
        return new Contestant(name + ", a tool that does nothing", command, NOTHING);
    }

    /** The bare program, asked how many seconds Jackson's parser takes in it. */
    Contestant parsing() {
        return new Contestant(name, command, PARSE);
    }
}
