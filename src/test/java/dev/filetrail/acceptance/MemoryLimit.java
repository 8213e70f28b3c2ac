// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Holds a program to so much memory. A native one to all that it takes, by a control group of the system (cgroups(7)) where
 * one may be made; a JVM, and a native one elsewhere, to its heap.
 */
final class MemoryLimit implements AutoCloseable {

    private static final Path VERSION_1 = Path.of("/sys/fs/cgroup/memory");
    private static final Path VERSION_2 = Path.of("/sys/fs/cgroup");

    private final int megabytes;
    private final Path group;

    private MemoryLimit(int megabytes, Path group) {
        this.megabytes = megabytes;
        this.group = group;
    }

    static MemoryLimit of(int megabytes) throws IOException {
        Path group = null;
        if (Program.isNative()) {
            group = group(VERSION_1, "memory.limit_in_bytes", megabytes);
            group = group == null ? group(VERSION_2, "memory.max", megabytes) : group;
        }
        return new MemoryLimit(megabytes, group);
    }

    private static Path group(Path all, String limit, int megabytes) throws IOException {
        if (!Files.exists(all.resolve("cgroup.procs"))) {
            return null;
        }
        Path group = all.resolve("filetrail-" + UUID.randomUUID());
        try {
            Files.createDirectory(group);
        } catch (IOException e) {
            // not allowed here
            return null;
        }
        try {
            Files.writeString(group.resolve(limit), String.valueOf(megabytes * 1_048_576L));
            return group;
        } catch (IOException e) {
            Files.delete(group);
            return null;
        }
    }

    /** The command that starts the program within the limit. */
    List<String> command() {
        return group == null
                ? List.of()
                : List.of("sh", "-c", "echo $$ >" + group.resolve("cgroup.procs") + " && exec \"$@\"", "sh");
    }

    /** Settings that hold the program to the limit when the system does not. */
    Map<String, String> settings() throws IOException {
        return Program.isNative() ? Map.of() : Map.of("JAVA_TOOL_OPTIONS", "-Xmx" + megabytes + "m");
    }

    /** Arguments that do. The rest of what a native program takes is some thirty megabytes. */
    String[] arguments() throws IOException {
        return isOfHeapOnly() ? new String[] {"-Xmx" + (megabytes - 32) + "m"} : new String[0];
    }

    /** Whether what it takes has to be looked at, since nothing else holds a native program to all of the limit. */
    boolean isOfHeapOnly() throws IOException {
        return group == null && Program.isNative();
    }

    @Override
    public String toString() {
        return megabytes + " MB, " + (group == null ? "of heap" : "of all memory (" + group.getParent() + ")");
    }

    @Override
    public void close() throws IOException {
        if (group != null) {
            Files.delete(group);
        }
    }
}
