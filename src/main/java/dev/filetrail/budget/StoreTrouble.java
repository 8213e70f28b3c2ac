// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.budget;

import dev.filetrail.ForeignText;
import io.smallrye.mutiny.TimeoutException;

/** Why the store can't be reached, in words without an end, since others stand around them. */
final class StoreTrouble {

    private static final int MOST = 200;

    private StoreTrouble() {}

    static String of(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return "it did not answer in time";
        }
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : ForeignText.oneLine(message, MOST).replaceFirst("\\.+$", "");
    }
}
