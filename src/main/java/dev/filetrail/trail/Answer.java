package dev.filetrail.trail;

import java.time.Instant;

/**
 * What Defender said.
 *
 * @param hash the file
 * @param machines all of them
 * @param fetchedAt when; tells two answers for the same file apart
 */
record Answer(FileHash hash, MachineTable machines, Instant fetchedAt) {}
