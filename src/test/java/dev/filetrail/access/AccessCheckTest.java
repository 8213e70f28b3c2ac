// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.PathConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can't be meant stops the start with one sentence that names the property. */
class AccessCheckTest {

    private static final String OIDC = "filetrail.access.issuer=https://id.example/realms/x filetrail.access=oidc";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            filetrail.access                     | filetrail.access=everybody
            filetrail.access                     | filetrail.access=oidc,
            filetrail.access                     | filetrail.access=loopback,oidc filetrail.access.issuer=https://id.example
            filetrail.access.issuer              | filetrail.access=oidc
            filetrail.access.issuer              | filetrail.access=oidc filetrail.access.issuer=id.example
            filetrail.access.issuer              | filetrail.access=oidc filetrail.access.issuer=http://id.example
            filetrail.access.issuer              | filetrail.access=oidc filetrail.access.issuer=http://localhost.evil.example
            filetrail.access.issuer              | filetrail.access=oidc filetrail.access.issuer=https://user:pass@id.example
            filetrail.access.tenants             | filetrail.access=oidc filetrail.access.issuer=https://login.microsoftonline.com/common/v2.0
            filetrail.access.tenants             | filetrail.access=oidc filetrail.access.issuer=https://login.microsoftonline.com/organizations
            filetrail.access.tenants             | filetrail.access=oidc filetrail.access.issuer=https://login.microsoftonline.com/consumers/v2.0/
            filetrail.access.keys                | filetrail.access=api-key
            filetrail.access.keys                | OIDC,api-key
            filetrail.access                     | filetrail.access=chat,oidc filetrail.access.issuer=https://id.example
            filetrail.access                     | filetrail.access=loopback,chat
            filetrail.access.doors.mcp           | filetrail.access=chat filetrail.access.doors.mcp=chat
            quarkus.http.host                    | quarkus.http.host=0.0.0.0
            quarkus.management.host              | quarkus.management.host=0.0.0.0
            quarkus.management.port              | quarkus.management.port=8080
            quarkus.management.port              | quarkus.management.port=8080 quarkus.http.insecure-requests=redirect
            quarkus.management.port              | quarkus.management.port=8443 quarkus.http.insecure-requests=redirect
            quarkus.management.port              | quarkus.management.port=8443 quarkus.http.insecure-requests=disabled
            quarkus.http.port                    | quarkus.http.port=99999
            quarkus.http.port                    | quarkus.http.port=-1
            quarkus.http.ssl-port                | quarkus.http.ssl-port=65536 quarkus.http.insecure-requests=disabled
            quarkus.management.port              | quarkus.management.port=99999
            quarkus.management.port              | quarkus.management.port=-1
            filetrail.on-behalf-of               | filetrail.on-behalf-of=true
            filetrail.on-behalf-of               | filetrail.on-behalf-of=true filetrail.access=api-key filetrail.access.keys=/keys
            filetrail.on-behalf-of               | OIDC filetrail.on-behalf-of=ture
            filetrail.on-behalf-of               | OIDC filetrail.on-behalf-of=enabled
            filetrail.on-behalf-of               | filetrail.on-behalf-of=2
            filetrail.access.origins             | OIDC filetrail.access.origins=*
            filetrail.access.origins             | OIDC filetrail.access.origins=https://a.example/
            filetrail.access.origins             | OIDC filetrail.access.origins=https://a.example,https://*.example
            filetrail.access.origins             | OIDC filetrail.access.origins=https://A.example
            filetrail.access.origins             | OIDC filetrail.access.origins=https://a.example:443
            filetrail.access.origins             | OIDC filetrail.access.origins=null
            filetrail.access.url                 | OIDC filetrail.access.url=https://a.example/path
            filetrail.access.url                 | OIDC filetrail.access.url=a.example
            filetrail.access.scope               | OIDC filetrail.access.scope=two\twords
            filetrail.access.doors.mcp           | OIDC filetrail.access.doors.mcp=api-key
            filetrail.access.doors.console       | OIDC filetrail.access.doors.console=nobody
            filetrail.access.requests-at-once    | OIDC filetrail.access.requests-at-once=0
            filetrail.access.streams-at-once     | OIDC filetrail.access.streams-at-once=0
            """)
    void refuses(String property, String settings) {
        assertThatThrownBy(() -> rules(settings).check())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(property)
                .message()
                .endsWith(".")
                .doesNotContain("\n", "pass@");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            filetrail.access=loopback
            filetrail.access=LOOPBACK quarkus.http.host=[::1]
            OIDC
            OIDC quarkus.http.host=0.0.0.0 quarkus.management.host=0.0.0.0
            OIDC,api-key filetrail.access.keys=/keys filetrail.access.doors.mcp=oidc filetrail.access.doors.tools=api-key
            filetrail.access=api-key filetrail.access.keys=/keys
            filetrail.access=oidc filetrail.access.issuer=http://localhost:8180/realms/x
            filetrail.access=oidc filetrail.access.issuer=https://id.example/realms/common
            filetrail.access=oidc filetrail.access.issuer=https://login.microsoftonline.com/common/v2.0 filetrail.access.tenants=a,b
            OIDC filetrail.on-behalf-of=true
            OIDC filetrail.on-behalf-of=Yes
            filetrail.on-behalf-of=OFF
            filetrail.on-behalf-of=0
            OIDC filetrail.access.origins=https://a.example,http://localhost:6274 filetrail.access.url=https://a.example/
            filetrail.access=chat quarkus.http.host=0.0.0.0 quarkus.management.host=0.0.0.0
            filetrail.access=chat filetrail.on-behalf-of=true
            filetrail.on-behalf-of=true quarkus.http.host-enabled=false
            quarkus.http.port=0 quarkus.management.port=0
            quarkus.http.port=65535 quarkus.management.port=1
            quarkus.http.port=99999 quarkus.http.insecure-requests=disabled
            quarkus.management.port=99999 quarkus.management.host-enabled=false
            quarkus.management.port=8443
            quarkus.management.port=8080 quarkus.http.insecure-requests=disabled
            quarkus.management.port=8080 quarkus.http.host-enabled=false
            quarkus.management.port=8080 quarkus.management.host-enabled=false
            OIDC quarkus.management.port=8080 quarkus.http.host=0.0.0.0
            """)
    void takes(String settings) {
        assertThatCode(() -> rules(settings).check()).doesNotThrowAnyException();
    }

    @Test
    void makesTheAddressOutOfWhereItListens() {
        assertThat(rules(OIDC).audience()).containsExactly("http://127.0.0.1:8080/mcp");
        assertThat(rules(OIDC + " quarkus.http.host=0.0.0.0").url()).isEqualTo("http://localhost:8080");
        assertThat(rules(OIDC + " quarkus.http.host=::1").url()).isEqualTo("http://[::1]:8080");
        assertThat(rules(OIDC + " quarkus.http.insecure-requests=disabled").url())
                .isEqualTo("https://127.0.0.1:8443");
        assertThat(rules(OIDC + " filetrail.access.url=https://a.example:443/").origins())
                .containsExactly("https://a.example");
    }

    @Test
    void knowsWhichWayADoorTakes() {
        AccessRules both = rules("filetrail.access=oidc,api-key filetrail.access.doors.tools=api-key");
        assertThat(both.takes(Door.MCP, Way.OIDC)).isTrue();
        assertThat(both.takes(Door.MCP, Way.API_KEY)).isTrue();
        assertThat(both.takes(Door.TOOLS, Way.OIDC)).isFalse();
        assertThat(both.takes(Door.TOOLS, Way.API_KEY)).isTrue();
        assertThat(both.takes(Door.MCP, Way.LOOPBACK)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/mcp,MCP",
        "/mcp/sse,MCP",
        "/mcpx,CONSOLE",
        "/tools,TOOLS",
        "/tools/get_machine,TOOLS",
        "/,CONSOLE",
        "/q,CONSOLE"
    })
    void knowsADoorByItsPath(String path, Door door) {
        assertThat(Door.of(path)).isEqualTo(door);
    }

    private static AccessRules rules(String settings) {
        Map<String, String> values = new HashMap<>(Map.of(
                "quarkus.http.host", "127.0.0.1",
                "quarkus.management.host", "127.0.0.1"));
        for (String setting : settings.replaceFirst("\\bOIDC\\b", OIDC).split(" ")) {
            String[] pair = setting.split("=", 2);
            values.put(pair[0], pair[1]);
        }
        Map<String, String> ours = new HashMap<>(values);
        ours.keySet().removeIf(name -> !name.startsWith("filetrail.access"));
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(AccessConfig.class)
                .withMapping(GateConfig.class)
                .withConverter(Path.class, 200, new PathConverter())
                .withDefaultValues(ours)
                .build();
        return new AccessRules(
                config.getConfigMapping(AccessConfig.class),
                config.getConfigMapping(GateConfig.class),
                new Surroundings(
                        values.get("quarkus.http.host"),
                        Integer.parseInt(values.getOrDefault("quarkus.http.port", "8080")),
                        Integer.parseInt(values.getOrDefault("quarkus.http.ssl-port", "8443")),
                        values.getOrDefault("quarkus.http.insecure-requests", "enabled"),
                        Boolean.parseBoolean(values.getOrDefault("quarkus.http.host-enabled", "true")),
                        values.get("quarkus.management.host"),
                        Integer.parseInt(values.getOrDefault("quarkus.management.port", "9000")),
                        Boolean.parseBoolean(values.getOrDefault("quarkus.management.host-enabled", "true")),
                        values.getOrDefault("filetrail.on-behalf-of", "false")));
    }
}
