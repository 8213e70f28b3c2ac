/** The tools of {@code mcp} as plain HTTP, for programs that call functions, and the description of all that HTTP has. */
package dev.filetrail.chat.tools;
