// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

/** The ids of the simulated machines that are odd in some way, for tests that look for them. */
public final class SimulatedMachines {

    /** Risk and exposure High, on the domain controllers. */
    public static final String HIGH_RISK = id("high risk");
    /** A duplicate that was merged into {@link #MERGE_TARGET}: both have the same name. */
    public static final String MERGED = id("merged");
    /** The record that {@link #MERGED} lives on in. */
    public static final String MERGE_TARGET = id("merge target");
    /** Excluded from vulnerability management, with a reason. */
    public static final String EXCLUDED = id("excluded");
    /** Its name and tags hold a Markdown link, HTML and a newline, and a tag that gives a model orders. */
    public static final String HOSTILE_MARKUP = id("hostile markup");
    /** Its name holds a right-to-left override (U+202E), a tag an HTML image with a script. */
    public static final String HOSTILE_DIRECTION = id("hostile direction");
    /** The computerDnsName is null. */
    public static final String NULL_NAME = id("null name");
    /** The computerDnsName is an empty text. */
    public static final String EMPTY_NAME = id("empty name");
    /** There is no computerDnsName property. */
    public static final String NO_NAME = id("no name");
    /** firstSeen and lastSeen are of the year 1, which means "no value". */
    public static final String NO_DATES = id("no dates");
    /** The rbacGroupId is a text, not a number. */
    public static final String GROUP_ID_AS_TEXT = id("group id as text");
    /** riskScore, exposureLevel, deviceValue, machineTags, version and addresses are null. */
    public static final String NULLS = id("nulls");
    /** The healthStatus is "Quarantined", which the reference does not know. */
    public static final String UNKNOWN_HEALTH = id("unknown health");
    /** Has the property "assetRing", which the reference does not know, and a nested one. */
    public static final String UNKNOWN_PROPERTY = id("unknown property");
    /** lastIpAddress and lastExternalIpAddress are IPv6; one of the ipAddresses is empty and without a macAddress. */
    public static final String IPV6 = id("ipv6");
    /** An older payload, with defenderAvStatus, systemProductName and groupName. */
    public static final String OLDER_PAYLOAD = id("older payload");
    /** The name of three machines. */
    public static final String SHARED_NAME = "desktop-shared";
    /** The short name of two machines, one of which is known by it alone. */
    public static final String SHORT_NAME = "kiosk-7";
    /** The full name of the other one. */
    public static final String FULL_NAME = "kiosk-7.emea.northwind.example";
    /** A name with a quote and a percent sign in it, which addresses and filters must not fall for. */
    public static final String QUOTED_NAME = "o'neill's 100%27 mac";
    /** The names of its users are hostile, and what the service does not know of them is null. */
    public static final String HOSTILE_USERS = id("hostile users");
    /** Nobody logged on to it. */
    public static final String NO_USERS = id("no users");

    private SimulatedMachines() {}

    static String id(String what) {
        return Digest.hex("SHA-1", "simulated machine: " + what);
    }
}
