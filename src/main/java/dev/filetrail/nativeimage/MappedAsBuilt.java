// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.runtime.configuration.NameIterator;
import io.quarkus.runtime.configuration.PropertiesUtil;

/**
 * Whether something knows a setting. At each start Quarkus (3.34) asks that for every name there is, which are hundreds that have been
 * in the executable all the time, and were looked at when it was built.
 */
@TargetClass(className = "io.quarkus.runtime.generated.Config")
final class MappedAsBuilt {

    private MappedAsBuilt() {}

    @Substitute
    private static boolean isMapped(NameIterator name) {
        if (SettingsAsBuilt.READ.defaults().getPropertyNames().contains(name.getName())) {
            return true;
        }
        if (!name.hasNext() || !PropertiesUtil.isMapped(name, "quarkus")) {
            return false;
        }
        name.next();
        return isMapped$quarkus(name);
    }

    @Alias
    private static native boolean isMapped$quarkus(NameIterator name);
}
