// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import org.graalvm.nativeimage.hosted.Feature.BeforeAnalysisAccess;
import org.graalvm.nativeimage.hosted.Feature.DuringSetupAccess;

/** Leaves the names of source files out of the executable where those of their classes tell them: half a megabyte. */
final class SourceNames {

    private static final Class<?> HUB = Builder.type("com.oracle.svm.core.hub.DynamicHub");
    private static final Class<?> COMPANION = Builder.type("com.oracle.svm.core.hub.DynamicHubCompanion");

    /** By what the builder keeps of a class beside the class itself, which does not say of which. */
    private final Map<Object, String> classes = Collections.synchronizedMap(new IdentityHashMap<>());

    /** From here on it is known which class is which. */
    void watch(DuringSetupAccess access) {
        access.registerObjectReplacer(object -> {
            if (object.getClass() == HUB) {
                Class<?> type = Builder.get(object, HUB, "hostedJavaClass");
                classes.put(Builder.get(object, HUB, "companion"), type.getName());
            }
            return object;
        });
    }

    /** From here on the names are left out. */
    void leaveOut(BeforeAnalysisAccess access) {
        access.registerFieldValueTransformer(
                Builder.field(COMPANION, "sourceFileName"),
                (companion, name) -> SourceName.kept((String) name, classes.get(companion)));
    }
}
