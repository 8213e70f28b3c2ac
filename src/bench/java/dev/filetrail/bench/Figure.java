// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

/**
 * Something measured.
 *
 * @param what it is
 * @param value with its unit
 */
record Figure(String what, String value) {}
