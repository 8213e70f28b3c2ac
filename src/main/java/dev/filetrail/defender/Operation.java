package dev.filetrail.defender;

/** What Defender is asked for, and the permission that it takes (API pages "List machines related to the file", "Get file"). */
enum Operation {
    /** The machines on which a file was observed. */
    MACHINES_OF_FILE("machines", "Machine.Read.All", "Machine.ReadWrite.All"),
    /** What is known of a file. */
    FILE("files", "File.Read.All", null);

    private final String what;
    private final String permission;
    private final String alsoEnough;

    Operation(String what, String permission, String alsoEnough) {
        this.what = what;
        this.permission = permission;
        this.alsoEnough = alsoEnough;
    }

    /** @return what the application may not read without the permission, in the plural */
    String what() {
        return what;
    }

    /** @return the permission to ask for, and the one that does as well, if there is one */
    String permission() {
        return permission + (alsoEnough == null ? "" : " (" + alsoEnough + " does as well)");
    }
}
