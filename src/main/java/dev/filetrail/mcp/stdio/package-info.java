/**
 * MCP on the standard streams of a process: {@code filetrail stdio}. A transport of FileTrail's own beneath the extension's
 * handlers of messages, until an extension with one can be had: docs/explanation/mcp.md says how this package goes then.
 */
package dev.filetrail.mcp.stdio;
