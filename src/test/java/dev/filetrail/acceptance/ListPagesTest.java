// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists in pages of one, as they would come if there were more than fit a page. */
@QuarkusTest
@QuarkusTestResource(SimulatedDefender.class)
@TestProfile(ListPagesTest.OneToAPage.class)
class ListPagesTest {

    /** The smallest page there is. */
    public static final class OneToAPage implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.mcp.server.tools.page-size", "1",
                    "quarkus.mcp.server.prompts.page-size", "1",
                    "quarkus.mcp.server.resources.page-size", "1",
                    "quarkus.mcp.server.resource-templates.page-size", "1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tools/list, tools, get_machines_for_file_hash",
        "prompts/list, prompts, triage_file_hash",
        "resources/list, resources, budget",
        "resources/templates/list, resourceTemplates, machines.csv"
    })
    void areWholeAndInOrderToTheLastPage(String method, String property, String one) {
        List<String> names = new ArrayList<>();
        Map<String, String> params = new HashMap<>();
        do {
            JsonObject page = Rpc.send(method, params);
            assertThat(ListsTest.names(page, property)).hasSize(1);
            names.addAll(ListsTest.names(page, property));
            params.put("cursor", page.getJsonObject("result").getString("nextCursor"));
        } while (params.get("cursor") != null && names.size() < 50);

        assertThat(names).contains(one).isSorted().doesNotHaveDuplicates();
        assertThat(Rpc.code(Rpc.send(method, Map.of("cursor", "none")))).isEqualTo(-32602);
    }
}
