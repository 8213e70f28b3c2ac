// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.chat.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the bot's answers may go, and its token with them. */
class ServiceUrlsTest {

    private static final ServiceUrls URLS = new ServiceUrls(List.of(
            URI.create("https://smba.trafficmanager.net/"), URI.create("http://localhost:8080/simulator/connector")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://smba.trafficmanager.net/",
                "https://smba.trafficmanager.net",
                "https://smba.trafficmanager.net:443/emea/",
                "HTTPS://SMBA.trafficmanager.net/amer/72f988bf-86f1-41af-91ab-2d7cd011db47/",
                "http://localhost:8080/simulator/connector",
                "http://localhost:8080/simulator/connector/via/aHR0cDovL2xvY2FsaG9zdA/"
            })
    void theyMayGoHere(String url) {
        assertThat(URLS.allowed(url)).isPresent().get().asString().doesNotEndWith("/");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "http://smba.trafficmanager.net/",
                "https://smba.trafficmanager.net:8443/",
                "https://smba.trafficmanager.net.evil.example/",
                "https://smba.trafficmanager.net@evil.example/",
                "https://evil.example/https://smba.trafficmanager.net/",
                "https://smba.trafficmanager.net\\@evil.example/",
                "https://smba.trafficmanager.net/?x=https://evil.example",
                "https://smba.trafficmanager.net/#x",
                "https://smba.trafficmanager.net/%2e%2e/",
                "//smba.trafficmanager.net/",
                "https:smba.trafficmanager.net",
                "javascript:alert(1)",
                "http://localhost:8080/simulator/connectors",
                "http://localhost:8080/simulator/connector/../login",
                "http://localhost:8081/simulator/connector",
                "http://localhost.evil.example:8080/simulator/connector",
                "https://smba.trafficmanager.net/ x"
            })
    void theyMayNotGoThere(String url) {
        assertThat(URLS.allowed(url)).isEmpty();
    }
}
