// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.conformance;

import io.quarkiverse.mcp.server.AudioContent;
import io.quarkiverse.mcp.server.EmbeddedResource;
import io.quarkiverse.mcp.server.ImageContent;
import io.quarkiverse.mcp.server.TextResourceContents;

/** The smallest contents of each kind. */
final class Samples {

    /** One red pixel, in base64. */
    static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

    static final String PNG_TYPE = "image/png";

    /** A WAVE file of no length (a header and no sample), in base64. */
    private static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";

    private Samples() {}

    static ImageContent image() {
        return new ImageContent(PNG, PNG_TYPE);
    }

    static AudioContent audio() {
        return new AudioContent(WAV, "audio/wav");
    }

    static EmbeddedResource embedded(String uri, String text, String type) {
        return new EmbeddedResource(new TextResourceContents(uri, text, type));
    }
}
