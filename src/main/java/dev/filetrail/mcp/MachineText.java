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

    private final BoundedText text = new BoundedText(MOST_TOKENS);

    private MachineText() {}

    /**
     * Writes the text.
     *
     * @param profile what to tell
     * @return Markdown
     */
    static String of(MachineProfile profile) {
        MachineText machine = new MachineText();
        machine.write(profile);
        return machine.text.toString();
    }

    private void write(MachineProfile profile) {
        if (profile.stale()) {
            text.line("**Stale: this is the last answer there was, " + Wording.seconds(profile.ageSeconds())
                    + " old.** Defender can't be asked at the moment: "
                    + ForeignText.oneLine(profile.staleReason(), LONGEST_REASON));
            text.line("");
        }
        switch (profile.outcome()) {
            case "found" -> found(profile, profile.machine());
            case "ambiguous" -> ambiguous(profile);
            default -> unknown(profile);
        }
        text.line(Wording.answerOf(profile.fetchedAt(), profile.remembered(), profile.ageSeconds()));
        text.line(Wording.callsLeft(profile.budget()));
    }

    private void unknown(MachineProfile profile) {
        text.line("**No machine that FileTrail may see goes by** " + Wording.code(profile.asked(), LONGEST_NAME) + ".");
        text.line(
                "That means: Defender for Endpoint knows none of that id or name. Machines without Defender, those that have not"
                        + " reported for about 180 days and, where FileTrail asks with a person's own rights, those of device groups"
                        + " that the person may not see are not there.");
        text.line(
                profile.asked().matches("[0-9a-f]{40}")
                        ? "If this is the SHA-1 of a file, get_machines_for_file_hash tells which machines have seen it."
                        : "Check the spelling, or try the name without its domain; the answers of"
                                + " get_machines_for_file_hash hold the ids of machines.");
    }

    private void ambiguous(MachineProfile profile) {
        int all = profile.candidates().size() + profile.moreCandidates();
        text.line("**" + all + " machines go by the name** " + Wording.code(profile.asked(), LONGEST_NAME)
                + "**.** Call get_machine again with the id of the one that is meant:");
        int shown = text.list(profile.candidates(), MOST_CANDIDATES, MachineText::candidate);
        if (shown < profile.candidates().size()) {
            text.line("The structured result holds " + (profile.candidates().size() - shown) + " more.");
        }
        text.line("The full name, with the domain, may tell them apart as well.");
    }

    private static String candidate(Sighting seen) {
        return "- id " + id(seen.id()) + ": "
                + (seen.name() == null ? "no name" : Wording.code(seen.name(), LONGEST_NAME)) + ", risk "
                + Wording.word(seen.risk()) + ", " + Wording.word(seen.health()) + ", "
                + Wording.word(seen.operatingSystem()) + ", group " + Wording.word(seen.deviceGroup())
                + ", last seen " + Wording.moment(seen.lastSeen())
                + (seen.mergedInto() == null ? "" : ", merged into " + id(seen.mergedInto())) + ", "
                + seen.link();
    }

    private void found(MachineProfile profile, Description machine) {
        Sighting seen = machine.sighting();
        text.line("**" + (seen.name() == null ? "A machine without a name" : Wording.code(seen.name(), LONGEST_NAME))
                + "**, id " + id(seen.id()) + ": risk " + Wording.word(seen.risk()) + ", exposure "
                + Wording.word(seen.exposure()) + ", sensor " + Wording.word(seen.health()) + ".");
        text.lineIfThereIsRoom("Operating system: " + system(machine) + ". Value: " + Wording.word(seen.value())
                + ". Device group: " + Wording.word(seen.deviceGroup()) + "." + tags(seen.tags()));
        text.lineIfThereIsRoom("Addresses: last " + Wording.word(seen.lastIp()) + ", from outside "
                + Wording.word(seen.lastExternalIp()) + interfaces(machine.interfaces()) + ".");
        text.lineIfThereIsRoom("First seen " + Wording.moment(seen.firstSeen()) + ", last full report "
                + Wording.moment(seen.lastSeen())
                + ". " + Wording.word(seen.onboarding()) + ", sensor version " + Wording.word(machine.agentVersion())
                + ". " + management(machine));
        if (machine.virtualMachine() != null) {
            text.lineIfThereIsRoom("Virtual machine in "
                    + Wording.word(machine.virtualMachine().cloud()) + ": "
                    + Wording.code(machine.virtualMachine().resourceId(), LONGEST_PATH) + ".");
        }
        if (isKnownWithoutItsDomain(profile.asked(), seen.name())) {
            text.line("Defender knows it by its short name only, so that its domain may be another one.");
        }
        oddities(profile, machine);
        users(profile);
        if (text.isCut()) {
            text.line("The structured result holds the rest.");
        }
        text.line("In the portal: " + seen.link());
        text.line(next(seen));
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
            text.line("**This record is out of use:** it was merged into " + id(seen.mergedInto())
                    + "; ask for that one instead.");
        }
        if (!profile.mergedRecords().isEmpty()) {
            text.lineIfThereIsRoom("Older records of it were merged into this one: "
                    + profile.mergedRecords().stream()
                            .limit(MOST_INTERFACES)
                            .map(MachineText::id)
                            .collect(Collectors.joining(", "))
                    + more(profile.mergedRecords().size() - MOST_INTERFACES) + ".");
        }
        if (seen.possibleDuplicate()) {
            text.line("It may be a duplicate of another record.");
        }
        if (seen.excluded()) {
            text.lineIfThereIsRoom("Somebody has excluded it from the inventory"
                    + (machine.exclusionReason() == null ? "." : ": " + Wording.word(machine.exclusionReason()) + "."));
        }
    }

    private void users(MachineProfile profile) {
        for (UnknownPart unknown : profile.unknownParts()) {
            text.line("**Who logged on is unknown.** " + ForeignText.oneLine(unknown.reason(), LONGEST_REASON));
        }
        if (profile.logonUsers().isEmpty()) {
            if (profile.unknownParts().isEmpty()) {
                text.line("Nobody is known to have logged on.");
            }
            return;
        }
        text.line("Logged on, the latest first:");
        int shown = text.list(profile.logonUsers(), MOST_USERS, MachineText::user);
        int rest = profile.logonUsers().size() + profile.moreLogonUsers() - shown;
        if (rest > 0) {
            text.line("And " + rest + " more.");
        }
    }

    private static String user(User user) {
        String account = user.domain() == null ? user.account() : user.domain() + "\\" + user.account();
        return Stream.of(
                        "- " + Wording.code(account, LONGEST_NAME),
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
}
