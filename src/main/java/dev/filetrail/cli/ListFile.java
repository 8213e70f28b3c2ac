// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a list, in whatever Unicode it was saved. */
final class ListFile {

    private static final int LARGEST = 64 * 1_048_576;

    private ListFile() {}

    /**
     * Reads it.
     *
     * @param name of the file; {@code -} for standard input
     * @return its text
     * @throws IOException when it can't be read, or is too large for a list
     */
    static String read(String name) throws IOException {
        try (InputStream in = name.equals("-") ? System.in : Files.newInputStream(Path.of(name))) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it is larger than 64 MB");
            }
            return new String(bytes, charset(bytes));
        }
    }

    /** What the shell of Windows writes begins with a mark of byte order. */
    private static Charset charset(byte[] bytes) {
        if (bytes.length > 1 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (bytes.length > 1 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.UTF_8;
    }
}
