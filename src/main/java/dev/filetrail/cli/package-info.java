/** The command line: {@code filetrail} and its commands {@code serve}, {@code stdio}, {@code machines}, {@code doctor}, {@code key}. */
package dev.filetrail.cli;
