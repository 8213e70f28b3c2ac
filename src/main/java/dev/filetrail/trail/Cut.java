package dev.filetrail.trail;

import dev.filetrail.trail.MachinesReport.Summary;

/**
 * An answer filtered, put in order and summed up: what all pages of a question have in common.
 *
 * @param matches places in the answer's table, in order
 * @param summary over all of them
 */
record Cut(int[] matches, Summary summary) {}
