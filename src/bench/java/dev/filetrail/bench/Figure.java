package dev.filetrail.bench;

/**
 * Something measured.
 *
 * @param what it is
 * @param value with its unit
 */
record Figure(String what, String value) {}
