// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.util.SplittableRandom;

/** Device groups of the simulated tenant. */
enum DeviceGroup {
    /** Machines that no group's rule matches: number 0 and no name on the wire. */
    NONE(0, null),
    WORKSTATIONS_EMEA(3, "Workstations EMEA"),
    WORKSTATIONS_AMERICAS(4, "Workstations Americas"),
    SERVERS_PRODUCTION(7, "Servers Production"),
    SERVERS_TEST(8, "Servers Test"),
    DOMAIN_CONTROLLERS(11, "Domain Controllers"),
    EXECUTIVES(12, "Executives"),
    MACS(15, "Macs");

    private final int number;
    private final String wireName;

    DeviceGroup(int number, String wireName) {
        this.number = number;
        this.wireName = wireName;
    }

    static DeviceGroup pick(Platform platform, SplittableRandom random) {
        int ticket = random.nextInt(100);
        if (platform.isPhone() || ticket < 6) {
            return NONE;
        }
        if (platform == Platform.MACOS) {
            return ticket < 15 ? EXECUTIVES : MACS;
        }
        if (platform.isServer()) {
            if (platform.isWindows() && ticket < 16) {
                return DOMAIN_CONTROLLERS;
            }
            return ticket < 70 ? SERVERS_PRODUCTION : SERVERS_TEST;
        }
        if (ticket < 11) {
            return EXECUTIVES;
        }
        return ticket < 60 ? WORKSTATIONS_EMEA : WORKSTATIONS_AMERICAS;
    }

    int number() {
        return number;
    }

    /** The group's name; null for {@link #NONE}. */
    String wireName() {
        return wireName;
    }
}
