/**
 * What the official conformance suite asks a server to have: tools, prompts and resources of its naming, which say nothing of
 * FileTrail. Built in by the Maven profile {@code conformance} only, into a program of its own beside the product.
 */
package dev.filetrail.conformance;
