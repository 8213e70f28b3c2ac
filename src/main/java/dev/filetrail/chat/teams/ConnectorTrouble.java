// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import java.time.Duration;

/** The Bot Connector did not take what was sent, or there is no token to send it with. For the log: without a secret. */
final class ConnectorTrouble extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final Duration waitTime;

    /**
     * @param words what happened, and what to do
     * @param status of HTTP; 0 when there was no answer
     * @param waitTime how long the answer asks to wait; null when it doesn't
     * @param cause may be null
     */
    ConnectorTrouble(String words, int status, Duration waitTime, Throwable cause) {
        super(words, cause);
        this.status = status;
        this.waitTime = waitTime;
    }

    /** @return of HTTP; 0 when there was no answer */
    int status() {
        return status;
    }

    /** @return how long the answer asks to wait; null when it doesn't */
    Duration waitTime() {
        return waitTime;
    }
}
