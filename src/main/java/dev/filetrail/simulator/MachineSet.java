// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.util.Iterator;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Machines in a fixed order, kept or made up one by one as they are asked for. */
record MachineSet(int size, LongFunction<SimulatedMachine> at) {

    static MachineSet of(List<SimulatedMachine> machines) {
        return new MachineSet(machines.size(), number -> machines.get((int) number));
    }

    /** Those of the machines that pass, in the same order. All are looked at now, and none is kept. */
    MachineSet where(Predicate<SimulatedMachine> passes) {
        int[] numbers = IntStream.range(0, size)
                .filter(number -> passes.test(at.apply(number)))
                .toArray();
        return new MachineSet(numbers.length, number -> at.apply(numbers[(int) number]));
    }

    /** The machines from one number on up to another, exclusive. */
    Iterator<SimulatedMachine> iterator(int from, int to) {
        return LongStream.range(from, Math.min(to, size)).mapToObj(at).iterator();
    }
}
