// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A key as its line in the file keeps it: {@code NAME doors=mcp,tools sha256:SALT:HASH}. One round of SHA-256 over salt and
 * key is right here, where it would be wrong for a password: a key is 256 random bits, which nobody finds by trying, however
 * fast. The salt keeps equal keys in two files from looking equal.
 *
 * @param name whose key it is
 * @param doors what it opens, one or more
 * @param salt random
 * @param hash SHA-256 of the salt and the key's characters
 */
record KeyLine(String name, Set<Door> doors, byte[] salt, byte[] hash) {

    private static final String BEGINNING = "filetrail_";
    private static final int BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern KEY = Pattern.compile(BEGINNING + "[A-Za-z0-9_-]{43}");
    private static final Pattern LINE = Pattern.compile("(" + NAME
            + ")[ \\t]+doors=([a-z]+(?:,[a-z]+)*)[ \\t]+sha256:([A-Za-z0-9_-]{22}):([A-Za-z0-9_-]{43})[ \\t]*");
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    KeyLine {
        // In the order of the doors, whichever they were named in.
        doors = Collections.unmodifiableSet(EnumSet.copyOf(doors));
    }

    /** @return a key that nobody has had, to be told once */
    static String newKey() {
        return BEGINNING + TEXT.encodeToString(random(BYTES));
    }

    /**
     * What is kept of a key.
     *
     * @param name whose it is
     * @param doors what it opens
     * @param key as it was told
     * @return its line, from which the key can't be had
     */
    static KeyLine of(String name, Set<Door> doors, String key) {
        byte[] salt = random(SALT_BYTES);
        return new KeyLine(name, doors, salt, hash(salt, key));
    }

    /**
     * Reads a line.
     *
     * @param line without its end
     * @return empty when it isn't one
     */
    static Optional<KeyLine> parse(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Set<Door> doors = EnumSet.noneOf(Door.class);
        for (String label : parts.group(2).split(",")) {
            Arrays.stream(Door.values())
                    .filter(door -> door.label().equals(label))
                    .forEach(doors::add);
        }
        try {
            // A door that there is not opens nothing; a line that means something else than it says is not believed at
            // all.
            return doors.size() == parts.group(2).split(",").length
                    ? Optional.of(new KeyLine(parts.group(1), doors, decoded(parts.group(3)), decoded(parts.group(4))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            // The last character of either has bits that stand for nothing, and must be zero.
            return Optional.empty();
        }
    }

    /** @return whether it may be a key's name */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** @return whether it has a key's form; what has not is not worth hashing */
    static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /**
     * Takes as long for a wrong key as for the right one.
     *
     * @param key what somebody presents
     * @return it is this one
     */
    boolean isOf(String key) {
        return MessageDigest.isEqual(hash, hash(salt, key));
    }

    /** @return name and doors, without what is kept of the key */
    @Override
    public String toString() {
        return name + " doors=" + doors.stream().map(Door::label).collect(Collectors.joining(","));
    }

    /** @return the whole line, without its end */
    String text() {
        return this + " sha256:" + TEXT.encodeToString(salt) + ":" + TEXT.encodeToString(hash);
    }

    private static byte[] hash(byte[] salt, String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        // Made here and not once for all: a native image must not be built with it.
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
