// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.util.Map;
import java.util.Objects;

/**
 * Which of the machines are wanted. Every part may be null and then leaves all through; letters' case never matters.
 *
 * @param minRisk this risk or a higher one; leaves out machines with none or an unknown one
 * @param minExposure this exposure or a higher one, likewise
 * @param health exactly this health
 * @param os what the operating system's name begins with; blanks in it don't matter
 * @param seenWithinHours the machine reported within so many hours before the answer was fetched: all its pages are of one piece
 * @param nameContains a part of the machine's name
 * @param tag one of the machine's tags
 * @param deviceGroup the name of its device group
 */
public record MachineFilter(
        String minRisk,
        String minExposure,
        String health,
        String os,
        Integer seenWithinHours,
        String nameContains,
        String tag,
        String deviceGroup) {

    /** Leaves all through. */
    public static final MachineFilter ALL = new MachineFilter(null, null, null, null, null, null, null, null);

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof MachineFilter that
                        && Objects.equals(minRisk, that.minRisk)
                        && Objects.equals(minExposure, that.minExposure)
                        && Objects.equals(health, that.health)
                        && Objects.equals(os, that.os)
                        && Objects.equals(seenWithinHours, that.seenWithinHours)
                        && Objects.equals(nameContains, that.nameContains)
                        && Objects.equals(tag, that.tag)
                        && Objects.equals(deviceGroup, that.deviceGroup));
    }

    @Override
    public int hashCode() {
        return Objects.hash(minRisk, minExposure, health, os, seenWithinHours, nameContains, tag, deviceGroup);
    }

    /** Adds what was asked for, by the names of the tool's arguments. */
    void putInto(Map<String, Object> asked) {
        put(asked, "min_risk", minRisk);
        put(asked, "min_exposure", minExposure);
        put(asked, "health", health);
        put(asked, "os", os);
        put(asked, "seen_within_hours", seenWithinHours);
        put(asked, "name_contains", nameContains);
        put(asked, "tag", tag);
        put(asked, "device_group", deviceGroup);
    }

    private static void put(Map<String, Object> asked, String name, Object value) {
        if (value != null) {
            asked.put(name, value);
        }
    }
}
