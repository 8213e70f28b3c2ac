// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

/**
 * What an answer about a file is kept by.
 *
 * @param perspective with whose eyes it was seen
 * @param hash by which it was asked for
 */
record FileKey(Perspective perspective, FileHash hash) {}
