// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** The file that a journal is kept in: one run at a time has it. It holds names of machines, so only its owner may read it. */
final class JournalFile implements AutoCloseable {

    private static final Set<StandardOpenOption> OPTIONS =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    private static final Set<PosixFilePermission> FOR_ITS_OWNER = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final FileChannel channel;

    private JournalFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes it, and makes it where there is none.
     *
     * @param path where it is
     * @return the file; empty as long as another run has it
     * @throws IOException when it can't be had
     */
    static Optional<JournalFile> open(Path path) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] rights = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FOR_ITS_OWNER)}
                : new FileAttribute<?>[0];
        FileChannel channel = FileChannel.open(path, OPTIONS, rights);
        boolean free = false;
        try {
            free = channel.tryLock() != null;
            if (free && posix && channel.size() == 0) {
                // It may have been there, for others to read.
                Files.setPosixFilePermissions(path, FOR_ITS_OWNER);
            }
        } catch (OverlappingFileLockException e) {
            // The other run is in this same process.
        } finally {
            if (!free) {
                channel.close();
            }
        }
        return free ? Optional.of(new JournalFile(path, channel)) : Optional.empty();
    }

    boolean isEmpty() throws IOException {
        return channel.size() == 0;
    }

    /** @return what is in it. A character that was cut off becomes another one; closing this would give the file away */
    BufferedReader lines() {
        return new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
    }

    /** @param text to write at the end, at once */
    void append(String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        channel.position(channel.size());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Removes it before another run can have it. */
    void remove() throws IOException {
        Files.deleteIfExists(path);
        close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
