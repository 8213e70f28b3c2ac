// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The file that keeps API keys: a line each, and comments that begin with {@code #}. Of a key it holds a salted hash only. */
public final class KeyFile {

    private static final long LARGEST = 1_048_576;

    private final Path path;

    /** @param path of the file; there need not be one yet */
    public KeyFile(Path path) {
        this.path = path;
    }

    /**
     * What is in it.
     *
     * @param keys of the lines that can be read
     * @param broken the numbers of those that can't, the first line being 1
     */
    record Content(List<KeyLine> keys, List<Integer> broken) {}

    /**
     * Whether a key may be called so.
     *
     * @param name what somebody would like
     * @return it has 1 to 64 letters, digits, dots, underscores and hyphens
     */
    public static boolean isName(String name) {
        return KeyLine.isName(name);
    }

    /**
     * Makes a key and keeps its line. Makes the file, for its owner alone, when there is none.
     *
     * @param name of the key
     * @param doors what it opens, one or more
     * @return the key, which can't be had again; empty when there is one of that name
     * @throws IOException when the file can't be read or written
     */
    public Optional<String> add(String name, Set<Door> doors) throws IOException {
        boolean exists = Files.exists(path);
        if (exists && read().keys().stream().anyMatch(key -> key.name().equals(name))) {
            return Optional.empty();
        }
        String key = KeyLine.newKey();
        String line = KeyLine.of(name, doors, key).text() + "\n";
        append(exists && !endsWithLine() ? "\n" + line : line);
        return Optional.of(key);
    }

    /**
     * Takes the keys of a name away, and leaves all else as it stands.
     *
     * @param name of the key
     * @return false when there is none of that name
     * @throws IOException when the file can't be read or written
     */
    public boolean remove(String name) throws IOException {
        List<String> lines = lines();
        List<String> rest = lines.stream()
                .filter(line -> KeyLine.parse(line)
                        .filter(key -> key.name().equals(name))
                        .isEmpty())
                .toList();
        if (rest.size() == lines.size()) {
            return false;
        }
        // Whole or not at all, for whoever reads it meanwhile; with the rights and, if that may be, the owner it has.
        Path file = path.toRealPath();
        Path next = Files.createTempFile(file.getParent(), ".filetrail-keys", ".tmp");
        try {
            Files.copy(file, next, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Files.write(next, rest, StandardCharsets.ISO_8859_1);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
        return true;
    }

    /**
     * Which keys there are.
     *
     * @return name and doors of each, in the order of the file; nothing of the keys themselves
     * @throws IOException when the file can't be read
     */
    public List<String> list() throws IOException {
        return read().keys().stream().map(KeyLine::toString).toList();
    }

    /**
     * Which of its lines can't be read.
     *
     * @return their numbers, the first line being 1
     * @throws IOException when the file can't be read
     */
    public List<Integer> brokenLines() throws IOException {
        return read().broken();
    }

    /** @return what is in it now */
    Content read() throws IOException {
        List<KeyLine> keys = new ArrayList<>();
        List<Integer> broken = new ArrayList<>();
        int number = 0;
        for (String line : lines()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                Optional<KeyLine> key = KeyLine.parse(line);
                key.ifPresent(keys::add);
                if (key.isEmpty()) {
                    broken.add(number);
                }
            }
        }
        return new Content(keys, broken);
    }

    /** @return others than its owner may write it, and let themselves in; false where nobody can tell */
    boolean othersMayWrite() throws IOException {
        if (!isPosix()) {
            return false;
        }
        Set<PosixFilePermission> may = Files.getPosixFilePermissions(path);
        return may.contains(PosixFilePermission.GROUP_WRITE) || may.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** In an encoding that makes something of every byte: a comment in another one breaks no key, which are ASCII. */
    private List<String> lines() throws IOException {
        if (Files.size(path) > LARGEST) {
            throw new IOException("it is larger than a file of keys can be");
        }
        return Files.readAllLines(path, StandardCharsets.ISO_8859_1);
    }

    private boolean endsWithLine() throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        return bytes.length == 0 || bytes[bytes.length - 1] == '\n';
    }

    private void append(String text) throws IOException {
        FileAttribute<?>[] forItsOwner = isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (SeekableByteChannel end =
                Files.newByteChannel(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), forItsOwner)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                end.write(bytes);
            }
        }
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
