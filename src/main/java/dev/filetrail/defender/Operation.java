package dev.filetrail.defender;

import java.util.Set;

/**
 * What Defender is asked for, and the permission that it takes of an application or of a person (API pages "List machines
 * related to the file", "Get file").
 */
public enum Operation {
    /** The machines on which a file was observed. */
    MACHINES_OF_FILE("machines", "Machine.Read.All", "Machine.ReadWrite.All", "Machine.Read", "Machine.ReadWrite"),
    /** What is known of a file. */
    FILE("files", "File.Read.All", null, "File.Read.All", null);

    private final String what;
    private final String permission;
    private final String alsoEnough;
    private final String delegated;
    private final String alsoDelegated;

    Operation(String what, String permission, String alsoEnough, String delegated, String alsoDelegated) {
        this.what = what;
        this.permission = permission;
        this.alsoEnough = alsoEnough;
        this.delegated = delegated;
        this.alsoDelegated = alsoDelegated;
    }

    /** @return what the application may not read without the permission, in the plural */
    public String what() {
        return what;
    }

    /** @return the application permission to ask for, and the one that does as well, if there is one */
    public String permission() {
        return both(permission, alsoEnough);
    }

    /** @return the same of a person */
    String delegatedPermission() {
        return both(delegated, alsoDelegated);
    }

    /**
     * Whether an application may.
     *
     * @param permissions that it has
     * @return Defender will not refuse it for want of one
     */
    public boolean isAllowedBy(Set<String> permissions) {
        return permissions.contains(permission) || (alsoEnough != null && permissions.contains(alsoEnough));
    }

    private static String both(String one, String other) {
        return one + (other == null ? "" : " (" + other + " does as well)");
    }
}
