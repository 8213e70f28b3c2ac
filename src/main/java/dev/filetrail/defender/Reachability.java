// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import dev.filetrail.ForeignText;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Whether the network lets us through to where Defender and its sign-in are, over the same client that asks. Costs no call. */
@Singleton
public class Reachability {

    private static final int LONGEST_CAUSE = 120;

    private final DefenderApi api;
    private final DefenderSetup setup;
    private final Clock clock;

    Reachability(@RestClient DefenderApi api, DefenderSetup setup, Clock clock) {
        this.api = api;
        this.setup = setup;
        this.clock = clock;
    }

    /** @return the sign-in; waits for the network */
    public Reach signIn() {
        return of(setup.authority(), "AZURE_AUTHORITY_HOST");
    }

    /** @return Defender's API; waits for the network */
    public Reach defender() {
        return of(setup.api(), "filetrail.defender.url");
    }

    private Reach of(String address, String property) {
        String host = URI.create(address).getHost();
        boolean secure = address.startsWith("https:");
        // Whatever it answers, it does: nobody has asked for anything yet.
        try (Response answer = api.reach(address + "/").await().indefinitely()) {
            return new Reach(
                    address,
                    true,
                    address + " answers" + (secure ? ", and its certificate is trusted" : ""),
                    null,
                    skew(answer));
        } catch (RuntimeException e) {
            return trouble(address, host, property, e);
        }
    }

    private static Reach trouble(String address, String host, String property, RuntimeException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && !(cause instanceof SSLException)
                && !(cause instanceof UnknownHostException)) {
            cause = cause.getCause();
        }
        String said = ForeignText.oneLine(String.valueOf(cause.getMessage()), LONGEST_CAUSE);
        if (cause instanceof UnknownHostException) {
            return no(
                    address,
                    "the name " + host + " can't be resolved",
                    "Check the name server of this machine, and " + property + ".");
        }
        if (cause instanceof SSLException) {
            return no(
                    address,
                    host + " is reached, but not trusted over TLS (" + said + ")",
                    "A proxy that opens TLS? Then let Java trust its authority (-Djavax.net.ssl.trustStore=…). Else check "
                            + property + " and this machine's clock.");
        }
        return no(
                address,
                address + (cause instanceof ConnectException ? " takes no connection" : " gives no answer") + " ("
                        + said + ")",
                "Check the network, the firewall and the proxy on the way, and " + property + ".");
    }

    private static Reach no(String address, String words, String whatToDo) {
        return new Reach(address, false, words, whatToDo, null);
    }

    private Duration skew(Response answer) {
        String date = answer.getHeaderString(HttpHeaders.DATE);
        try {
            return date == null
                    ? null
                    : Duration.between(clock.instant(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
