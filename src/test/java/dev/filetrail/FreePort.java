// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail;

import java.io.IOException;
import java.net.ServerSocket;

/** A port that nobody listens on at this moment. */
public final class FreePort {

    private FreePort() {}

    /**
     * Finds one.
     *
     * @return any
     */
    public static int find() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
