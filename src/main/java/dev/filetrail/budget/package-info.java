/** How many calls this minute and this hour still allow. Uses no other room. */
package dev.filetrail.budget;
