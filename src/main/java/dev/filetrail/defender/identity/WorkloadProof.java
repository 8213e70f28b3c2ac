// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A token that the workload's own platform gives it, and that Entra trusts: Kubernetes, GitHub, any OpenID issuer. Somebody
 * keeps renewing the file, so it is read for every request (Microsoft's page "Microsoft identity platform and OAuth 2.0 client
 * credentials flow", third case).
 *
 * @param file {@code AZURE_FEDERATED_TOKEN_FILE}
 */
record WorkloadProof(Path file) implements ClientProof {

    private static final int LARGEST = 64 * 1024;

    @Override
    public Map<String, String> parameters() {
        try {
            String token =
                    Files.size(file) > LARGEST ? "" : Files.readString(file).strip();
            if (token.isEmpty() || !token.matches("[\\w.~+/=-]+")) {
                throw SignInException.ofOurs(
                        "the file that AZURE_FEDERATED_TOKEN_FILE names holds no token (" + file + ")",
                        "Check what writes it: in Kubernetes the workload identity webhook, which wants the label"
                                + " azure.workload.identity/use on the pod.",
                        null);
            }
            return ClientProof.assertion(token);
        } catch (IOException e) {
            throw SignInException.ofOurs(
                    "the file that AZURE_FEDERATED_TOKEN_FILE names can't be read (" + file + ")",
                    "Check that it is there and that FileTrail may read it.",
                    e);
        }
    }
}
