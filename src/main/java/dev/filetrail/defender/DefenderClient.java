// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The only door to Defender: what can be asked, each question with the policy of {@link CallPolicy} on its way. Nothing is
 * asked before somebody subscribes, and no thread waits; whoever cancels gives the question up. A question signs in by itself;
 * who wants to know before how that goes asks {@link DefenderSignIn}.
 */
@Singleton
public class DefenderClient {

    /** How many machines of one name are told apart. */
    public static final int MOST_NAMESAKES = 200;

    /** A terminal server sees many people. */
    private static final int MOST_USERS = 10_000;

    private final DefenderApi api;
    private final DefenderSetup setup;
    private final DefenderConfig config;
    private final CallPolicy policy;

    DefenderClient(@RestClient DefenderApi api, DefenderSetup setup, DefenderConfig config, CallPolicy policy) {
        this.api = api;
        this.setup = setup;
        this.config = config;
        this.policy = policy;
    }

    /**
     * The machines on which a file was observed. May take as long as the policy's timeouts and retries, for each page.
     *
     * @param person on whose behalf; null for the application itself
     * @param sha1 40 hexadecimal digits in lower case
     * @param sink takes the machines; stays empty when the file is unknown
     * @param gate passed before every attempt
     * @return null, once the sink has all of them; or a {@link DefenderException} when there is no whole answer, and what the
     *     sink holds is void
     */
    public Uni<Void> machinesOfFile(Person person, String sha1, MachineSink sink, CallGate gate) {
        String address = setup.api() + "/api/files/" + sha1 + "/machines";
        return allPages(
                authorization -> api.machinesOfFile(address, authorization),
                call -> new MachinesPage(person, call, sink, config.defender().mostMachines(), gate));
    }

    /**
     * What Defender knows of a file. As above.
     *
     * @param person on whose behalf; null for the application itself
     * @param id its SHA-1 or SHA-256 in lower case; whoever asks by SHA-256 is always told the SHA-1
     * @param gate passed before every attempt
     * @return empty when Defender does not know the file; or a {@link DefenderException} when there is no answer
     */
    public Uni<Optional<FileFacts>> file(Person person, String id, CallGate gate) {
        String base = setup.api();
        return policy.ask(new Lookup<>(
                Operation.FILE,
                person,
                authorization -> api.file(base, authorization, id),
                FileFacts.WANTED,
                wire -> Optional.of(FileFacts.of(wire))
                        .filter(facts -> facts.isOf(id))
                        .orElse(null),
                gate));
    }

    /**
     * How common a file is, in the organization over the longest time that the service looks back, and in the world. As
     * above.
     *
     * @param person on whose behalf; null for the application itself
     * @param id its SHA-1 or SHA-256 in lower case
     * @param gate passed before every attempt
     * @return empty when Defender does not know the file; or a {@link DefenderException} when there is no answer
     */
    public Uni<Optional<FileStats>> fileStats(Person person, String id, CallGate gate) {
        String base = setup.api();
        return policy.ask(new Lookup<>(
                Operation.FILE_STATS,
                person,
                authorization -> api.fileStats(base, authorization, id, FileStats.LOOK_BACK_HOURS),
                FileStats.WANTED,
                wire -> FileStats.of(wire, id),
                gate));
    }

    /**
     * The alerts that a file is part of, in no order. As above.
     *
     * @param person on whose behalf; null for the application itself
     * @param sha1 40 hexadecimal digits in lower case
     * @param gate passed before every attempt
     * @return empty when there are none, or the file is unknown; or a {@link DefenderException} when there is no whole answer
     */
    public Uni<List<Alert>> alertsOfFile(Person person, String sha1, CallGate gate) {
        String base = setup.api();
        List<Alert> alerts = new ArrayList<>();
        return allPages(
                        authorization -> api.alertsOfFile(base, authorization, sha1),
                        call -> new ListPage<>(
                                Operation.ALERTS_OF_FILE,
                                person,
                                call,
                                Alert.WANTED,
                                Alert::of,
                                config.defender().mostAlerts(),
                                alerts,
                                gate))
                .map(all -> List.copyOf(alerts));
    }

    /**
     * One machine. As above.
     *
     * @param person on whose behalf; null for the application itself
     * @param idOrName the machine's id, or a computer name, of which the service knows best what it means
     * @param gate passed before every attempt
     * @return empty when Defender does not know the machine, or does not show it to the person; its id may be another one when
     *     the record that was asked for has been merged into it; or a {@link DefenderException} when there is no answer
     */
    public Uni<Optional<MachineFacts>> machine(Person person, String idOrName, CallGate gate) {
        String base = setup.api();
        return policy.ask(new Lookup<>(
                Operation.MACHINE,
                person,
                authorization -> api.machine(base, authorization, idOrName),
                MachineFacts.WANTED,
                MachineFacts::of,
                gate));
    }

    /**
     * The machines that go by a computer name, which several may share. Those of exactly that name, or of that name in any
     * domain; when there are none, those that are known by the name without its domain. As above.
     *
     * @param person on whose behalf; null for the application itself
     * @param name full or short, in any case
     * @param gate passed before every attempt
     * @return up to {@link #MOST_NAMESAKES}, in no order; or a {@link DefenderException} when there is no answer
     */
    public Uni<List<MachineFacts>> machinesNamed(Person person, String name, CallGate gate) {
        MachineName wanted = new MachineName(name);
        String address = wanted.address(setup.api(), MOST_NAMESAKES);
        List<MachineFacts> found = new ArrayList<>();
        return policy.ask(new ListPage<>(
                        Operation.MACHINE,
                        person,
                        authorization -> api.machines(address, authorization),
                        MachineFacts.WANTED,
                        // A service that takes the filter less strictly than it is meant does no harm.
                        wire -> Optional.ofNullable(MachineFacts.of(wire))
                                .filter(facts -> wanted.fits(facts.machine().name()))
                                .orElse(null),
                        MOST_NAMESAKES,
                        found,
                        gate))
                .map(all -> {
                    List<MachineFacts> nearer = found.stream()
                            .filter(each ->
                                    !wanted.isKnownByShortName(each.machine().name()))
                            .toList();
                    return nearer.isEmpty() ? List.copyOf(found) : nearer;
                });
    }

    /**
     * Who logged on to a machine, in no order. As above.
     *
     * @param person on whose behalf; null for the application itself
     * @param id the machine's id
     * @param gate passed before every attempt
     * @return empty when nobody did, or the machine is unknown; or a {@link DefenderException} when there is no answer
     */
    public Uni<List<LogonUser>> logonUsers(Person person, String id, CallGate gate) {
        String base = setup.api();
        List<LogonUser> users = new ArrayList<>();
        return allPages(
                        authorization -> api.logonUsers(base, authorization, id),
                        call -> new ListPage<>(
                                Operation.LOGON_USERS,
                                person,
                                call,
                                LogonUser.WANTED,
                                LogonUser::of,
                                MOST_USERS,
                                users,
                                gate))
                .map(all -> List.copyOf(users));
    }

    /** Reads a list page by page, each of which is a question of its own. */
    private Uni<Void> allPages(
            Function<String, Uni<Response>> first,
            Function<Function<String, Uni<Response>>, Exchange<Optional<String>>> page) {
        return policy.ask(page.apply(first))
                .chain(next -> next.isEmpty() ? Uni.createFrom().voidItem() : furtherPages(next.get(), page));
    }

    private Uni<Void> furtherPages(
            String second, Function<Function<String, Uni<Response>>, Exchange<Optional<String>>> page) {
        Links links = new Links(setup.api(), config.defender().mostPages());
        links.leadOn(second);
        return Multi.createBy()
                .repeating()
                .uni(() -> policy.ask(page.apply(authorization -> api.page(links.next(), authorization)))
                        .invoke(next -> next.ifPresent(links::leadOn)))
                .until(Optional::isEmpty)
                .onItem()
                .ignoreAsUni();
    }
}
