// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import java.util.Set;

/** A line of a stack trace, with the name of the source file that {@link SourceNames} may have left out. */
@TargetClass(className = "com.oracle.svm.core.code.FrameSourceInfo")
final class WholeSourceName {

    @Substitute
    static StackTraceElement getSourceReference(Class<?> sourceClass, String sourceMethodName, int sourceLineNumber) {
        Module module = sourceClass.getModule();
        return new StackTraceElement(
                Loaders.named(sourceClass.getClassLoader()),
                module.getName(),
                Optional.ofNullable(module.getDescriptor())
                        .flatMap(ModuleDescriptor::version)
                        .map(ModuleDescriptor.Version::toString)
                        .orElse(null),
                sourceClass.getName(),
                sourceMethodName,
                SourceName.whole(Hub.fromClass(sourceClass).getSourceFileName(), sourceClass.getName()),
                sourceLineNumber);
    }

    /** What the builder keeps of a class. */
    @TargetClass(className = "com.oracle.svm.core.hub.DynamicHub")
    static final class Hub {

        @Alias
        static native Hub fromClass(Class<?> of);

        @Alias
        native String getSourceFileName();
    }

    /** Those that a stack trace names. */
    static final class Loaders {

        private static final Set<String> OF_THE_JDK = Set.of("app", "platform");

        private Loaders() {}

        static String named(ClassLoader loader) {
            String name = loader == null ? null : loader.getName();
            return name == null || OF_THE_JDK.contains(name) ? null : name;
        }
    }
}
