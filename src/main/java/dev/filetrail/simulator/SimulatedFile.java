// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.util.List;
import java.util.Map;

/**
 * A file that the service knows, and the machines of the tenant that have it. What the service does not know is null:
 * publisher, product, issuer (the file is not signed), threat (nothing is wrong with it).
 */
record SimulatedFile(
        String sha1,
        String sha256,
        String md5,
        List<String> names,
        String publisher,
        String product,
        String issuer,
        long sizeInBytes,
        long globalPrevalence,
        String globalFirstObserved,
        String globalLastObserved,
        String determination,
        String threat,
        MachineSet machines) {

    boolean isMalware() {
        return "Malware".equals(determination);
    }

    /** The answer of the file call. */
    Map<String, Object> toWire() {
        boolean signed = issuer != null;
        boolean windowsProgram = names.get(0).matches("(?i).*\\.(exe|dll)");
        return WireJson.object(
                "@odata.context", "https://api.security.microsoft.com/api/$metadata#Files/$entity",
                "sha1", sha1,
                "sha256", sha256,
                "md5", md5,
                "globalPrevalence", globalPrevalence,
                "globalFirstObserved", globalFirstObserved,
                "globalLastObserved", globalLastObserved,
                "size", sizeInBytes,
                "fileType", windowsProgram ? "APP" : null,
                "isPeFile", windowsProgram,
                "filePublisher", publisher,
                "fileProductName", product,
                "signer", signed ? publisher : null,
                "issuer", issuer,
                "signerHash", signed ? Digest.hex("SHA-1", "certificate of " + publisher) : null,
                "isValidCertificate", signed ? Boolean.TRUE : null,
                "determinationType", determination,
                "determinationValue", threat);
    }
}
