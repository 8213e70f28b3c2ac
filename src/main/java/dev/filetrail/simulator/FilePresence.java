// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Which machines have a file. */
final class FilePresence {

    private static final Map<String, String> NAMED = Map.of(
            "SEVERAL_MACHINES", SimulatedFiles.SEVERAL_MACHINES,
            "ONE_MACHINE", SimulatedFiles.ONE_MACHINE,
            "NEARLY_ALL_MACHINES", SimulatedFiles.NEARLY_ALL_MACHINES,
            "HUGE", SimulatedFiles.HUGE);

    private static final List<String> ODD_MACHINES_AMONG_SEVERAL = List.of(
            SimulatedMachines.HIGH_RISK,
            SimulatedMachines.MERGE_TARGET,
            SimulatedMachines.MERGED,
            SimulatedMachines.EXCLUDED,
            SimulatedMachines.HOSTILE_MARKUP,
            SimulatedMachines.HOSTILE_DIRECTION,
            SimulatedMachines.NULL_NAME,
            SimulatedMachines.NO_DATES);
    private static final int SEVERAL = 14;
    private static final int MOST_OF_A_NUMBERED = 120;
    /** Beyond the machines of all other files. */
    private static final long FIRST_OF_NUMBERED = 1_000_000_000L;

    private final List<SimulatedMachine> machines;
    private final MachineInventor inventor;

    FilePresence(List<SimulatedMachine> machines, MachineInventor inventor) {
        this.machines = machines;
        this.inventor = inventor;
    }

    /** The SHA-1 of a place that is a {@link SimulatedFiles} constant; empty for a share of a platform's machines. */
    static Optional<String> sha1Of(String place) {
        return Optional.ofNullable(NAMED.get(place));
    }

    /** The machines of a place: a constant's name, or "in a thousand" and the beginning of an osPlatform. */
    MachineSet machines(String place, String sha1) {
        return switch (place) {
            case "SEVERAL_MACHINES" -> MachineSet.of(several());
            case "ONE_MACHINE" ->
                MachineSet.of(inGroup(DeviceGroup.SERVERS_TEST).subList(0, 1));
            case "NEARLY_ALL_MACHINES" ->
                MachineSet.of(IntStream.range(0, machines.size())
                        .filter(number -> number % 25 != 24)
                        .mapToObj(machines::get)
                        .toList());
            case "HUGE" -> new MachineSet(SimulatedFiles.HUGE_MACHINE_COUNT, inventor::machine);
            default -> MachineSet.of(share(place, sha1));
        };
    }

    /** The machines of a file that is known by its number; none for any other. */
    static MachineSet ofNumbered(String hash, MachineInventor inventor) {
        OptionalInt known = SimulatedFiles.numberOf(hash);
        if (known.isEmpty()) {
            return MachineSet.of(List.of());
        }
        long number = known.getAsInt();
        if (hash.startsWith(SimulatedFiles.NUMBERED_HUGE)) {
            return new MachineSet(SimulatedFiles.HUGE_MACHINE_COUNT, at -> inventor.machine(number + at));
        }
        if (hash.startsWith(SimulatedFiles.NUMBERED_LARGE)) {
            return new MachineSet(SimulatedFiles.LARGE_MACHINE_COUNT, at -> inventor.machine(number + at));
        }
        int size = 1 + new SplittableRandom(number).nextInt(MOST_OF_A_NUMBERED);
        long first = FIRST_OF_NUMBERED + number * MOST_OF_A_NUMBERED;
        return new MachineSet(size, at -> inventor.machine(first + at));
    }

    private List<SimulatedMachine> several() {
        List<SimulatedMachine> several = new ArrayList<>(machines.stream()
                .filter(machine -> ODD_MACHINES_AMONG_SEVERAL.contains(machine.id()))
                .toList());
        inGroup(DeviceGroup.SERVERS_PRODUCTION).stream().limit(2).forEach(several::add);
        inGroup(DeviceGroup.WORKSTATIONS_EMEA).stream()
                .filter(machine -> !several.contains(machine))
                .limit(SEVERAL - several.size())
                .forEach(several::add);
        return several;
    }

    private List<SimulatedMachine> inGroup(DeviceGroup group) {
        return machines.stream()
                .filter(machine -> group.wireName().equals(machine.get("rbacGroupName")))
                .toList();
    }

    private List<SimulatedMachine> share(String place, String sha1) {
        int space = place.indexOf(' ');
        int inThousand = Integer.parseInt(place.substring(0, space));
        String platform = place.substring(space + 1);
        return machines.stream()
                .filter(machine -> machine.osPlatform().startsWith(platform))
                .filter(machine -> Math.floorMod((machine.id() + sha1).hashCode(), 1_000) < inThousand)
                .toList();
    }
}
