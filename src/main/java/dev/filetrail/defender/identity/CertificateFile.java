// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate and its private key, out of one file.
 *
 * @param key RSA; Entra knows no other for applications
 * @param certificate the one that belongs to the key
 */
record CertificateFile(RSAPrivateKey key, X509Certificate certificate) {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    /** What stands before an RSA key in PKCS#1 form to make it PKCS#8 (RFC 5208, section 5): version 0, rsaEncryption. */
    private static final byte[] RSA = {
        2, 1, 0, 48, 13, 6, 9, 42, (byte) 134, 72, (byte) 134, (byte) 247, 13, 1, 1, 1, 5, 0
    };

    /**
     * Reads one.
     *
     * @param file PEM, or else PKCS#12
     * @param password of a PKCS#12 file; empty for none
     * @return its key, and the certificate of it
     * @throws IOException when it can't be read
     * @throws GeneralSecurityException in words, when it does not hold what it should
     */
    static CertificateFile read(Path file, String password) throws IOException, GeneralSecurityException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.contains("-----BEGIN ") ? pem(text) : pkcs12(bytes, password);
    }

    private static CertificateFile pem(String text) throws GeneralSecurityException {
        PrivateKey key = null;
        List<Certificate> certificates = new ArrayList<>();
        Matcher parts = PEM.matcher(text);
        while (parts.find()) {
            byte[] der = Base64.getMimeDecoder().decode(parts.group(2));
            switch (parts.group(1)) {
                case "CERTIFICATE" ->
                    certificates.add(
                            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
                case "PRIVATE KEY" -> key = rsa(der);
                case "RSA PRIVATE KEY" -> key = rsa(sequence(RSA, tagged(4, der)));
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new GeneralSecurityException(
                            "its key is encrypted, which in a PEM file FileTrail can't read: use PKCS#12");
                default -> {
                    // parameters and the like, which nobody needs
                }
            }
        }
        return matching(key, certificates);
    }

    private static CertificateFile pkcs12(byte[] bytes, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(new ByteArrayInputStream(bytes), password.toCharArray());
        } catch (IOException e) {
            throw new GeneralSecurityException(
                    "it is neither PEM nor a PKCS#12 file that AZURE_CLIENT_CERTIFICATE_PASSWORD opens", e);
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
                return matching(key, List.of(store.getCertificateChain(alias)));
            }
        }
        return matching(null, List.of());
    }

    /** A file may hold a whole chain. */
    private static CertificateFile matching(PrivateKey key, List<Certificate> certificates)
            throws GeneralSecurityException {
        if (key == null) {
            throw new GeneralSecurityException("it holds no private key");
        }
        if (!(key instanceof RSAPrivateKey rsa)) {
            throw new GeneralSecurityException("its key is " + key.getAlgorithm() + ", and Entra wants RSA");
        }
        for (Certificate each : certificates) {
            if (each instanceof X509Certificate certificate
                    && certificate.getPublicKey() instanceof RSAPublicKey its
                    && its.getModulus().equals(rsa.getModulus())) {
                return new CertificateFile(rsa, certificate);
            }
        }
        throw new GeneralSecurityException("it holds no certificate of its private key");
    }

    private static PrivateKey rsa(byte[] pkcs8) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException("its private key is none that Entra takes: it wants RSA", e);
        }
    }

    /** DER (X.690, section 8.1): a tag, the length, what there is. */
    private static byte[] tagged(int tag, byte[] content) {
        byte[] all = new byte[content.length + 4];
        all[0] = (byte) tag;
        all[1] = (byte) 0x82;
        all[2] = (byte) (content.length >> 8);
        all[3] = (byte) content.length;
        System.arraycopy(content, 0, all, 4, content.length);
        return all;
    }

    private static byte[] sequence(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return tagged(48, both);
    }
}
