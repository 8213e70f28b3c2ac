// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp.modern;

import dev.filetrail.ForeignText;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Holds the headers that mirror a request against the request itself: whoever stands between may have decided by the one what
 * we do by the other (MCP 2026-07-28, Streamable HTTP, sections on request metadata and server validation).
 */
final class MirroredHeaders {

    static final String VERSION = "MCP-Protocol-Version";
    static final String METHOD = "Mcp-Method";
    static final String NAME = "Mcp-Name";
    private static final String PARAMETER = "Mcp-Param-";
    private static final String ANNOTATION = "x-mcp-header";

    private static final String ENCODED = "=?base64?";
    private static final String END_OF_ENCODED = "?=";
    private static final int LONGEST_SHOWN = 100;

    private final MultiMap headers;

    MirroredHeaders(MultiMap headers) {
        this.headers = headers;
    }

    /**
     * @param version as the request has it
     * @throws Fault when the header is missing or says another
     */
    void checkVersion(String version) throws Fault {
        same(VERSION, only(VERSION), version);
    }

    /**
     * @param method as the request has it
     * @throws Fault when the header is missing or says another
     */
    void checkMethod(String method) throws Fault {
        same(METHOD, only(METHOD), method);
    }

    /**
     * @param name of the tool or prompt, or address of the resource, as the request has it
     * @throws Fault when the header is missing or says another
     */
    void checkName(String name) throws Fault {
        same(NAME, decoded(NAME, only(NAME)), name);
    }

    /**
     * Checks the parameters of a tool that its contract has mirrored.
     *
     * @param schema what the tool takes
     * @param arguments as the request has them; null when there are none
     * @throws Fault when a header is missing, says something else, or says something where the request says nothing
     */
    void checkParameters(JsonObject schema, JsonObject arguments) throws Fault {
        if (!(schema.getValue("properties") instanceof JsonObject properties)) {
            return;
        }
        for (String name : properties.fieldNames()) {
            if (!(properties.getValue(name) instanceof JsonObject property)) {
                continue;
            }
            Object value = arguments == null ? null : arguments.getValue(name);
            if (property.getValue(ANNOTATION) instanceof String annotation) {
                checkParameter(PARAMETER + annotation, value);
            } else {
                checkParameters(property, value instanceof JsonObject inner ? inner : null);
            }
        }
    }

    private void checkParameter(String header, Object value) throws Fault {
        if (value == null) {
            if (headers.contains(header)) {
                throw Fault.headerMismatch(header + " is there, but the argument is not.");
            }
            return;
        }
        String said = decoded(header, only(header));
        if (!(value instanceof Number number && isNumber(said, number))) {
            same(header, said, String.valueOf(value));
        }
    }

    /** Numbers are compared as such: 42.0 is 42. */
    private static boolean isNumber(String said, Number number) {
        try {
            return said.length() <= LONGEST_SHOWN
                    && new BigDecimal(said).compareTo(new BigDecimal(number.toString())) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private String only(String header) throws Fault {
        List<String> values = headers.getAll(header);
        if (values.isEmpty()) {
            throw Fault.headerMismatch(header + " is missing.");
        }
        if (values.size() > 1) {
            throw Fault.headerMismatch(header + " is there more than once.");
        }
        String value = values.get(0).strip();
        if (!value.chars().allMatch(each -> (each >= ' ' && each <= '~') || each == '\t')) {
            throw Fault.headerMismatch(header + " has characters that no header may have.");
        }
        return value;
    }

    private static String decoded(String header, String value) throws Fault {
        if (!value.startsWith(ENCODED)
                || !value.endsWith(END_OF_ENCODED)
                || value.length() < ENCODED.length() + END_OF_ENCODED.length()) {
            return value;
        }
        String encoded = value.substring(ENCODED.length(), value.length() - END_OF_ENCODED.length());
        try {
            if (encoded.length() % 4 != 0) {
                throw new IllegalArgumentException("not padded");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(encoded)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw Fault.headerMismatch(header + " is no Base64 of a text in UTF-8.");
        }
    }

    private static void same(String header, String said, String value) throws Fault {
        if (!said.equals(value)) {
            throw Fault.headerMismatch(header + " says '" + ForeignText.oneLine(said, LONGEST_SHOWN) + "', the body '"
                    + ForeignText.oneLine(value, LONGEST_SHOWN) + "'.");
        }
    }
}
