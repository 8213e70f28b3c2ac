// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.Objects;

/**
 * The key by which the MCP extension (1.13) finds the tool that is called. It is a record, whose comparison is interpreted as that
 * of {@link PlainResourceKey} would be: a fortieth of a live call.
 */
@TargetClass(className = "io.quarkiverse.mcp.server.runtime.FeatureKey")
final class PlainFeatureKey {

    @Alias
    private String name;

    @Alias
    private String serverName;

    @Substitute
    @Override
    public boolean equals(Object other) {
        return (Object) this == other
                || (other instanceof PlainFeatureKey key
                        && Objects.equals(name, key.name)
                        && Objects.equals(serverName, key.serverName));
    }

    @Substitute
    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(name) + Objects.hashCode(serverName);
    }
}
