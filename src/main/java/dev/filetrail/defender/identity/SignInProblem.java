// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender.identity;

import java.util.Arrays;
import java.util.Optional;

/**
 * What the sign-in refuses, by its code, and what to do about it (Microsoft's page "Microsoft Entra authentication and
 * authorization error codes").
 */
enum SignInProblem {
    WRONG_SECRET(
            7000215,
            "the client secret is wrong",
            "Check AZURE_CLIENT_SECRET: it must be the secret's value, not its id, and of the app AZURE_CLIENT_ID."),
    EXPIRED_SECRET(
            7000222,
            "the client secret has expired",
            "Make a new client secret (Entra admin center, App registrations, Certificates & secrets) and set"
                    + " AZURE_CLIENT_SECRET to its value."),
    UNKNOWN_APPLICATION(
            700016,
            "the application is not in that tenant",
            "Check AZURE_CLIENT_ID (the application (client) id) and AZURE_TENANT_ID."),
    UNKNOWN_TENANT(
            90002,
            "the tenant was not found, or it is in another cloud",
            "Check AZURE_TENANT_ID, and filetrail.cloud (FILETRAIL_CLOUD) with AZURE_AUTHORITY_HOST."),
    UNKNOWN_CERTIFICATE(
            700027,
            "the signature of the client assertion was not accepted",
            "Upload the certificate to the app registration (Certificates & secrets), or a new one when it has expired."),
    NO_FEDERATED_CREDENTIAL(
            70021,
            "no federated credential of the app matches",
            "Compare subject, issuer and audience of the workload's token with the app registration's federated"
                    + " credentials."),
    NO_DEFENDER(
            500011,
            "Defender's own application is not in the tenant",
            "Defender for Endpoint is not provisioned in this tenant, or filetrail.defender.scope names the wrong"
                    + " resource."),
    NO_CONSENT(
            65001,
            "nobody has consented to the permissions",
            "An administrator grants admin consent (Entra admin center, App registrations, API permissions)."),
    EXPIRED_ASSERTION(
            700024,
            "the client assertion is not valid at this time",
            "Compare this machine's clock with the right time, and renew what AZURE_FEDERATED_TOKEN_FILE names."),
    WRONG_ASSERTION(
            50013,
            "the token that was to be exchanged was not accepted",
            "A token of the person's must be meant for this application (audience AZURE_CLIENT_ID) and come from the"
                    + " tenant AZURE_TENANT_ID."),
    WRONG_ASSERTION_AUDIENCE(
            500131,
            "the token that was to be exchanged is for another application",
            "Clients must ask for a token with the scope api://AZURE_CLIENT_ID/Machines.Read."),
    SECOND_FACTOR(
            50076,
            "the person has to sign in once more, with a second factor",
            "Sign in again in the program that you ask with; Microsoft asks for a second factor."),
    SECOND_FACTOR_TO_BE_SET_UP(
            50079,
            "the person has to set up a second factor",
            "Sign in again in the program that you ask with; Microsoft asks you to set up a second factor."),
    CONDITIONAL_ACCESS(
            53003,
            "a rule of conditional access forbids it",
            "Ask from a device and a place that your organization's rules of conditional access allow, or ask the"
                    + " administrator of the tenant.");

    private final int code;
    private final String meaning;
    private final String whatToDo;

    SignInProblem(int code, String meaning, String whatToDo) {
        this.code = code;
        this.meaning = meaning;
        this.whatToDo = whatToDo;
    }

    /** @return the problem with that AADSTS number, when it is one we have words for */
    static Optional<SignInProblem> of(int code) {
        return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
    }

    /** @return it is the turn of the person who asks, not of the operator */
    boolean isThePersons() {
        return this == SECOND_FACTOR || this == SECOND_FACTOR_TO_BE_SET_UP || this == CONDITIONAL_ACCESS;
    }

    /** @return half a sentence */
    String meaning() {
        return meaning;
    }

    /** @return a sentence or more */
    String whatToDo() {
        return whatToDo;
    }
}
