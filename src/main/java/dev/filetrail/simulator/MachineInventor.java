// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes up machines by number: the same number always gives the same machine, so that none needs to be kept. */
final class MachineInventor {

    private static final long SEED = 0x46696c6554726169L;
    /** Odd, so that neighbouring numbers give unrelated seeds (the golden ratio's fraction, in 64 bits). */
    private static final long STRIDE = 0x9E3779B97F4A7C15L;

    private static final HexFormat HEX = HexFormat.of();

    private static final String[] TAGS = {"Pilot", "Finance", "HR", "Kiosk", "PCI", "Lab", "VIP", "Remote", "Tier 0"};

    private final Instant born;

    /** Dates are counted back from {@code born}. */
    MachineInventor(Instant born) {
        this.born = born;
    }

    SimulatedMachine machine(long number) {
        SplittableRandom random = random(number);
        String id = id(random);
        Platform platform = Platform.pick(random);
        DeviceGroup group = DeviceGroup.pick(platform, random);
        Platform.Release release = platform.pickRelease(random);
        String health = Spread.HEALTH.pick(random);
        boolean joined = platform.isWindows() && !platform.isServer() && random.nextInt(10) > 0;
        String onboarding = Spread.ONBOARDING.pick(random);
        String privateAddress =
                "10." + random.nextInt(64) + '.' + random.nextInt(256) + '.' + (1 + random.nextInt(254));
        Instant lastSeen = born.minus(lastReport(health, random));
        Instant firstSeen = lastSeen.minus(Duration.ofSeconds(86_400 + random.nextInt(40_000_000)));

        return new SimulatedMachine(WireJson.object(
                "id",
                id,
                "mergedIntoMachineId",
                null,
                "isPotentialDuplication",
                false,
                "isExcluded",
                false,
                "exclusionReason",
                null,
                "computerDnsName",
                HostName.invent(platform, group, random),
                "firstSeen",
                date(firstSeen, random),
                "lastSeen",
                date(lastSeen, random),
                "osPlatform",
                platform.wireName(),
                "osVersion",
                null,
                "osProcessor",
                platform == Platform.MACOS || platform.isPhone() ? "arm64" : "x64",
                "version",
                release.version(),
                "lastIpAddress",
                privateAddress,
                "lastExternalIpAddress",
                "203.0.113." + random.nextInt(256),
                "agentVersion",
                platform.agentVersion(release, random),
                "osBuild",
                release.build(),
                "healthStatus",
                health,
                "deviceValue",
                group == DeviceGroup.DOMAIN_CONTROLLERS ? "High" : Spread.VALUE.pick(random),
                "rbacGroupId",
                group.number(),
                "rbacGroupName",
                group.wireName(),
                "riskScore",
                Spread.RISK.pick(random),
                "exposureLevel",
                Spread.EXPOSURE.pick(random),
                "isAadJoined",
                joined,
                // Null on some joined machines too, as recorded from the service.
                "aadDeviceId",
                joined && random.nextInt(8) > 0 ? Digest.guid(id) : null,
                "machineTags",
                tags(random),
                "onboardingStatus",
                onboarding,
                "osArchitecture",
                "64-bit",
                "managedBy",
                managedBy(platform, random),
                "managedByStatus",
                random.nextBoolean() ? "Success" : "Unknown",
                "ipAddresses",
                addresses(privateAddress, random),
                "vmMetadata",
                platform.isServer() && random.nextInt(3) == 0 ? virtualMachine(id) : null));
    }

    /** The id of the machine with that number, without the work of making up the rest. */
    String id(long number) {
        return id(random(number));
    }

    /** Mostly 7 fraction digits, sometimes 6: both are on the wire. */
    static String date(Instant instant, SplittableRandom random) {
        return WireDate.of(instant.plusNanos(random.nextInt(10_000_000) * 100L), random.nextInt(8) == 0 ? 6 : 7);
    }

    private static SplittableRandom random(long number) {
        return new SplittableRandom(SEED + number * STRIDE);
    }

    private static String id(SplittableRandom random) {
        return HEX.toHexDigits(random.nextLong())
                + HEX.toHexDigits(random.nextLong())
                + HEX.toHexDigits(random.nextInt());
    }

    private static Duration lastReport(String health, SplittableRandom random) {
        // Full reports come about every 24 hours; a machine is Inactive after 7 days without any.
        int hours = health.equals("Inactive") ? 7 * 24 + random.nextInt(120 * 24) : random.nextInt(26);
        return Duration.ofSeconds(hours * 3_600L + random.nextInt(3_600));
    }

    private static List<String> tags(SplittableRandom random) {
        List<String> tags = new ArrayList<>();
        while (random.nextInt(3) == 0 && tags.size() < 3) {
            String tag = TAGS[random.nextInt(TAGS.length)];
            if (!tags.contains(tag)) {
                tags.add(tag);
            }
        }
        return tags;
    }

    private static String managedBy(Platform platform, SplittableRandom random) {
        if (platform.isServer()) {
            return random.nextInt(3) == 0 ? "Unknown" : "MicrosoftDefenderForEndpoint";
        }
        return random.nextInt(6) == 0 ? "Unknown" : "Intune";
    }

    private static List<Object> addresses(String privateAddress, SplittableRandom random) {
        List<Object> addresses = new ArrayList<>();
        addresses.add(address(privateAddress, mac(random), "Ethernet", "Up"));
        if (random.nextInt(4) > 0) {
            String host = Integer.toHexString(random.nextInt(0x10000));
            addresses.add(address("fe80::a1b2:c3d4:" + host, mac(random), "Wireless80211", "Up"));
        }
        if (random.nextInt(6) == 0) {
            addresses.add(address("127.0.0.1", null, "SoftwareLoopback", "Up"));
        }
        return addresses;
    }

    static Map<String, Object> address(String ipAddress, String macAddress, String type, String status) {
        return WireJson.object(
                "ipAddress", ipAddress, "macAddress", macAddress, "type", type, "operationalStatus", status);
    }

    /** Twelve hex digits out of the block that is reserved for documentation. */
    private static String mac(SplittableRandom random) {
        return "00005E0053" + HEX.withUpperCase().toHexDigits((byte) random.nextInt(256));
    }

    private static Map<String, Object> virtualMachine(String id) {
        String subscription = Digest.guid("subscription");
        return WireJson.object(
                "vmId",
                Digest.guid("virtual machine " + id),
                "cloudProvider",
                "Azure",
                "resourceId",
                "/subscriptions/" + subscription
                        + "/resourceGroups/rg-prod/providers/Microsoft.Compute/virtualMachines/vm-"
                        + id.substring(0, 6),
                "subscriptionId",
                subscription);
    }
}
