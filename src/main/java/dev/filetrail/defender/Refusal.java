// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import dev.filetrail.defender.DefenderException.Kind;
import java.time.Duration;

/** What an answer other than 200 means to the person who asked (API page "Error codes"). */
final class Refusal {

    /** A 429 that doesn't say until when. */
    private static final Duration WHEN_NOBODY_SAYS = Duration.ofSeconds(10);

    private Refusal() {}

    /**
     * Puts a status and the words with it into one exception.
     *
     * @param operation what was asked for
     * @param onBehalf it was asked on behalf of a person
     * @param status of the answer, not 200
     * @param answer what it says
     * @param wait what it asks for, may be null
     * @param patience how long we are ready to wait and try again ourselves
     * @return the exception to throw
     */
    static DefenderException of(
            Operation operation, boolean onBehalf, int status, ErrorAnswer answer, Duration wait, Duration patience) {
        DefenderException.Draft draft =
                switch (status) {
                    case 400 ->
                        DefenderException.of(
                                        Kind.BAD_REQUEST,
                                        "Defender does not accept the question (400)." + answer.quoted())
                                .toDo("Check the " + operation.given()
                                        + ". If it is right, this is a fault of FileTrail: please report it.");
                    case 401 ->
                        DefenderException.of(
                                        Kind.UNAUTHORIZED,
                                        "Defender does not accept FileTrail's token (401)." + answer.quoted())
                                .toDo(
                                        "FileTrail's operator: a fresh token was refused too, so check that filetrail.cloud and"
                                                + " filetrail.defender.scope fit the tenant; the audience of the token must be the"
                                                + " one of that cloud.");
                    case 403 ->
                        onBehalf
                                ? forbiddenToThePerson(operation, answer)
                                : DefenderException.of(
                                                Kind.FORBIDDEN,
                                                "Defender does not let FileTrail's application read " + operation.what()
                                                        + " (403)." + answer.quoted())
                                        .toDo("An administrator of the tenant grants the application permission "
                                                + operation.permission() + ": Entra admin center, App registrations,"
                                                + " FileTrail's application, API permissions, Add a permission, APIs my"
                                                + " organization uses, WindowsDefenderATP, Application permissions; then Grant"
                                                + " admin consent. It counts from the next question on.");
                    case 429 -> throttled(answer, wait == null ? WHEN_NOBODY_SAYS : wait, patience);
                    case 408, 500, 502, 503, 504 -> failed(status, answer, wait, patience);
                    default ->
                        status >= 500
                                ? failed(status, answer, wait, patience)
                                : status > 400
                                        ? unexpected(operation, status, answer)
                                        : DefenderException.of(
                                                        Kind.BROKEN_ANSWER,
                                                        "The address of Defender answered " + status
                                                                + ", which Defender never does.")
                                                .toDo(
                                                        "FileTrail's operator: something else, a proxy or a sign-in page,"
                                                                + " stands between; check filetrail.defender.url and the proxy.");
                };
        return draft.correlationId(answer.correlationId()).exception();
    }

    private static DefenderException.Draft forbiddenToThePerson(Operation operation, ErrorAnswer answer) {
        return DefenderException.of(
                        Kind.FORBIDDEN,
                        "Defender does not let you read " + operation.what() + " through FileTrail (403)."
                                + answer.quoted())
                .toDo("FileTrail asks with your own rights. An administrator of the tenant gives you a role in Defender"
                        + " with the permission 'View Data', and grants FileTrail's application the delegated permission "
                        + operation.delegatedPermission()
                        + ": Entra admin center, App registrations, FileTrail's application, API permissions, Add a"
                        + " permission, APIs my organization uses, WindowsDefenderATP, Delegated permissions; then Grant"
                        + " admin consent.");
    }

    private static DefenderException.Draft throttled(ErrorAnswer answer, Duration wait, Duration patience) {
        return DefenderException.of(Kind.THROTTLED, "Defender is asked too often (429)." + answer.quoted())
                .toDo("Wait, then ask again. The quota (100 calls a minute and 1,500 an hour) is shared by all programs"
                        + " that use this application registration.")
                .after(wait)
                .worthRetrying(wait.compareTo(patience) <= 0);
    }

    private static DefenderException.Draft failed(int status, ErrorAnswer answer, Duration wait, Duration patience) {
        return DefenderException.of(
                        Kind.SERVICE_FAILED,
                        "Defender could not answer: trouble of its own (" + status + ")." + answer.quoted())
                .toDo("Ask again in a few minutes. If it lasts, look at the service health in the Microsoft 365 admin"
                        + " center, or open a support case.")
                .after(wait)
                .worthRetrying(wait == null || wait.compareTo(patience) <= 0);
    }

    private static DefenderException.Draft unexpected(Operation operation, int status, ErrorAnswer answer) {
        return DefenderException.of(
                        status == 404 ? Kind.BROKEN_ANSWER : Kind.BAD_REQUEST,
                        "The address of Defender refused the question (" + status
                                + (status == 404
                                        ? ", without saying that the " + operation.of() + " is unknown)."
                                        : ").")
                                + answer.quoted())
                .toDo("FileTrail's operator: check filetrail.cloud, filetrail.defender.url and the proxy on the way.");
    }
}
