// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import java.util.Locale;

/** Where one can come in. */
public enum Door {
    /** The Model Context Protocol. */
    MCP("/mcp"),
    /** The same tools as plain functions over HTTP. */
    TOOLS("/tools"),
    /** Chats, whose messages are signed by whoever delivers them: no key or token opens it. */
    CHAT("/chat"),
    /** Everything else. */
    CONSOLE("/");

    private final String path;

    Door(String path) {
        this.path = path;
    }

    /**
     * Finds the door of a path.
     *
     * @param path of a request, normalized as the router sees it
     * @return the door that it leads to
     */
    public static Door of(String path) {
        for (Door door : values()) {
            if (path.equals(door.path) || path.startsWith(door.path + "/")) {
                return door;
            }
        }
        return CONSOLE;
    }

    /** @return as it is written in the configuration: {@code mcp}, {@code tools}, {@code chat} or {@code console} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
