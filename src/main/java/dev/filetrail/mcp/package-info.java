/** The door for AI assistants: tools of the Model Context Protocol, declared with the extension's annotations. */
package dev.filetrail.mcp;
