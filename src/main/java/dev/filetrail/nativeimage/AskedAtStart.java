// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;

/** The names of settings that a start and its first answer look up: of one that is missing here the value is looked up each time. */
final class AskedAtStart {

    private AskedAtStart() {}

    /** @return those in the file that {@code bash src/bench/run --used} writes */
    static List<String> names() {
        try (InputStream in = AskedAtStart.class.getResourceAsStream("asked")) {
            return new BufferedReader(new InputStreamReader(in, UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
