/** The command line: {@code filetrail}, {@code filetrail serve}, {@code filetrail machines}, {@code filetrail key}. */
package dev.filetrail.cli;
