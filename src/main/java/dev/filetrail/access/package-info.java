/** Who may come in. For now: this machine only, and no web page of somebody else's. */
package dev.filetrail.access;
