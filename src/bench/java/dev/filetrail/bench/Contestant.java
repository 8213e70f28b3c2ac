package dev.filetrail.bench;

import java.util.List;

/**
 * A program that is measured.
 *
 * @param name as the page shows it
 * @param command what starts it
 */
record Contestant(String name, List<String> command) {}
