// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.mcp;

import dev.filetrail.ForeignText;
import dev.filetrail.trail.MachineProfile;
import dev.filetrail.trail.MachineProfile.Description;
import dev.filetrail.trail.MachineProfile.Interface;
import dev.filetrail.trail.MachineProfile.UnknownPart;
import dev.filetrail.trail.MachineProfile.User;
import dev.filetrail.trail.MachinesReport.Sighting;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One machine as a short text for people, in Markdown, and the next step that makes sense. It stays under 2,000 tokens however
 * long and strange the texts are that others chose.
 */
final class MachineText {

    private static final int MOST_CANDIDATES = 10;
    private static final int MOST_USERS = 8;
    private static final int MOST_TAGS = 8;
    private static final int MOST_INTERFACES = 4;
    private static final int LONGEST_NAME = 48;
    private static final int LONGEST_PATH = 120;
    private static final int LONGEST_REASON = 400;
    private static final int MOST_TOKENS = 1_300;

    private final StringBuilder text = new StringBuilder();
    private int tokens;
    private boolean cut;

    private MachineText() {}

    /**
     * Writes the text.
     *
     * @param profile what to tell
     * @return Markdown
     */
    static String of(MachineProfile profile) {
        MachineText text = new MachineText();
        if (profile.stale()) {
            text.line("**Stale: this is the last answer there was, " + Wording.seconds(profile.ageSeconds())
                    + " old.** Defender can't be asked at the moment: "
                    + ForeignText.oneLine(profile.staleReason(), LONGEST_REASON));
            text.line("");
        }
        switch (profile.outcome()) {
            case "found" -> text.found(profile, profile.machine());
            case "ambiguous" -> text.ambiguous(profile);
            default -> text.unknown(profile);
        }
        text.line(
                profile.remembered()
                        ? "Answer of " + profile.fetchedAt() + ", remembered, " + Wording.seconds(profile.ageSeconds())
                                + " old."
                        : "Answer of " + profile.fetchedAt() + ", fresh from Defender.");
        text.line(Wording.callsLeft(profile.budget()));
        return text.text.toString().strip();
    }

    private void unknown(MachineProfile profile) {
        line("**No machine that FileTrail may see goes by** " + Wording.code(profile.asked(), LONGEST_NAME) + ".");
        line(
                "That means: Defender for Endpoint knows none of that id or name. Machines without Defender, those that have not"
                        + " reported for about 180 days and, where FileTrail asks with a person's own rights, those of device groups"
                        + " that the person may not see are not there.");
        line(
                profile.asked().matches("[0-9a-f]{40}")
                        ? "If this is the SHA-1 of a file, get_machines_for_file_hash tells which machines have seen it."
                        : "Check the spelling, or try the name without its domain; the answers of"
                                + " get_machines_for_file_hash hold the ids of machines.");
    }

    private void ambiguous(MachineProfile profile) {
        int all = profile.candidates().size() + profile.moreCandidates();
        line("**" + all + " machines go by the name** " + Wording.code(profile.asked(), LONGEST_NAME)
                + "**.** Call get_machine again with the id of the one that is meant:");
        int shown = 0;
        for (Sighting each : profile.candidates()) {
            String line = "- id " + id(each.id()) + ": "
                    + (each.name() == null ? "no name" : Wording.code(each.name(), LONGEST_NAME)) + ", risk "
                    + Wording.word(each.risk()) + ", " + Wording.word(each.health()) + ", "
                    + Wording.word(each.operatingSystem()) + ", group " + Wording.word(each.deviceGroup())
                    + ", last seen " + Wording.moment(each.lastSeen())
                    + (each.mergedInto() == null ? "" : ", merged into " + id(each.mergedInto())) + ", "
                    + each.link();
            if (shown == MOST_CANDIDATES || tokens + Wording.tokens(line) > MOST_TOKENS) {
                break;
            }
            line(line);
            shown++;
        }
        if (shown < profile.candidates().size()) {
            line("The structured result holds " + (profile.candidates().size() - shown) + " more.");
        }
        line("The full name, with the domain, may tell them apart as well.");
    }

    private void found(MachineProfile profile, Description machine) {
        Sighting seen = machine.sighting();
        line("**" + (seen.name() == null ? "A machine without a name" : Wording.code(seen.name(), LONGEST_NAME))
                + "**, id " + id(seen.id()) + ": risk " + Wording.word(seen.risk()) + ", exposure "
                + Wording.word(seen.exposure()) + ", sensor " + Wording.word(seen.health()) + ".");
        lineIfThereIsRoom("Operating system: " + system(machine) + ". Value: " + Wording.word(seen.value())
                + ". Device group: " + Wording.word(seen.deviceGroup()) + "." + tags(seen.tags()));
        lineIfThereIsRoom("Addresses: last " + Wording.word(seen.lastIp()) + ", from outside "
                + Wording.word(seen.lastExternalIp()) + interfaces(machine.interfaces()) + ".");
        lineIfThereIsRoom("First seen " + Wording.moment(seen.firstSeen()) + ", last full report "
                + Wording.moment(seen.lastSeen())
                + ". " + Wording.word(seen.onboarding()) + ", sensor version " + Wording.word(machine.agentVersion())
                + ". " + management(machine));
        if (machine.virtualMachine() != null) {
            lineIfThereIsRoom("Virtual machine in "
                    + Wording.word(machine.virtualMachine().cloud()) + ": "
                    + Wording.code(machine.virtualMachine().resourceId(), LONGEST_PATH) + ".");
        }
        if (isKnownWithoutItsDomain(profile.asked(), seen.name())) {
            line("Defender knows it by its short name only, so that its domain may be another one.");
        }
        oddities(profile, machine);
        users(profile);
        if (cut) {
            line("The structured result holds the rest.");
        }
        line("In the portal: " + seen.link());
        line(next(seen));
    }

    private static boolean isKnownWithoutItsDomain(String asked, String name) {
        return name != null
                && asked.length() > name.length()
                && asked.charAt(name.length()) == '.'
                && asked.regionMatches(true, 0, name, 0, name.length());
    }

    private static String system(Description machine) {
        Sighting seen = machine.sighting();
        return Wording.word(seen.operatingSystem())
                + (seen.osVersion() == null ? "" : " " + Wording.word(seen.osVersion()))
                + (machine.osBuild() == null ? "" : " (build " + machine.osBuild() + ")")
                + (machine.osProcessor() == null ? "" : ", " + Wording.word(machine.osProcessor()));
    }

    private static String tags(List<String> tags) {
        return tags.isEmpty()
                ? ""
                : " Tags: "
                        + tags.stream().limit(MOST_TAGS).map(Wording::word).collect(Collectors.joining(", "))
                        + more(tags.size() - MOST_TAGS) + ".";
    }

    private static String interfaces(List<Interface> interfaces) {
        List<String> told = interfaces.stream()
                .filter(each -> each.ip() != null)
                .map(each -> Wording.word(each.ip()) + " (" + Wording.word(each.type()) + ", "
                        + Wording.word(each.status()) + ")")
                .toList();
        return told.isEmpty()
                ? ""
                : "; interfaces " + told.stream().limit(MOST_INTERFACES).collect(Collectors.joining(", "))
                        + more(told.size() - MOST_INTERFACES);
    }

    private static String management(Description machine) {
        return (machine.entraJoined() == null
                        ? "Whether it has joined Entra ID is unknown"
                        : machine.entraJoined() ? "Has joined Entra ID" : "Has not joined Entra ID")
                + ", managed by " + Wording.word(machine.managedBy()) + ".";
    }

    private void oddities(MachineProfile profile, Description machine) {
        Sighting seen = machine.sighting();
        if (seen.mergedInto() != null) {
            line("**This record is out of use:** it was merged into " + id(seen.mergedInto())
                    + "; ask for that one instead.");
        }
        if (!profile.mergedRecords().isEmpty()) {
            lineIfThereIsRoom("Older records of it were merged into this one: "
                    + profile.mergedRecords().stream()
                            .limit(MOST_INTERFACES)
                            .map(MachineText::id)
                            .collect(Collectors.joining(", "))
                    + more(profile.mergedRecords().size() - MOST_INTERFACES) + ".");
        }
        if (seen.possibleDuplicate()) {
            line("It may be a duplicate of another record.");
        }
        if (seen.excluded()) {
            lineIfThereIsRoom("Somebody has excluded it from the inventory"
                    + (machine.exclusionReason() == null ? "." : ": " + Wording.word(machine.exclusionReason()) + "."));
        }
    }

    private void users(MachineProfile profile) {
        for (UnknownPart unknown : profile.unknownParts()) {
            line("**Who logged on is unknown.** " + ForeignText.oneLine(unknown.reason(), LONGEST_REASON));
        }
        if (profile.logonUsers().isEmpty()) {
            if (profile.unknownParts().isEmpty()) {
                line("Nobody is known to have logged on.");
            }
            return;
        }
        line("Logged on, the latest first:");
        int shown = 0;
        for (User user : profile.logonUsers()) {
            String line = "- " + user(user);
            if (shown == MOST_USERS || tokens + Wording.tokens(line) > MOST_TOKENS) {
                break;
            }
            line(line);
            shown++;
        }
        int rest = profile.logonUsers().size() + profile.moreLogonUsers() - shown;
        if (rest > 0) {
            line("And " + rest + " more.");
        }
    }

    private static String user(User user) {
        String account = user.domain() == null ? user.account() : user.domain() + "\\" + user.account();
        return Stream.of(
                        Wording.code(account, LONGEST_NAME),
                        Boolean.TRUE.equals(user.domainAdmin()) ? "**domain administrator**" : "",
                        user.logonTypes().stream()
                                .limit(MOST_INTERFACES)
                                .map(Wording::word)
                                .collect(Collectors.joining(" and ")),
                        "last " + Wording.moment(user.lastSeen()),
                        user.machines() == null
                                ? ""
                                : "on " + user.machines() + (user.machines() == 1 ? " machine" : " machines"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String next(Sighting seen) {
        boolean worse = "High".equals(seen.risk()) || "Medium".equals(seen.risk());
        return worse
                ? "Next: its page in the portal shows the alerts behind that risk; when a file brought you here, get_file_alerts"
                        + " with its hash tells what was raised about it."
                : "Next: when a file brought you here, get_file_profile with its hash tells what it is, and"
                        + " get_machines_for_file_hash where else it was seen.";
    }

    private static String id(String id) {
        return id.matches("[0-9a-f]{40}") ? id : Wording.code(id, LONGEST_NAME);
    }

    private static String more(int count) {
        return count > 0 ? " and " + count + " more" : "";
    }

    private void lineIfThereIsRoom(String line) {
        if (tokens + Wording.tokens(line) <= MOST_TOKENS) {
            line(line);
        } else {
            cut = true;
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
        tokens += Wording.tokens(line);
    }
}
