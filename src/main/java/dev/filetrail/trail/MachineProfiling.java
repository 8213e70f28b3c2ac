// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.ForeignText;
import dev.filetrail.defender.LogonUser;
import dev.filetrail.defender.Machine;
import dev.filetrail.defender.MachineFacts;
import dev.filetrail.trail.MachineProfile.Description;
import dev.filetrail.trail.MachineProfile.Interface;
import dev.filetrail.trail.MachineProfile.User;
import dev.filetrail.trail.MachineProfile.VirtualMachine;
import dev.filetrail.trail.MachinesReport.Sighting;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Puts what Defender says of machines and people into the words of a report. */
final class MachineProfiling {

    private static final Comparator<Instant> LATEST_FIRST =
            Comparator.nullsLast(Comparator.<Instant>naturalOrder().reversed());

    /** The order of candidates. */
    static final Comparator<Machine> LATEST_MACHINE_FIRST =
            Comparator.comparing(Machine::lastSeen, LATEST_FIRST).thenComparing(Machine::id);

    /** The order of people. */
    static final Comparator<LogonUser> LATEST_USER_FIRST = Comparator.comparing(LogonUser::lastSeen, LATEST_FIRST)
            .thenComparing(LogonUser::account)
            .thenComparing(LogonUser::domain, Comparator.nullsLast(Comparator.naturalOrder()));

    private final Reporting reporting;

    /** @param reporting knows machines' pages in the portal */
    MachineProfiling(Reporting reporting) {
        this.reporting = reporting;
    }

    Description description(MachineFacts facts) {
        return new Description(
                sighting(facts.machine()),
                facts.osBuild(),
                text(facts.osArchitecture()),
                text(facts.osProcessor()),
                text(facts.model()),
                text(facts.agentVersion()),
                text(facts.antivirusStatus()),
                facts.joined(),
                text(facts.directoryId()),
                text(facts.managedBy()),
                text(facts.managedByStatus()),
                text(facts.exclusionReason()),
                facts.interfaces().stream()
                        .map(each -> new Interface(
                                text(each.ip()), mac(text(each.mac())), text(each.type()), text(each.status())))
                        .toList(),
                virtualMachine(facts.virtualMachine()));
    }

    Sighting sighting(Machine machine) {
        return new Sighting(
                text(machine.id()),
                text(machine.name()),
                text(machine.deviceGroup()),
                text(machine.osPlatform()),
                text(machine.osVersion()),
                text(machine.health()),
                text(machine.risk()),
                text(machine.exposure()),
                text(machine.value()),
                text(machine.lastIpAddress()),
                text(machine.lastExternalIpAddress()),
                machine.tags().stream().map(MachineProfiling::text).toList(),
                IsoMoment.toSecond(machine.firstSeen()),
                IsoMoment.toSecond(machine.lastSeen()),
                text(machine.onboarding()),
                machine.possibleDuplicate(),
                machine.excluded(),
                text(machine.mergedInto()),
                reporting.link(machine.id()));
    }

    static User user(LogonUser user) {
        return new User(
                text(user.account()),
                text(user.domain()),
                text(user.sid()),
                user.logonTypes() == null
                        ? List.of()
                        : Stream.of(user.logonTypes().split(",", -1))
                                .map(String::strip)
                                .filter(type -> !type.isEmpty())
                                .map(MachineProfiling::text)
                                .toList(),
                IsoMoment.toSecond(user.firstSeen()),
                IsoMoment.toSecond(user.lastSeen()),
                user.machines(),
                user.domainAdmin(),
                user.onlyNetwork());
    }

    private static VirtualMachine virtualMachine(MachineFacts.VirtualMachine virtual) {
        return virtual == null
                ? null
                : new VirtualMachine(
                        text(virtual.id()),
                        text(virtual.cloud()),
                        text(virtual.resourceId()),
                        text(virtual.subscriptionId()));
    }

    /** Defender writes it without separators. */
    private static String mac(String mac) {
        return mac != null && mac.matches("[0-9A-Fa-f]{12}") ? mac.replaceAll("(..)(?!$)", "$1:") : mac;
    }

    private static String text(String foreign) {
        return ForeignText.visible(foreign);
    }
}
