// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import dev.filetrail.YesOrNo;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What access depends on and others configure: where the program listens, and with whose rights it asks. */
@Singleton
class Surroundings {

    private final String host;
    private final int port;
    private final Map<String, Integer> ports;
    private final boolean tls;
    private final boolean listens;
    private final String managementHost;
    private final int managementPort;
    private final boolean managementListens;
    private final boolean onBehalfOf;

    Surroundings(
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port,
            @ConfigProperty(name = "quarkus.http.ssl-port", defaultValue = "8443") int tlsPort,
            @ConfigProperty(name = "quarkus.http.insecure-requests", defaultValue = "enabled") String plain,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean listens,
            @ConfigProperty(name = "quarkus.management.host") String managementHost,
            @ConfigProperty(name = "quarkus.management.port", defaultValue = "9000") int managementPort,
            @ConfigProperty(name = "quarkus.management.host-enabled", defaultValue = "true") boolean managementListens,
            @ConfigProperty(name = "filetrail.on-behalf-of", defaultValue = "false") String onBehalfOf) {
        this.host = host;
        this.tls = !plain.equalsIgnoreCase("enabled");
        this.port = tls ? tlsPort : port;
        this.ports = new LinkedHashMap<>();
        if (!plain.equalsIgnoreCase("disabled")) {
            ports.put("quarkus.http.port (QUARKUS_HTTP_PORT)", port);
        }
        if (tls) {
            ports.put("quarkus.http.ssl-port (QUARKUS_HTTP_SSL_PORT)", tlsPort);
        }
        this.listens = listens;
        this.managementHost = managementHost;
        this.managementPort = managementPort;
        this.managementListens = managementListens;
        this.onBehalfOf = YesOrNo.of("filetrail.on-behalf-of", onBehalfOf);
    }

    /** @return the address it listens on; null when it doesn't listen, as a command in a terminal */
    String host() {
        return listens ? host : null;
    }

    /** @return the address it tells of its health on; null when it doesn't */
    String managementHost() {
        return managementListens ? managementHost : null;
    }

    /** @return the ports that it is to open, by the names of their settings */
    Map<String, Integer> ports() {
        Map<String, Integer> all = new LinkedHashMap<>();
        if (listens) {
            all.putAll(ports);
        }
        if (managementListens) {
            all.put("quarkus.management.port (QUARKUS_MANAGEMENT_PORT)", managementPort);
        }
        return all;
    }

    /**
     * Whether questions and health would come in at one place: Vert.x lets two servers of a program listen there, and gives a
     * connection to either by turns.
     *
     * @return the port of both; null when each has its own, or asks the system for one
     */
    Integer portOfBoth() {
        boolean shared =
                listens && managementListens && host.equals(managementHost) && ports.containsValue(managementPort);
        return shared && managementPort != 0 ? managementPort : null;
    }

    /** @return it asks Defender with the rights of the person who asks */
    boolean onBehalfOf() {
        return onBehalfOf;
    }

    /** @return base address by which it can be reached from this machine; from elsewhere perhaps by another */
    String url() {
        String name = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]") ? "localhost" : host;
        String authority = name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
        return (tls ? "https://" : "http://") + authority + ":" + port;
    }
}
