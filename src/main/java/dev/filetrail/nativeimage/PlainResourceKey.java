// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * The key under which a native program looks up its resources. It is a record, and the image builder leaves the comparison
 * that the compiler makes for records to be interpreted, method handle by method handle. Each service that Quarkus looks for
 * at the start compares a few: a third of the time to the first answer, before this plain comparison took its place.
 */
@TargetClass(className = PlainResourceKey.IsThere.NAME, onlyWith = PlainResourceKey.IsThere.class)
final class PlainResourceKey {

    @Alias
    private Module module;

    @Alias
    private String resource;

    @Substitute
    @Override
    public boolean equals(Object other) {
        return (Object) this == other
                || (other instanceof PlainResourceKey key
                        && module == key.module
                        && Objects.equals(resource, key.resource));
    }

    @Substitute
    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(module) + Objects.hashCode(resource);
    }

    /** Only where the builder has such a key: what it is inside is nobody's promise. */
    static final class IsThere implements BooleanSupplier {

        static final String NAME = "com.oracle.svm.core.jdk.Resources$ModuleInstanceResourceKey";

        @Override
        public boolean getAsBoolean() {
            try {
                return Class.forName(NAME, false, ClassLoader.getSystemClassLoader())
                        .isRecord();
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }
}
