// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What makes a hash out of a file. People name files by all of these; Defender finds them by SHA-1 and SHA-256. */
enum HashAlgorithm {
    MD5("an MD5", 32),
    SHA1("a SHA-1", 40),
    SHA224("a SHA-224", 56),
    SHA256("a SHA-256", 64),
    SHA384("a SHA-384", 96),
    SHA512("a SHA-512", 128);

    /** How people write their names before a hash, as a part of a pattern for which letters' case does not matter. */
    static final String NAMES = "md5|sha-?(?:1|224|256|384|512)";

    private final String title;
    private final int digits;

    HashAlgorithm(String title, int digits) {
        this.title = title;
        this.digits = digits;
    }

    /**
     * Which one a hash without a name is made by.
     *
     * @param digits hexadecimal digits
     * @return empty when none has as many
     */
    static Optional<HashAlgorithm> ofLength(int digits) {
        return Arrays.stream(values()).filter(each -> each.digits == digits).findAny();
    }

    /** @return what its hashes are called, for people */
    String title() {
        return title;
    }

    /** @return its name and how long its hashes are, for people */
    String inWords() {
        return title + " (" + digits + " digits)";
    }

    /**
     * What is wrong with a hash that has a name before it.
     *
     * @param name one of {@link #NAMES}
     * @param hash hexadecimal digits
     * @return null when it is as long as its name says
     */
    static String contradiction(String name, String hash) {
        HashAlgorithm called = valueOf(name.replace("-", "").toUpperCase(Locale.ROOT));
        return hash.length() == called.digits
                ? null
                : "called " + called.title + ", which has " + called.digits + " digits, but has " + hash.length();
    }
}
