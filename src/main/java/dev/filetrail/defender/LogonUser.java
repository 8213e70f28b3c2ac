// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import java.time.Instant;
import java.util.Set;

/**
 * Somebody who logged on to a machine (API page "User resource type", and the example of "Get machine logged on users"). All
 * but the account may be null.
 *
 * @param account name of the account, never null
 * @param domain of the account
 * @param sid security identifier
 * @param firstSeen when the account was first seen on the machine
 * @param lastSeen when it was last seen there
 * @param logonTypes Interactive, Network, RemoteInteractive …, separated by commas
 * @param machines to how many machines it logged on
 * @param domainAdmin it may administer the domain
 * @param onlyNetwork it came over the network only
 */
public record LogonUser(
        String account,
        String domain,
        String sid,
        Instant firstSeen,
        Instant lastSeen,
        String logonTypes,
        Long machines,
        Boolean domainAdmin,
        Boolean onlyNetwork) {

    static final Set<String> WANTED = Set.of(
            "id",
            "accountName",
            "accountDomain",
            "accountSid",
            "firstSeen",
            "lastSeen",
            "logonTypes",
            "logOnMachinesCount",
            "isDomainAdmin",
            "isOnlyNetworkUser");

    /** The id is domain, backslash and account. */
    static LogonUser of(WireObject wire) {
        String id = wire.text("id");
        String account = wire.text("accountName");
        int cut = id == null ? -1 : id.indexOf('\\');
        String named = account != null || id == null ? account : id.substring(cut + 1);
        return named == null
                ? null
                : new LogonUser(
                        named,
                        wire.text("accountDomain") == null && cut > 0
                                ? id.substring(0, cut)
                                : wire.text("accountDomain"),
                        wire.text("accountSid"),
                        wire.time("firstSeen"),
                        wire.time("lastSeen"),
                        wire.text("logonTypes"),
                        wire.number("logOnMachinesCount"),
                        wire.truth("isDomainAdmin"),
                        wire.truth("isOnlyNetworkUser"));
    }
}
