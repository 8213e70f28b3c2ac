// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/**
 * A key and its self-signed certificate, made on the spot: what {@code openssl req -x509} gives. Java can read certificates
 * but not make them, so that the few bytes of DER are put together here.
 *
 * @param key the private key
 * @param certificate the certificate of its public half
 */
public record TestCertificate(PrivateKey key, X509Certificate certificate) {

    private static final byte[] SHA256_WITH_RSA = sequence(
            tagged(6, new byte[] {0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 0x0B}), tagged(5));
    private static final byte[] COMMON_NAME = tagged(6, new byte[] {0x55, 4, 3});
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("uuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    /** One that is valid for a year, from an hour ago. */
    public static TestCertificate make() throws GeneralSecurityException {
        return make(Instant.now().plus(Duration.ofDays(365)));
    }

    /** One that is valid until then, and was for a year. */
    public static TestCertificate make(Instant until) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        KeyPair pair = generator.generateKeyPair();
        byte[] name = sequence(tagged(
                0x31, sequence(COMMON_NAME, tagged(0x0C, "FileTrail test".getBytes(StandardCharsets.US_ASCII)))));
        byte[] content = sequence(
                tagged(0xA0, tagged(2, new byte[] {2})),
                tagged(2, BigInteger.valueOf(System.nanoTime()).toByteArray()),
                SHA256_WITH_RSA,
                name,
                sequence(time(until.minus(Duration.ofDays(366))), time(until)),
                name,
                pair.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(content);
        byte[] signed = signature.sign();
        byte[] bits = new byte[signed.length + 1];
        System.arraycopy(signed, 0, bits, 1, signed.length);
        byte[] der = sequence(content, SHA256_WITH_RSA, tagged(3, bits));
        return new TestCertificate(pair.getPrivate(), (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
    }

    /** What {@code x5t#S256} holds. */
    public String thumbprint() throws GeneralSecurityException {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    private static byte[] time(Instant instant) {
        return tagged(0x17, UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        int length = content.size();
        if (length >= 0x80) {
            whole.write(length < 0x100 ? 0x81 : 0x82);
        }
        if (length >= 0x100) {
            whole.write(length >> 8);
        }
        whole.write(length);
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
