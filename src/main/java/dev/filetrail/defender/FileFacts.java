// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * What Defender knows of a file (API page "File resource type"). Everything may be null but the two hashes that it was asked
 * by and gives; what the API calls an enumeration is text as it came, since the service adds values unannounced.
 *
 * @param sha1 40 hexadecimal digits in lower case; null when the answer holds none
 * @param sha256 64 hexadecimal digits in lower case; null when the answer holds none
 * @param md5 32 hexadecimal digits in lower case; null when the answer holds none
 * @param globalPrevalence on how many machines of the world it was seen
 * @param globalFirstSeen when it was first seen anywhere
 * @param globalLastSeen when it was last seen anywhere
 * @param size in bytes
 * @param type as Defender names it: APP, PE32 …
 * @param portableExecutable it is a Windows program or library
 * @param publisher as the file says
 * @param product as the file says
 * @param signer who signed it
 * @param issuer who issued the signer's certificate
 * @param signerHash thumbprint of the signer's certificate
 * @param certificateValid whether the signature's certificate is valid
 * @param determination Clean, Malware, PUA, Unknown …
 * @param threat what malware it is: HackTool:Win32/Mimikatz.D …
 */
public record FileFacts(
        String sha1,
        String sha256,
        String md5,
        Long globalPrevalence,
        Instant globalFirstSeen,
        Instant globalLastSeen,
        Long size,
        String type,
        Boolean portableExecutable,
        String publisher,
        String product,
        String signer,
        String issuer,
        String signerHash,
        Boolean certificateValid,
        String determination,
        String threat) {

    static final Set<String> WANTED = Set.of(
            "sha1",
            "sha256",
            "md5",
            "globalPrevalence",
            "globalFirstObserved",
            "globalLastObserved",
            "size",
            "fileType",
            "isPeFile",
            "filePublisher",
            "fileProductName",
            "signer",
            "issuer",
            "signerHash",
            "isValidCertificate",
            "determinationType",
            "determinationValue");

    static FileFacts of(WireObject wire) {
        return new FileFacts(
                hash(wire.text("sha1"), 40),
                hash(wire.text("sha256"), 64),
                hash(wire.text("md5"), 32),
                wire.number("globalPrevalence"),
                wire.time("globalFirstObserved"),
                wire.time("globalLastObserved"),
                wire.number("size"),
                wire.text("fileType"),
                wire.truth("isPeFile"),
                wire.text("filePublisher"),
                wire.text("fileProductName"),
                wire.text("signer"),
                wire.text("issuer"),
                wire.text("signerHash"),
                wire.truth("isValidCertificate"),
                wire.text("determinationType"),
                wire.text("determinationValue"));
    }

    /**
     * Whether this is a file that was asked for.
     *
     * @param id its SHA-1 or SHA-256 in lower case
     * @return the answer does not name another one, and gives the SHA-1 that whoever asks by SHA-256 needs
     */
    boolean isOf(String id) {
        return id.length() == 40
                ? sha1 == null || sha1.equals(id)
                : sha1 != null && (sha256 == null || sha256.equals(id));
    }

    static String hash(String text, int digits) {
        return text != null && text.length() == digits && text.matches("[0-9a-fA-F]*")
                ? text.toLowerCase(Locale.ROOT)
                : null;
    }
}
