// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What Teams signs a mention of the outgoing webhook with: HMAC-SHA256 of the raw body, in the header {@code Authorization: HMAC}
 * (Microsoft's page "Create an Outgoing Webhook"). There may be several, so that a new one can be put in before the old one is
 * taken out.
 */
@Singleton
class WebhookSecrets {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String SCHEME = "HMAC ";
    /** Teams makes 32. */
    private static final int FEWEST_BYTES = 16;

    private static final Duration LONGEST_PATIENCE = Duration.ofMillis(4_500);

    private final WebhookConfig config;
    private final AllowedTenants tenants;
    private final List<byte[]> keys;

    /**
     * @param config names them
     * @param tenants have to be named where there are any
     */
    WebhookSecrets(WebhookConfig config, AllowedTenants tenants) {
        this.config = config;
        this.tenants = tenants;
        this.keys = config.secrets().orElse(List.of()).stream()
                .map(secret -> decoded(secret.strip()))
                .toList();
    }

    void check(@Observes StartupEvent start) {
        check();
    }

    /**
     * Looks at the configuration.
     *
     * @throws ConfigurationException a sentence that names the property, and shows no secret
     */
    void check() {
        for (int i = 0; i < keys.size(); i++) {
            need(
                    keys.get(i).length >= FEWEST_BYTES,
                    "filetrail.chat.teams.webhook.secrets (FILETRAIL_CHAT_TEAMS_WEBHOOK_SECRETS): number " + (i + 1)
                            + " is no security token of an outgoing webhook, which is Base64 of 32 bytes as Teams shows it"
                            + " once");
        }
        need(keys.isEmpty() || tenants.areNamed(), AllowedTenants.WANTED);
        need(
                !config.patience().isNegative()
                        && !config.patience().isZero()
                        && config.patience().compareTo(LONGEST_PATIENCE) <= 0,
                "filetrail.chat.teams.webhook.patience must be more than nothing and at most 4.5 seconds, as Teams waits for"
                        + " five");
    }

    /** @return there is a webhook */
    boolean areThere() {
        return !keys.isEmpty();
    }

    /**
     * Whether Teams has signed something. How long it takes says nothing of how much of a signature is right, or by which secret.
     *
     * @param authorization the header; null when there is none
     * @param body as it came, to the byte
     * @return it is signed by one of the secrets
     */
    boolean haveSigned(String authorization, byte[] body) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] claimed = decoded(authorization.substring(SCHEME.length()).strip());
        boolean right = false;
        for (byte[] key : keys) {
            // All of them, whichever it is.
            right |= MessageDigest.isEqual(signature(key, body), claimed);
        }
        return right;
    }

    private static byte[] signature(byte[] key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Nothing for what is no Base64. */
    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static void need(boolean fits, String sentence) {
        if (!fits) {
            throw new ConfigurationException(sentence + ".");
        }
    }
}
