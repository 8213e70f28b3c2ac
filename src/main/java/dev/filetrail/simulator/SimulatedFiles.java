// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.util.HexFormat;
import java.util.OptionalInt;

/**
 * The SHA-1 hashes of the simulated tenant's files that tests and examples name. The tenant knows a few dozen more:
 * {@link SimulatedTenant#fileHashes()}.
 */
public final class SimulatedFiles {

    /**
     * A credential theft tool on 14 machines: risk High, a merged duplicate, an excluded one, hostile names, no name
     * and a date without a value are among them.
     */
    public static final String SEVERAL_MACHINES = "1e5bc9d7e413ddd7902c2932e418702b84d0cc07";

    /** The EICAR test file, on exactly one machine. The hash is the real one. */
    public static final String ONE_MACHINE = "3395856ce81f2b7382dee72602f798b642f14140";

    /** The SHA-256 of the EICAR test file. */
    public static final String ONE_MACHINE_SHA256 = "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f";

    /** A certificate that the company rolls out, on nearly all machines of the tenant. */
    public static final String NEARLY_ALL_MACHINES = "75ad6ab81bfbc1c61efa6df0423fa60e3cafc307";

    /** A file on {@link #HUGE_MACHINE_COUNT} machines, about 110 MB of JSON: made up as they are sent. */
    public static final String HUGE = "a4e3be901a779ea27fec6221048d58ba04888b18";

    /** On how many machines {@link #HUGE} is. */
    public static final int HUGE_MACHINE_COUNT = 100_000;

    /** On how many machines a file of {@link #large} is. */
    public static final int LARGE_MACHINE_COUNT = 10_000;

    /** A valid SHA-1 of a file that nobody has seen: on no machine. */
    public static final String UNKNOWN = "b048fb06e723d54d387a892aed07243c3790e521";

    /** What the hashes of {@link #numbered} begin with. */
    static final String NUMBERED = "00f11e00";

    /** What the hashes of {@link #huge} begin with. */
    static final String NUMBERED_HUGE = "00f11eff";

    /** What the hashes of {@link #large} begin with. */
    static final String NUMBERED_LARGE = "00f11efe";

    private static final HexFormat HEX = HexFormat.of();

    private SimulatedFiles() {}

    /**
     * One of any number of files, each on one to 120 machines of its own: no two of the first million share one, so that a
     * mixed answer shows. Nothing but their machines is known of them.
     *
     * @param number 0 or more
     * @return its SHA-1
     */
    public static String numbered(int number) {
        return NUMBERED
                + HEX.toHexDigits(number)
                + Digest.hex("SHA-1", "file " + number).substring(16);
    }

    /**
     * One of any number of files that are on {@link #HUGE_MACHINE_COUNT} machines each, of which they share nearly all.
     *
     * @param number 0 or more
     * @return its SHA-1
     */
    public static String huge(int number) {
        return NUMBERED_HUGE
                + HEX.toHexDigits(number)
                + Digest.hex("SHA-1", "huge file " + number).substring(16);
    }

    /**
     * One of any number of files that are on {@link #LARGE_MACHINE_COUNT} machines each, of which they share nearly all.
     *
     * @param number 0 or more
     * @return its SHA-1
     */
    public static String large(int number) {
        return NUMBERED_LARGE
                + HEX.toHexDigits(number)
                + Digest.hex("SHA-1", "large file " + number).substring(16);
    }

    /** The number of a file of {@link #numbered}, {@link #large} or {@link #huge}; empty for any other. */
    static OptionalInt numberOf(String hash) {
        if (hash.length() != 40
                || !(hash.startsWith(NUMBERED) || hash.startsWith(NUMBERED_LARGE) || hash.startsWith(NUMBERED_HUGE))) {
            return OptionalInt.empty();
        }
        int number = HexFormat.fromHexDigits(hash, 8, 16);
        boolean known = hash.equals(numbered(number)) || hash.equals(large(number)) || hash.equals(huge(number));
        return known ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
