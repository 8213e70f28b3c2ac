// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The simulated tenant: its machines and files, and how machines answers are paged. Safe to use from any thread. */
public final class SimulatedTenant {

    private static final int ORDINARY_MACHINES = 380;

    private final Instant born;
    private final MachineInventor inventor;
    private final List<SimulatedMachine> machines;
    private final FileCatalogue files;
    /** What people see of the known files' machines, by SHA-1 and person. */
    private final Map<String, MachineSet> seenByPeople = new ConcurrentHashMap<>();

    private volatile int pageSize;
    private volatile String nextLinkHost;
    private volatile boolean endlessNextLinks;

    SimulatedTenant(Instant born) {
        this.born = born;
        inventor = new MachineInventor(born);
        List<SimulatedMachine> all = new ArrayList<>();
        LongStream.range(0, ORDINARY_MACHINES).mapToObj(inventor::machine).forEach(all::add);
        all.addAll(OddMachines.of(inventor));
        machines = List.copyOf(all);
        files = new FileCatalogue(new FilePresence(machines, inventor), born);
    }

    /**
     * Pages the machines answers: each holds so many machines and, if there are more, an {@code @odata.nextLink}.
     *
     * @param machinesOnPage the size of a page; 0, as at the start, for no pages
     * @return this
     */
    public SimulatedTenant pageSize(int machinesOnPage) {
        pageSize = machinesOnPage;
        return this;
    }

    /**
     * Makes the next links point at another host, which a client must not send its token to.
     *
     * @param host a host, with a port if it needs one; null, as at the start, for the host that was called
     * @return this
     */
    public SimulatedTenant nextLinkHost(String host) {
        nextLinkHost = host;
        return this;
    }

    /**
     * Makes every machines answer have a next link, the last one too; after the last machine come the first again.
     *
     * @param endless whether the links never end; false at the start
     * @return this
     */
    public SimulatedTenant endlessNextLinks(boolean endless) {
        endlessNextLinks = endless;
        return this;
    }

    /** Goes back to the start: no pages. */
    public void reset() {
        pageSize(0).nextLinkHost(null).endlessNextLinks(false);
    }

    /**
     * How many machines the tenant has; those that only {@link SimulatedFiles#HUGE} is on do not count.
     *
     * @return their number
     */
    public int machineCount() {
        return machines.size();
    }

    /**
     * On how many machines a file is.
     *
     * @param hash SHA-1 or SHA-256
     * @return their number, 0 for a file that nobody has seen
     */
    public int machineCount(String hash) {
        return machinesOf(hash).size();
    }

    /**
     * The machines that a file is on.
     *
     * @param hash SHA-1 or SHA-256
     * @return their ids, in the order of the answer
     */
    public List<String> machineIds(String hash) {
        return ids(machinesOf(hash));
    }

    /**
     * The machines that a file is on, as far as a person may see them.
     *
     * @param person {@code ann} or {@code ben}
     * @param hash SHA-1 or SHA-256
     * @return their ids, in the order of the answer
     */
    public List<String> machineIdsFor(String person, String hash) {
        return ids(machinesOf(hash, SimulatedPerson.called(person)));
    }

    /**
     * The files that the tenant knows.
     *
     * @return their SHA-1 hashes, in lower-case hex
     */
    public Set<String> fileHashes() {
        return files.sha1Hashes();
    }

    /**
     * The SHA-256 of a file.
     *
     * @param sha1 the SHA-1 of a file that the tenant knows
     * @return the SHA-256, in lower-case hex
     * @throws IllegalArgumentException if the tenant does not know the file
     */
    public String sha256(String sha1) {
        return files.find(sha1)
                .map(SimulatedFile::sha256)
                .orElseThrow(() -> new IllegalArgumentException("The simulated tenant has no file " + sha1));
    }

    Instant born() {
        return born;
    }

    Optional<SimulatedFile> file(String hash) {
        return files.find(hash);
    }

    MachineSet machinesOf(String hash) {
        return files.find(hash).map(SimulatedFile::machines).orElseGet(() -> FilePresence.ofNumbered(hash, inventor));
    }

    /** The same, as far as a person may see them; the person is null for all. */
    MachineSet machinesOf(String hash, SimulatedPerson person) {
        if (person == null) {
            return machinesOf(hash);
        }
        return files.find(hash)
                // A look at every machine of the huge file takes a while: once is enough.
                .map(file -> seenByPeople.computeIfAbsent(
                        file.sha1() + person, first -> file.machines().where(person::sees)))
                .orElseGet(() -> machinesOf(hash).where(person::sees));
    }

    /** Some ordinary machine, the same for the same number. */
    SimulatedMachine ordinary(long number) {
        return inventor.machine(number);
    }

    /**
     * The machine with that id or, failing that, the first with that computer name, in upper or lower case; of those only
     * that whoever asks may see.
     */
    Optional<SimulatedMachine> machine(String idOrName, Predicate<SimulatedMachine> seen) {
        String id = idOrName.toLowerCase(Locale.ROOT);
        return machines.stream()
                .filter(machine -> machine.id().equals(id) && seen.test(machine))
                .findFirst()
                .or(() -> machines.stream()
                        .filter(machine -> idOrName.equalsIgnoreCase(machine.name()) && seen.test(machine))
                        .findFirst())
                .or(() -> LongStream.range(0, SimulatedFiles.HUGE_MACHINE_COUNT)
                        .filter(number -> inventor.id(number).equals(id))
                        .mapToObj(inventor::machine)
                        .filter(seen)
                        .findFirst());
    }

    /** The machines that a filter leaves, and whoever asks may see. */
    Stream<SimulatedMachine> machinesNamed(NameFilter filter, Predicate<SimulatedMachine> seen) {
        return machines.stream().filter(machine -> filter.leaves(machine.name()) && seen.test(machine));
    }

    /**
     * What the tenant says of a machine.
     *
     * @param id of one of its own machines
     * @return properties by name, as on the wire
     * @throws IllegalArgumentException if the tenant has no such machine
     */
    public Map<String, Object> wire(String id) {
        return machine(id, any -> true)
                .map(SimulatedMachine::properties)
                .map(Collections::unmodifiableMap)
                .orElseThrow(() -> new IllegalArgumentException("The simulated tenant has no machine " + id));
    }

    private static List<String> ids(MachineSet machines) {
        return LongStream.range(0, machines.size())
                .mapToObj(number -> machines.at().apply(number).id())
                .toList();
    }

    int pageSize() {
        return pageSize;
    }

    Optional<String> nextLinkHost() {
        return Optional.ofNullable(nextLinkHost);
    }

    boolean endlessNextLinks() {
        return endlessNextLinks;
    }
}
