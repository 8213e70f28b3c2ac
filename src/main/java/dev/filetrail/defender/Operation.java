// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What Defender is asked for, and the permission that it takes of an application or of a person (API pages "List machines
 * related to the file", "Get file information", "Get file statistics", "List file related alerts", "Get machine by ID", "Get
 * machine logged on users").
 */
public enum Operation {
    /** The machines on which a file was observed. */
    MACHINES_OF_FILE(
            "machines",
            "file",
            List.of("Machine.Read.All", "Machine.ReadWrite.All"),
            List.of("Machine.Read", "Machine.ReadWrite")),
    /** What is known of a file. */
    FILE("files", "file", List.of("File.Read.All"), List.of("File.Read.All")),
    /** How common a file is. */
    FILE_STATS("files", "file", List.of("File.Read.All"), List.of("File.Read.All")),
    /** The alerts that a file is part of. */
    ALERTS_OF_FILE(
            "alerts",
            "file",
            List.of("Alert.Read.All", "Alert.ReadWrite.All"),
            List.of("Alert.Read", "Alert.ReadWrite")),
    /** One machine. */
    MACHINE(
            "machines",
            "machine",
            List.of("Machine.Read.All", "Machine.ReadWrite.All"),
            List.of("Machine.Read", "Machine.ReadWrite")),
    /** Who logged on to a machine. */
    LOGON_USERS("users", "machine", List.of("User.Read.All"), List.of("User.Read.All"));

    private final String what;
    private final String of;
    private final List<String> application;
    private final List<String> delegated;

    /**
     * @param what in the plural
     * @param of what it is asked of
     * @param application any one of these, the one to ask for first
     * @param delegated the same of a person
     */
    Operation(String what, String of, List<String> application, List<String> delegated) {
        this.what = what;
        this.of = of;
        this.application = application;
        this.delegated = delegated;
    }

    /** @return its name for programs: {@code machines_of_file} … */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return what the application may not read without the permission, in the plural */
    public String what() {
        return what;
    }

    /** @return what it is asked of, and what a 404 says is unknown: {@code file} or {@code machine} */
    String of() {
        return of;
    }

    /** @return what names it in the question: {@code hash} or {@code machine's id or name} */
    String given() {
        return of.equals("file") ? "hash" : "machine's id or name";
    }

    /** @return the application permission to ask for, and the one that does as well, if there is one */
    public String permission() {
        return words(application);
    }

    /** @return the same of a person */
    public String delegatedPermission() {
        return words(delegated);
    }

    /**
     * Whether an application or a person may.
     *
     * @param permissions those there are
     * @param onBehalf they are a person's
     * @return Defender will not refuse it for want of one
     */
    boolean isAllowedBy(Set<String> permissions, boolean onBehalf) {
        return (onBehalf ? delegated : application).stream().anyMatch(permissions::contains);
    }

    private static String words(List<String> permissions) {
        return permissions.size() == 1
                ? permissions.get(0)
                : permissions.get(0) + " (" + permissions.get(1) + " does as well)";
    }
}
