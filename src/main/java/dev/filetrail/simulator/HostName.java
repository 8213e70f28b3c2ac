// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.util.SplittableRandom;

/** Host names as companies give them: by serial number, by site, by role; fully qualified or short. */
final class HostName {

    private static final String SERIAL_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
    private static final String[] SITES_EMEA = {"lon", "par", "muc", "zrh", "dub"};
    private static final String[] SITES_AMERICAS = {"nyc", "chi", "sao", "yyz"};
    private static final String[] ROLES = {"sql", "web", "app", "file", "print", "bak", "ci", "mon"};
    private static final String[] OWNERS = {"Sofia", "Noah", "Amina", "Lukas", "Chen", "Priya", "Mateo", "Elena"};

    private HostName() {}

    static String invent(Platform platform, DeviceGroup group, SplittableRandom random) {
        if (platform == Platform.IOS) {
            return random.nextBoolean()
                    ? "iPhone"
                    : pick(OWNERS, random).toLowerCase(java.util.Locale.ROOT) + "-iphone";
        }
        if (platform == Platform.ANDROID) {
            return "pixel-" + (6 + random.nextInt(4));
        }
        if (platform == Platform.MACOS) {
            return random.nextBoolean() ? pick(OWNERS, random) + "s-MacBook-Pro.local" : "mac-" + serial(random);
        }
        if (group == DeviceGroup.DOMAIN_CONTROLLERS) {
            return "dc-" + pick(SITES_EMEA, random) + "-0" + (1 + random.nextInt(4)) + ".corp.northwind.example";
        }
        if (platform.isServer()) {
            String zone = group == DeviceGroup.SERVERS_TEST ? "test" : "prod";
            String name = "srv-" + pick(ROLES, random) + '-' + twoDigits(random);
            return random.nextInt(4) == 0 ? name : name + '.' + zone + ".northwind.example";
        }
        return workstation(group == DeviceGroup.WORKSTATIONS_AMERICAS, random);
    }

    private static String workstation(boolean americas, SplittableRandom random) {
        String site = pick(americas ? SITES_AMERICAS : SITES_EMEA, random);
        String name = random.nextInt(3) == 0
                ? "wks-" + site + '-' + (1_000 + random.nextInt(9_000))
                : "lt-" + serial(random).toLowerCase(java.util.Locale.ROOT);
        String domain = americas ? ".amer.northwind.example" : ".emea.northwind.example";
        return random.nextInt(3) == 0 ? name : name + domain;
    }

    private static String serial(SplittableRandom random) {
        StringBuilder serial = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            serial.append(SERIAL_LETTERS.charAt(random.nextInt(SERIAL_LETTERS.length())));
        }
        return serial.toString();
    }

    private static String twoDigits(SplittableRandom random) {
        return "" + random.nextInt(10) + random.nextInt(10);
    }

    private static String pick(String[] names, SplittableRandom random) {
        return names[random.nextInt(names.length)];
    }
}
