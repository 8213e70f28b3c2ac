// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.filetrail.ForeignText;
import dev.filetrail.trail.Examination.Finding;
import dev.filetrail.trail.Examiner;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at whether those could come in who may. */
@ApplicationScoped
class AccessExaminer implements Examiner {

    private static final String WHAT = "access";
    /** How Entra's issuers end, and nobody else's. */
    private static final String OF_ENTRA = "/v2.0";

    private static final int PATIENCE_MILLIS = 5_000;
    private static final int LONGEST_SHOWN = 200;
    private static final int LARGEST_DOCUMENT = 256 * 1024;

    private final AccessRules rules;
    private final GateConfig config;
    private final AuditConfig audit;

    AccessExaminer(AccessRules rules, GateConfig config, AuditConfig audit) {
        this.rules = rules;
        this.config = config;
        this.audit = audit;
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Way way : rules.ways()) {
            switch (way) {
                case LOOPBACK -> findings.add(Finding.well(WHAT, "loopback: whoever is on this machine, nobody else"));
                case CHAT -> findings.add(Finding.well(WHAT, "chat: who writes in a chat, nobody else"));
                case OIDC -> {
                    findings.add(provider());
                    wholeScope().ifPresent(findings::add);
                }
                case API_KEY -> config.keys().ifPresent(file -> findings.add(keys(file)));
            }
        }
        findings.add(Finding.well("audit", "questions are written down to " + audit.to()));
        return findings;
    }

    private Finding provider() {
        String wanted = "oidc: tokens of " + rules.issuer() + " for " + String.join(" or ", rules.audience())
                + " that allow " + rules.scope();
        try {
            String named = issuerByItself();
            return rules.manyTenants() || rules.issuer().equals(withoutSlash(named))
                    ? Finding.well(WHAT, wanted)
                    : Finding.wrong(
                            WHAT,
                            wanted + "; but the provider there calls itself "
                                    + ForeignText.oneLine(named, LONGEST_SHOWN),
                            "Set filetrail.access.issuer to what it calls itself; at Entra it ends in /v2.0.");
        } catch (IOException | IllegalArgumentException e) {
            return Finding.wrong(
                    WHAT,
                    wanted + "; but the provider can't be asked ("
                            + ForeignText.oneLine(String.valueOf(e.getMessage()), LONGEST_SHOWN) + ")",
                    "Check filetrail.access.issuer and the network; until it answers, nobody is let in with a token.");
        }
    }

    /** Entra takes a scope without its address for one of Microsoft Graph, and refuses the sign-in (AADSTS650053). */
    private Optional<Finding> wholeScope() {
        return rules.issuer().endsWith(OF_ENTRA) && !rules.scope().contains("/")
                ? Optional.of(Finding.wrong(
                        WHAT,
                        "clients are told to ask Entra for " + rules.scope() + ", which it takes for Microsoft Graph's",
                        "Set filetrail.access.scope to its whole name, such as api://CLIENT_ID/" + rules.scope() + "."))
                : Optional.empty();
    }

    /** OpenID Connect Discovery 1.0, section 4. */
    private String issuerByItself() throws IOException {
        HttpURLConnection asked = (HttpURLConnection) URI.create(rules.issuer() + "/.well-known/openid-configuration")
                .toURL()
                .openConnection();
        asked.setConnectTimeout(PATIENCE_MILLIS);
        asked.setReadTimeout(PATIENCE_MILLIS);
        asked.setInstanceFollowRedirects(false);
        try (InputStream body = asked.getInputStream()) {
            JsonNode document = new ObjectMapper().readTree(body.readNBytes(LARGEST_DOCUMENT));
            return document.path("issuer").asText("nothing");
        } finally {
            asked.disconnect();
        }
    }

    private static Finding keys(Path file) {
        try {
            KeyFile.Content content = new KeyFile(file).read();
            int count = content.keys().size();
            String found = "api-key: " + count + (count == 1 ? " key in " : " keys in ") + file;
            if (!content.broken().isEmpty()) {
                return Finding.wrong(
                        WHAT,
                        found + "; these lines are not a key's and open nothing: " + content.broken(),
                        "Take them out of the file; a key that stood there is made anew with `filetrail key new NAME`.");
            }
            return count > 0
                    ? Finding.well(WHAT, found)
                    : Finding.wrong(WHAT, found, "Make one with `filetrail key new NAME`.");
        } catch (IOException e) {
            return Finding.wrong(
                    WHAT,
                    "api-key: " + file + " can't be read, so every key is refused",
                    "Check filetrail.access.keys and who may read it.");
        }
    }

    private static String withoutSlash(String address) {
        return address.replaceAll("/+$", "");
    }
}
