/** Holds what FileTrail says, word for word, to the JSON Schema of the MCP revision that it says it in. */
package dev.filetrail.wire;
