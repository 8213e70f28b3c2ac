/** Teams: its outgoing webhook and its bot, and the cards that both answer with. */
package dev.filetrail.chat.teams;
