// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.defender;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** How machines are asked for by name, and which of those that come are meant. */
class MachineNameTest {

    private static final String BASE = "https://api.example";

    @Test
    void asksForTheNameAndForTheNameInAnyDomain() {
        assertThat(URI.create(new MachineName("pc1").address(BASE, 200)).getQuery())
                .isEqualTo("$filter=computerDnsName eq 'pc1' or startswith(computerDnsName,'pc1.')&$top=200");
    }

    @Test
    void asksInBothCasesAndByTheShortName() {
        assertThat(URI.create(new MachineName("PC1.corp").address(BASE, 9)).getQuery())
                .isEqualTo("$filter=computerDnsName eq 'pc1.corp' or startswith(computerDnsName,'pc1.corp.')"
                        + " or computerDnsName eq 'PC1.corp' or startswith(computerDnsName,'PC1.corp.')"
                        + " or computerDnsName eq 'pc1'&$top=9");
    }

    @Test
    void keepsWhateverStandsInTheNameWithinTheQuotes() {
        String address = new MachineName("a' or 1 eq 1&$top=9#%27+ü").address(BASE, 200);

        assertThat(address)
                .startsWith(BASE
                        + "/api/machines?$filter=computerDnsName%20eq%20%27a%27%27%20or%201%20eq%201%26%24top%3D9%23"
                        + "%2527%2B%C3%BC%27%20or%20")
                .endsWith("&$top=200");
        assertThat(URI.create(address).getFragment()).isNull();
    }

    @Test
    void knowsWhichAreMeant() {
        MachineName name = new MachineName("PC1.corp");

        assertThat(name.fits("pc1.CORP")).isTrue();
        assertThat(name.fits("pc1.corp.example")).isTrue();
        assertThat(name.fits("pc1")).isTrue();
        assertThat(name.isKnownByShortName("Pc1")).isTrue();
        assertThat(name.isKnownByShortName("pc1.corp")).isFalse();
        for (String other : new String[] {"pc1.corporate", "pc1.other", "pc10", "xpc1.corp", "", null}) {
            assertThat(name.fits(other)).as(other).isFalse();
        }
        assertThat(new MachineName("pc1").fits("pc10")).isFalse();
        assertThat(new MachineName("pc1").isKnownByShortName("pc1")).isFalse();
    }
}
