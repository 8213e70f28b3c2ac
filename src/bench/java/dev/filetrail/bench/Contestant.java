// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.bench;

import java.util.List;

/**
 * A program that is measured.
 *
 * @param name as the page shows it
 * @param command what starts it
 */
record Contestant(String name, List<String> command) {}
