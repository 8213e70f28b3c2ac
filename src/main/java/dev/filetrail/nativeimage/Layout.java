// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** What lies where in the executable, a line each: its kind, where it begins, how many bytes it has, its code and its class's. */
final class Layout {

    private final StringBuilder lines = new StringBuilder();

    /** What stands for a name in {@code used}. */
    static int code(String name) {
        CRC32 code = new CRC32();
        code.update(name.getBytes(UTF_8));
        return (int) code.getValue();
    }

    /** A method, as far from where the code begins. */
    void code(long at, long size, int code) {
        add("method", at, size, code, 0);
    }

    /** The heap, which begins so far from where the addresses of objects do. */
    void heap(long at) {
        add("heap", at, 0, 0, 0);
    }

    /** An object of the heap. */
    void object(long at, long size, int code, int classCode) {
        add("object", at, size, code, classCode);
    }

    private void add(String kind, long at, long size, int code, int classCode) {
        lines.append("%s %x %x %08x %08x%n".formatted(kind, at, size, code, classCode));
    }

    void save(Path to) {
        try {
            Files.writeString(to, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
