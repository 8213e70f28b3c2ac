/** What the native image does differently. Nothing here does anything on the JVM, and no other room uses it. */
package dev.filetrail.nativeimage;
