// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import dev.filetrail.ForeignText;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what can't be meant in the configuration of access, and says so in one sentence that names the property. */
final class AccessCheck {

    private static final int LONGEST_SHOWN = 200;
    private static final int LARGEST_PORT = 65_535;

    private final AccessConfig access;
    private final GateConfig gate;
    private final Surroundings around;

    /**
     * @param access who may come in
     * @param gate the details
     * @param around where the program listens
     */
    AccessCheck(AccessConfig access, GateConfig gate, Surroundings around) {
        this.access = access;
        this.gate = gate;
        this.around = around;
    }

    /** @throws ConfigurationException a sentence that names the property */
    void check() {
        Set<Way> ways = ways();
        if (ways.contains(Way.LOOPBACK)) {
            loopback(ways);
        }
        if (ways.contains(Way.OIDC)) {
            provider();
        }
        need(
                ways.size() == 1 || !ways.contains(Way.CHAT),
                "filetrail.access (FILETRAIL_ACCESS) is " + quoted(access.access())
                        + ", but chat opens no door besides those of chats, which are open with every other way too, so it"
                        + " stands alone");
        need(
                !ways.contains(Way.API_KEY) || gate.keys().isPresent(),
                "filetrail.access is api-key, but filetrail.access.keys (FILETRAIL_ACCESS_KEYS) doesn't say in which file"
                        + " the keys are");
        need(
                !around.onBehalfOf() || around.host() == null || ways.contains(Way.OIDC) || ways.contains(Way.CHAT),
                "filetrail.on-behalf-of is true, but filetrail.access (FILETRAIL_ACCESS) is neither oidc nor chat: without a token of"
                        + " whoever asks there are no rights to ask with");
        around.ports()
                .forEach((setting, port) -> need(
                        port >= 0 && port <= LARGEST_PORT,
                        setting + " is " + port + ", but must be from 0 to " + LARGEST_PORT
                                + ", and with 0 the system chooses one"));
        need(
                around.portOfBoth() == null,
                "quarkus.management.port (QUARKUS_MANAGEMENT_PORT) is " + around.portOfBoth()
                        + ", and questions are answered on that port too (QUARKUS_HTTP_PORT): give health and metrics a port of"
                        + " their own, such as 9000");
        addresses();
        doors(ways);
        need(gate.requestsAtOnce() >= 1, "filetrail.access.requests-at-once must be 1 or more");
        need(gate.streamsAtOnce() >= 1, "filetrail.access.streams-at-once must be 1 or more");
    }

    private Set<Way> ways() {
        Set<Way> ways = EnumSet.noneOf(Way.class);
        for (String word : access.access().split(",", -1)) {
            Optional<Way> way = Way.of(word);
            need(
                    way.isPresent(),
                    "filetrail.access (FILETRAIL_ACCESS) is " + quoted(access.access())
                            + ", but must be loopback, oidc, api-key, oidc,api-key or chat");
            ways.add(way.get());
        }
        return ways;
    }

    private void loopback(Set<Way> ways) {
        need(
                ways.size() == 1,
                "filetrail.access (FILETRAIL_ACCESS) is " + quoted(access.access())
                        + ", but loopback lets in whoever is on this machine without asking, so it stands alone");
        onThisMachine("quarkus.http.host (QUARKUS_HTTP_HOST)", around.host());
        onThisMachine("quarkus.management.host (QUARKUS_MANAGEMENT_HOST)", around.managementHost());
    }

    private static void onThisMachine(String property, String host) {
        need(
                host == null || LoopbackAddress.isLoopback(host),
                property + " is " + host
                        + ", but filetrail.access is loopback: FileTrail then listens on this machine only,"
                        + " on 127.0.0.1, localhost or [::1]");
    }

    private void provider() {
        String issuer = gate.issuer().orElse(null);
        need(
                issuer != null,
                "filetrail.access is oidc, but filetrail.access.issuer (FILETRAIL_ACCESS_ISSUER) doesn't say whose tokens"
                        + " to take");
        URI address = Address.parse(issuer).orElse(null);
        need(
                address != null,
                "filetrail.access.issuer is " + quoted(issuer)
                        + ", but must be the base address of an OpenID provider, https://… without a query");
        need(
                address.getScheme().equals("https") || LoopbackAddress.isLoopback(address.getHost()),
                "filetrail.access.issuer is " + quoted(issuer)
                        + ": whoever is on the way could exchange the keys, so it must be https, unless it is on this machine");
        need(
                !AccessRules.speaksForMany(issuer)
                        || gate.tenants().filter(list -> !list.isEmpty()).isPresent(),
                "filetrail.access.issuer is " + quoted(issuer)
                        + ", which speaks for every tenant there is: list those to let in in filetrail.access.tenants"
                        + " (FILETRAIL_ACCESS_TENANTS), or name one tenant in the issuer");
        need(
                !gate.scope().isBlank() && gate.scope().chars().noneMatch(AccessCheck::breaksAHeader),
                "filetrail.access.scope must be one word, such as Machines.Read");
    }

    /** A scope is one word (RFC 6749, section 3.3). */
    private static boolean breaksAHeader(int each) {
        return each <= ' ' || each == '"' || each == '\\' || each > '~';
    }

    private void addresses() {
        gate.url()
                .ifPresent(
                        url -> need(
                                Address.parse(url)
                                        .filter(uri -> List.of("", "/").contains(uri.getPath()))
                                        .isPresent(),
                                "filetrail.access.url is " + quoted(url)
                                        + ", but must be the base address of this server, such as https://filetrail.example.com"));
        for (String origin : gate.origins().orElse(List.of())) {
            need(
                    Address.parse(origin)
                            .map(Address::origin)
                            .filter(origin::equals)
                            .isPresent(),
                    "filetrail.access.origins has " + quoted(origin)
                            + ", but an origin is scheme, host and maybe port as a browser writes them, such as"
                            + " https://tools.example.com, and nothing stands for many");
        }
    }

    private void doors(Set<Way> ways) {
        for (Door door : Door.values()) {
            AccessRules.only(gate, door)
                    .ifPresent(word -> need(
                            Arrays.stream(Way.values())
                                    .filter(ways::contains)
                                    .anyMatch(way -> way != Way.LOOPBACK
                                            && way != Way.CHAT
                                            && way.label().equals(word)),
                            "filetrail.access.doors." + door.label() + " is " + quoted(word)
                                    + ", but must be oidc or api-key, and one of those in filetrail.access"));
        }
    }

    /** Without a password, should there be one in an address. */
    private static String quoted(String value) {
        return "'" + ForeignText.oneLine(value.replaceAll("//[^/]*@", "//…@"), LONGEST_SHOWN) + "'";
    }

    private static void need(boolean fits, String sentence) {
        if (!fits) {
            throw new ConfigurationException(sentence + ".");
        }
    }
}
