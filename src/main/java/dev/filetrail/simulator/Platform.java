// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.util.List;
import java.util.SplittableRandom;

/** Operating systems of the simulated machines, as the service names them, with how common they are. */
enum Platform {
    WINDOWS_11("Windows11", 400, "10.8790", List.of(new Release("23H2", 22631), new Release("24H2", 26100))),
    WINDOWS_10("Windows10", 240, "10.8760", List.of(new Release("22H2", 19045), new Release("21H2", 19044))),
    WINDOWS_SERVER_2022("WindowsServer2022", 80, "10.8790", List.of(new Release("21H2", 20348))),
    WINDOWS_SERVER_2019("WindowsServer2019", 80, "10.8760", List.of(new Release("1809", 17763))),
    WINDOWS_SERVER_2016("WindowsServer2016", 30, "10.8560", List.of(new Release("1607", 14393))),
    UBUNTU("Ubuntu", 50, "30.125012", List.of(new Release("22.04", null), new Release("24.04", null))),
    RED_HAT("RedHatEnterpriseLinux", 30, "30.125012", List.of(new Release("8.10", null), new Release("9.5", null))),
    MACOS("macOS", 60, "101.25012", List.of(new Release("14.7", 23), new Release("15.3", 24))),
    IOS("iOS", 20, "1.1.6505", List.of(new Release("18.3", null))),
    ANDROID("Android", 10, "1.0.7411", List.of(new Release("14.0", null), new Release("15.0", null)));

    private static final int ALL = 1_000;

    private final String wireName;
    private final int inThousand;
    private final String agent;
    private final List<Release> releases;

    Platform(String wireName, int inThousand, String agent, List<Release> releases) {
        this.wireName = wireName;
        this.inThousand = inThousand;
        this.agent = agent;
        this.releases = releases;
    }

    /** A release: the version, and the build, null where the service gives none. */
    record Release(String version, Integer build) {}

    static Platform pick(SplittableRandom random) {
        int ticket = random.nextInt(ALL);
        for (Platform platform : values()) {
            ticket -= platform.inThousand;
            if (ticket < 0) {
                return platform;
            }
        }
        throw new IllegalStateException("The platforms' shares are not a thousand");
    }

    String wireName() {
        return wireName;
    }

    Release pickRelease(SplittableRandom random) {
        return releases.get(random.nextInt(releases.size()));
    }

    String agentVersion(Release release, SplittableRandom random) {
        String build = isWindows() ? "." + release.build() : "";
        return agent + build + "." + (1_000 + random.nextInt(9) * 111);
    }

    boolean isWindows() {
        return ordinal() <= WINDOWS_SERVER_2016.ordinal();
    }

    boolean isServer() {
        return switch (this) {
            case WINDOWS_SERVER_2016, WINDOWS_SERVER_2019, WINDOWS_SERVER_2022, UBUNTU, RED_HAT -> true;
            default -> false;
        };
    }

    boolean isPhone() {
        return this == IOS || this == ANDROID;
    }
}
