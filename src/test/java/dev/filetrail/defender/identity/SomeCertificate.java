// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import dev.filetrail.simulator.TestCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;

/** A self-signed certificate with its key, in every form that people have them in. */
public record SomeCertificate(PrivateKey key, X509Certificate certificate) {

    /** A new one. */
    public static SomeCertificate make() throws GeneralSecurityException {
        TestCertificate made = TestCertificate.make();
        return new SomeCertificate(made.key(), made.certificate());
    }

    /** As PEM, key and certificate. */
    public String pem() throws GeneralSecurityException {
        return block("PRIVATE KEY", key.getEncoded()) + block("CERTIFICATE", certificate.getEncoded());
    }

    /** As older programs write it, with the key in PKCS#1. */
    String oldPem() throws GeneralSecurityException {
        byte[] pkcs8 = key.getEncoded();
        // SEQUENCE, INTEGER 0, SEQUENCE of OID and NULL, OCTET STRING of what is wanted
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        if (new BigInteger(1, new byte[] {pkcs1[0]}).intValue() != 0x30) {
            throw new GeneralSecurityException("no PKCS#1 there");
        }
        return "Bag Attributes\n    friendlyName: filetrail\n" + block("CERTIFICATE", certificate.getEncoded())
                + block("RSA PRIVATE KEY", pkcs1);
    }

    /** As PKCS#12. */
    public byte[] pkcs12(String password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("any", key, password.toCharArray(), new X509Certificate[] {certificate});
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            store.store(out, password.toCharArray());
            return out.toByteArray();
        }
    }

    static String block(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
    }
}
