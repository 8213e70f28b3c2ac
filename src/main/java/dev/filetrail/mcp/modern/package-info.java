/**
 * The stateless revision of MCP, 2026-07-28, which quarkus-mcp-server 1.13 does not speak yet: a layer over the extension's own
 * handlers, to be deleted when 2.x is adopted. Nothing here knows a tool; nothing outside knows this package but the stdio
 * transport and the door of plain HTTP, {@code chat.tools}. docs/explanation/mcp.md says how it is taken out.
 */
package dev.filetrail.mcp.modern;
