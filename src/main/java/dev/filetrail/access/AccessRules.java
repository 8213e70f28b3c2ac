// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may come in and how, worked out from what is configured. It makes sense only once {@link #check()} has passed. */
@Singleton
class AccessRules {

    /** Entra's addresses that speak for more than one tenant stand in the tenant's place. */
    private static final Set<String> MANY_TENANTS = Set.of("common", "organizations", "consumers");

    private static final int AT_ONCE_ON_THIS_MACHINE = 1_000;

    private final AccessConfig access;
    private final GateConfig gate;
    private final Surroundings around;
    /** Asked for with every request. */
    private final Set<Way> ways;

    AccessRules(AccessConfig access, GateConfig gate, Surroundings around) {
        this.access = access;
        this.gate = gate;
        this.around = around;
        this.ways = EnumSet.noneOf(Way.class);
        Arrays.stream(access.access().split(",")).forEach(word -> Way.of(word).ifPresent(ways::add));
    }

    /**
     * Looks for contradictions; cheap enough for everybody to do who starts something.
     *
     * @throws io.quarkus.runtime.configuration.ConfigurationException a sentence that names the property
     */
    void check() {
        new AccessCheck(access, gate, around).check();
    }

    /** @return the ways in */
    Set<Way> ways() {
        return ways;
    }

    /**
     * @param door where somebody stands
     * @param way how they would come in
     * @return the door takes it
     */
    boolean takes(Door door, Way way) {
        return ways.contains(way) && only(gate, door).map(way.label()::equals).orElse(true);
    }

    /**
     * @param gate what is configured
     * @param door which
     * @return the only way that the door takes; none when it takes all there are
     */
    static Optional<String> only(GateConfig gate, Door door) {
        return switch (door) {
            case MCP -> gate.doors().mcp();
            case TOOLS -> gate.doors().tools();
            case CHAT -> Optional.empty();
            case CONSOLE -> gate.doors().console();
        };
    }

    /** @return base address of the OpenID provider, without a slash at its end */
    String issuer() {
        return gate.issuer().map(AccessRules::withoutSlash).orElseThrow();
    }

    /** @return the provider signs for tenants of all kinds, each of which is an issuer of its own */
    boolean manyTenants() {
        return speaksForMany(issuer());
    }

    /**
     * @param issuer an address
     * @return it is Entra's for more than one tenant: {@code https://login.microsoftonline.com/common/v2.0}
     */
    static boolean speaksForMany(String issuer) {
        String[] path = URI.create(issuer).getPath().split("/", 3);
        return path.length > 1 && MANY_TENANTS.contains(path[1]);
    }

    /** @return the tenants whose tokens are taken; empty for any */
    List<String> tenants() {
        return gate.tenants().orElse(List.of());
    }

    /** @return for whom tokens must be, any of them */
    List<String> audience() {
        return gate.audience().orElse(List.of(resource()));
    }

    /** @return what a token must allow, as clients ask for it */
    String scope() {
        return gate.scope();
    }

    /** @return base address of this server, without a slash at its end */
    String url() {
        return gate.url().map(AccessRules::withoutSlash).orElseGet(around::url);
    }

    /** @return the address of MCP, which is what tokens are for */
    String resource() {
        return url() + "/mcp";
    }

    /** @return origins of the pages that may ask, this server's own among them */
    Set<String> origins() {
        Set<String> origins = new LinkedHashSet<>();
        origins.add(Address.origin(URI.create(url())));
        origins.addAll(gate.origins().orElse(List.of()));
        return origins;
    }

    /** @return it asks Defender with the rights of the person who asks */
    boolean onBehalfOf() {
        return around.onBehalfOf();
    }

    /** @return how many questions one caller may have under way */
    int requestsAtOnce() {
        return ways().contains(Way.LOOPBACK) ? AT_ONCE_ON_THIS_MACHINE : gate.requestsAtOnce();
    }

    /** @return how many streams one caller may hold open */
    int streamsAtOnce() {
        return ways().contains(Way.LOOPBACK) ? AT_ONCE_ON_THIS_MACHINE : gate.streamsAtOnce();
    }

    static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
