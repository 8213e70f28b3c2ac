/** How FileTrail gets its token for Defender. */
package dev.filetrail.defender.identity;
