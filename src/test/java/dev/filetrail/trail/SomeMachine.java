// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.defender.Machine;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A machine for a test, of which only what the test is about is said. */
final class SomeMachine {

    private final String id;
    private String name;
    private Instant firstSeen;
    private Instant lastSeen;
    private String os;
    private String health;
    private String group;
    private String risk;
    private String exposure;
    private List<String> tags = List.of();
    private boolean possibleDuplicate;
    private boolean excluded;

    private SomeMachine(String id) {
        this.id = id;
    }

    static SomeMachine of(String id) {
        return new SomeMachine(id);
    }

    SomeMachine name(String name) {
        this.name = name;
        return this;
    }

    SomeMachine firstSeen(String firstSeen) {
        this.firstSeen = Instant.parse(firstSeen);
        return this;
    }

    SomeMachine lastSeen(String lastSeen) {
        this.lastSeen = Instant.parse(lastSeen);
        return this;
    }

    SomeMachine os(String os) {
        this.os = os;
        return this;
    }

    SomeMachine health(String health) {
        this.health = health;
        return this;
    }

    SomeMachine group(String group) {
        this.group = group;
        return this;
    }

    SomeMachine risk(String risk) {
        this.risk = risk;
        return this;
    }

    SomeMachine exposure(String exposure) {
        this.exposure = exposure;
        return this;
    }

    SomeMachine tags(String... tags) {
        this.tags = List.of(tags);
        return this;
    }

    SomeMachine possibleDuplicate() {
        this.possibleDuplicate = true;
        return this;
    }

    SomeMachine excluded() {
        this.excluded = true;
        return this;
    }

    Machine made() {
        return new Machine(
                id,
                name,
                firstSeen,
                lastSeen,
                os,
                null,
                null,
                null,
                health,
                null,
                group,
                risk,
                exposure,
                tags,
                null,
                possibleDuplicate,
                excluded,
                null);
    }

    /** A table of one whole page. */
    static MachineTable table(SomeMachine... machines) {
        return table(Arrays.stream(machines).map(SomeMachine::made).toList());
    }

    /** A table of so many machines of which nothing is known but the id. */
    static MachineTable tableOf(int count) {
        return table(IntStream.range(0, count).mapToObj(i -> of("m" + i).made()).toList());
    }

    /** A table of one whole page of any machines. */
    static MachineTable table(List<Machine> machines) {
        MachineTable.Builder builder = new MachineTable.Builder(new LargeAnswers().turn());
        builder.pageBegins();
        machines.forEach(builder::add);
        builder.pageRead();
        return builder.build();
    }
}
