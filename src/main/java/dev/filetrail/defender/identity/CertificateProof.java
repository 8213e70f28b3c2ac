// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * An assertion signed with the application's certificate, another one for every request (Microsoft's page "Microsoft identity
 * platform application authentication certificate credentials"). The file is read each time, so a certificate that is
 * renewed counts from the next token on.
 */
final class CertificateProof implements ClientProof {

    private static final Logger LOG = Logger.getLogger(CertificateProof.class);
    private static final Duration LIVES = Duration.ofMinutes(8);
    /** For a clock that goes a little ahead of Entra's. */
    private static final Duration BACKDATED = Duration.ofMinutes(1);

    private final Path file;
    private final String password;
    private final String clientId;
    private final String tokenUrl;
    private final Clock clock;
    private volatile CertificateFile last;

    /**
     * Nothing is read yet.
     *
     * @param file {@code AZURE_CLIENT_CERTIFICATE_PATH}
     * @param password of the file; empty for none
     * @param clientId the application
     * @param tokenUrl whom the assertion is for
     * @param clock the time
     */
    CertificateProof(Path file, String password, String clientId, String tokenUrl, Clock clock) {
        this.file = file;
        this.password = password;
        this.clientId = clientId;
        this.tokenUrl = tokenUrl;
        this.clock = clock;
    }

    @Override
    public Map<String, String> parameters() {
        CertificateFile current = current();
        Instant now = clock.instant();
        return ClientProof.assertion(Jwt.claims()
                .claim("iss", clientId)
                .claim("sub", clientId)
                .claim("aud", tokenUrl)
                .claim("jti", UUID.randomUUID().toString())
                .claim("nbf", now.minus(BACKDATED).getEpochSecond())
                .claim("iat", now.getEpochSecond())
                .claim("exp", now.plus(LIVES).getEpochSecond())
                .jws()
                .algorithm(SignatureAlgorithm.PS256)
                .header("x5t#S256", thumbprint(current))
                .sign(current.key()));
    }

    private CertificateFile current() {
        try {
            last = CertificateFile.read(file, password);
        } catch (IOException e) {
            unreadable("it can't be read", e);
        } catch (GeneralSecurityException e) {
            unreadable(e.getMessage(), e);
        }
        return last;
    }

    /** Whoever renews the file may be in the middle of writing it. */
    private void unreadable(String why, Exception cause) {
        if (last == null) {
            throw SignInException.ofOurs(
                    "something is wrong with the file that AZURE_CLIENT_CERTIFICATE_PATH names (" + file + "): " + why,
                    "Put a PEM file there with the certificate and its private key, or a PKCS#12 file, with"
                            + " AZURE_CLIENT_CERTIFICATE_PASSWORD.",
                    cause);
        }
        LOG.warn("The certificate file " + file + " has changed and can't be used (" + why
                + "); FileTrail goes on with the certificate that it has.");
    }

    private static String thumbprint(CertificateFile file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(file.certificate().getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (CertificateEncodingException e) {
            throw SignInException.ofOurs("the certificate can't be encoded", "Make it anew.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
