// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.trail;

import dev.filetrail.budget.CallBudget;
import dev.filetrail.budget.CallKind;
import dev.filetrail.budget.Ticker;
import dev.filetrail.defender.CallGate;
import dev.filetrail.defender.DefenderClient;
import dev.filetrail.defender.DefenderException;
import dev.filetrail.defender.DefenderSetup;
import dev.filetrail.defender.Machine;
import dev.filetrail.defender.MachineFacts;
import dev.filetrail.defender.Person;
import dev.filetrail.trail.LogonUsersPart.People;
import dev.filetrail.trail.SmallAnswers.Known;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What kind of machine is this? Named by its id, or by its name, which several may share: then those are told that might be
 * meant, and one more question with an id has the answer.
 */
@Singleton
public class MachineDetails {

    private static final int MOST_CANDIDATES = 25;

    private final DefenderClient defender;
    private final DefenderSetup setup;
    private final CallBudget budget;
    private final QuestionLog log;
    private final LogonUsersPart people;
    private final MachineProfiling profiling;
    private final SmallAnswers<Sight<MachineKey>, List<MachineFacts>> machines;

    MachineDetails(
            DefenderClient defender,
            DefenderSetup setup,
            CallBudget budget,
            TrailConfig config,
            Clock clock,
            Ticker ticker,
            QuestionLog log,
            LogonUsersPart people) {
        this.defender = defender;
        this.setup = setup;
        this.budget = budget;
        this.log = log;
        this.people = people;
        this.profiling = new MachineProfiling(new Reporting(setup.portal()));
        this.machines = new SmallAnswers<>(budget, CallKind.MACHINE, config, clock, ticker, List::size);
    }

    /**
     * Answers a question, at the price of a call unless the answer is remembered, of further ones for a name that nobody goes by in that case,
     * and of one of another kind for who logged on. Never blocks. Whoever cancels gives the question up.
     *
     * @param machine which
     * @param asker who asks, and how
     * @return the profile, or a {@link TrailException} with the reason and the remedy
     */
    public Uni<MachineProfile> ask(MachineKey machine, Asking asker) {
        Pending pending = log.begins(asker);
        Asking asking = pending.asking();
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("machine", machine.text());
        if (asking.fresh()) {
            asked.put("fresh", true);
        }
        return Uni.createFrom()
                .deferred(() -> answer(machine, asking))
                .onFailure(DefenderException.class)
                .transform(failure -> TrailException.unanswered((DefenderException) failure))
                .invoke(profile -> log.described(asked, asking, pending, profile))
                .onFailure()
                .transform(failure -> log.failed("machine", asked, asking, pending, failure))
                .onCancellation()
                .invoke(() -> log.givenUp("machine", asked, asking, pending));
    }

    private Uni<MachineProfile> answer(MachineKey machine, Asking asking) {
        Perspective perspective = Perspective.of(setup, asking.visit().caller());
        Person person = asking.person(setup);
        return machines.get(new Sight<>(perspective, machine), asking, gate -> found(person, machine, gate))
                .chain(known -> {
                    List<MachineFacts> living = living(known.value());
                    return living.size() != 1
                            ? Uni.createFrom().item(() -> undecided(machine, known, living))
                            : people.of(perspective, living.get(0).machine().id(), asking)
                                    .map(users -> decided(machine, known, living.get(0), users));
                });
    }

    private Uni<List<MachineFacts>> found(Person person, MachineKey machine, CallGate gate) {
        return machine.isId()
                ? defender.machine(person, machine.text(), gate)
                        .map(one -> one.stream().toList())
                : defender.machinesNamed(person, machine.text(), gate)
                        .chain(named -> named.isEmpty()
                                ? knownToTheService(person, machine.text(), gate)
                                : Uni.createFrom().item(named));
    }

    private Uni<List<MachineFacts>> knownToTheService(Person person, String machine, CallGate gate) {
        return defender.machine(person, machine, gate).chain(one -> {
            String name = one.map(facts -> facts.machine().name()).orElse(null);
            if (name == null) {
                return Uni.createFrom().item(one.stream().toList());
            }
            // The service knows a machine that the filter has not found, so it is of another case: others may go by
            // that name, too.
            return defender.machinesNamed(person, name, gate)
                    .map(namesakes -> namesakes.isEmpty() ? List.of(one.get()) : namesakes);
        });
    }

    /** Without those records that live on in another one of the same name. */
    private static List<MachineFacts> living(List<MachineFacts> found) {
        Set<String> ids = found.stream().map(each -> each.machine().id()).collect(Collectors.toSet());
        List<MachineFacts> living = found.stream()
                .filter(each -> each.machine().mergedInto() == null
                        || each.machine().mergedInto().equals(each.machine().id())
                        || !ids.contains(each.machine().mergedInto()))
                .toList();
        // Records that live on in each other in a circle are all that there is.
        return living.isEmpty() ? found : living;
    }

    private MachineProfile decided(
            MachineKey machine, Known<List<MachineFacts>> known, MachineFacts facts, People users) {
        List<String> merged = known.value().stream()
                .map(MachineFacts::machine)
                .filter(each -> facts.machine().id().equals(each.mergedInto()))
                .map(each -> profiling.sighting(each).id())
                .sorted()
                .toList();
        return profile(machine, "found", known, facts, merged, List.of(), users);
    }

    private MachineProfile undecided(
            MachineKey machine, Known<List<MachineFacts>> known, List<MachineFacts> candidates) {
        return profile(
                machine,
                candidates.isEmpty() ? "unknown" : "ambiguous",
                known,
                null,
                List.of(),
                candidates.stream()
                        .map(MachineFacts::machine)
                        .sorted(MachineProfiling.LATEST_MACHINE_FIRST)
                        .toList(),
                People.NOBODY);
    }

    private MachineProfile profile(
            MachineKey machine,
            String outcome,
            Known<List<MachineFacts>> known,
            MachineFacts facts,
            List<String> merged,
            List<Machine> candidates,
            People users) {
        return new MachineProfile(
                machine.text(),
                outcome,
                facts == null ? null : profiling.description(facts),
                merged,
                candidates.stream()
                        .limit(MOST_CANDIDATES)
                        .map(profiling::sighting)
                        .toList(),
                Math.max(0, candidates.size() - MOST_CANDIDATES),
                users.users(),
                users.more(),
                users.unknown() == null ? List.of() : List.of(users.unknown()),
                IsoMoment.toSecond(known.fetchedAt()),
                known.remembered(),
                machines.ageSeconds(known),
                known.staleReason() != null,
                known.staleReason(),
                scarcer());
    }

    private Allowance scarcer() {
        Allowance machine = Allowance.of(CallKind.MACHINE, budget);
        Allowance logonUsers = Allowance.of(CallKind.LOGON_USERS, budget);
        return Math.min(logonUsers.leftThisMinute(), logonUsers.leftThisHour())
                        < Math.min(machine.leftThisMinute(), machine.leftThisHour())
                ? logonUsers
                : machine;
    }
}
