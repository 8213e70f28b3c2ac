// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.util.List;

/**
 * One answer of a sweep, with what is needed of it to go on later.
 *
 * @param file what is told of it
 * @param machines those that have reported the file, looked up only as they are read
 */
public record SweptAnswer(SweepReport.SweptFile file, List<Machine> machines) {

    /**
     * A machine that has reported the file.
     *
     * @param id the machine's id
     * @param name DNS name, may be null
     * @param risk its risk level, may be null
     */
    public record Machine(String id, String name, String risk) {}
}
