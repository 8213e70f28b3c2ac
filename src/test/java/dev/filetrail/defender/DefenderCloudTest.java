// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds hosts, authorities and scopes of the clouds as Microsoft lists them. */
class DefenderCloudTest {

    private static final String COMMERCIAL_SCOPE = "https://api.securitycenter.microsoft.com/.default";

    @ParameterizedTest
    @CsvSource({
        "commercial, https://api.security.microsoft.com",
        "us, https://us.api.security.microsoft.com",
        "eu, https://eu.api.security.microsoft.com",
        "uk, https://uk.api.security.microsoft.com",
        "au, https://au.api.security.microsoft.com",
        "swa, https://swa.api.security.microsoft.com",
        "ina, https://ina.api.security.microsoft.com",
        "aea, https://aea.api.security.microsoft.com"
    })
    void knowsTheCommercialCloud(String name, String api) {
        DefenderCloud cloud = DefenderCloud.named(name).orElseThrow();

        assertThat(cloud.api()).isEqualTo(api);
        assertThat(cloud.authority()).isEqualTo("https://login.microsoftonline.com");
        assertThat(cloud.scope()).isEqualTo(COMMERCIAL_SCOPE);
        assertThat(cloud.portal()).isEqualTo("https://security.microsoft.com");
    }

    @ParameterizedTest
    @CsvSource({
        "gcc, https://api-gcc.securitycenter.microsoft.us, https://login.microsoftonline.com",
        "gcc-high, https://api-gov.securitycenter.microsoft.us, https://login.microsoftonline.us",
        "dod, https://api-gov.securitycenter.microsoft.us, https://login.microsoftonline.us"
    })
    void knowsTheGovernmentClouds(String name, String api, String authority) {
        DefenderCloud cloud = DefenderCloud.named(name).orElseThrow();

        assertThat(cloud.api()).isEqualTo(api);
        assertThat(cloud.authority()).isEqualTo(authority);
        assertThat(cloud.scope()).isEqualTo(api + "/.default");
    }

    @ParameterizedTest
    @EnumSource
    void knowsWholeAddressesWithoutASlashAtTheEnd(DefenderCloud cloud) {
        for (String address : new String[] {cloud.api(), cloud.authority(), cloud.portal()}) {
            assertThat(URI.create(address)).hasScheme("https").hasPath("").hasNoPort();
        }
        assertThat(cloud.scope()).startsWith("https://").endsWith("/.default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gcc-high", "GCC-HIGH", "gcc_high", "Gcc_High", " gcc-high "})
    void forgivesHowANameIsWritten(String name) {
        assertThat(DefenderCloud.named(name)).contains(DefenderCloud.GCC_HIGH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "china", "gcchigh", "commercial2", "gcc high", "u", "https://api.security.microsoft.com"
            })
    void knowsNoOther(String name) {
        assertThat(DefenderCloud.named(name)).isEmpty();
    }

    @Test
    void namesAllOfThem() {
        assertThat(DefenderCloud.names()).isEqualTo("commercial, us, eu, uk, au, swa, ina, aea, gcc, gcc-high, dod");
    }
}
