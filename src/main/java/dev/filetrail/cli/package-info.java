/** The command line: {@code filetrail}, {@code filetrail serve}, {@code filetrail machines}. */
package dev.filetrail.cli;
