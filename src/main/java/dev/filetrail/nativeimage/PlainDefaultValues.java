// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.smallrye.config.PropertyName;
import java.util.Map;

/**
 * The defaults of configuration, some of whose names have a {@code *} in them. SmallRye Config (3.16) keeps those in a map in
 * which all keys have the same hash, since a star equals anything, and so compares every name that is looked for with each of
 * hundreds: a good part of the time to the first answer. {@link StarNames} looks at those that may be meant.
 */
@TargetClass(className = "io.smallrye.config.DefaultValuesConfigSource")
final class PlainDefaultValues {

    @Alias
    private Map<String, String> properties;

    @Alias
    private Map<PropertyName, String> wildcards;

    @Alias
    private boolean hasProfiledName;

    @Substitute
    public String getValue(String name) {
        if (!hasProfiledName && !name.isEmpty() && name.charAt(0) == '%') {
            return null;
        }
        String value = properties.get(name);
        if (value != null || wildcards.isEmpty()) {
            return value;
        }
        return name.indexOf('*') >= 0
                ? wildcards.get(new PropertyName(name))
                : StarNames.of(wildcards).value(name);
    }
}
