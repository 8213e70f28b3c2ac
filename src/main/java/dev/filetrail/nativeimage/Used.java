// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Arrays;

/** The codes of what is used at the start, ascending: a name of methods or objects is seldom kept, there are some thousands. */
final class Used {

    private final int[] codes;

    Used(int... codes) {
        this.codes = codes.clone();
        Arrays.sort(this.codes);
    }

    /** From lines of eight hexadecimal digits; those that begin with # say what they are. */
    static Used read(InputStream in) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, US_ASCII));
        return new Used(lines.lines()
                .filter(line -> !line.startsWith("#"))
                .mapToInt(line -> Integer.parseUnsignedInt(line, 16))
                .toArray());
    }

    boolean contains(int code) {
        return Arrays.binarySearch(codes, code) >= 0;
    }
}
