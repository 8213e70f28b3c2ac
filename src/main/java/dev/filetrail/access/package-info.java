/**
 * Who may come in: whoever is on this machine, or who brings a token of an OpenID provider or a key; and no web page of somebody
 * else's. {@code Gate} is where they all come by, {@code AuditJournal} where it is written down who asked for what.
 */
package dev.filetrail.access;
