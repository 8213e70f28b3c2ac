// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.graalvm.nativeimage.hosted.Feature.BeforeAnalysisAccess;

/**
 * Keeps once what the builder makes anew for each type or entry although it is the same: where a type's members are found for reflection,
 * which for most types is nowhere, and the condition under which an entry holds, which for most is none. All of it is only read.
 */
final class SharedMetadata implements InvocationHandler {

    static final String FACTORY = "com.oracle.svm.hosted.image.NativeImageCodeCache$ReflectionMetadataEncoderFactory";

    private static final String ENCODER = "com.oracle.svm.hosted.image.NativeImageCodeCache$RuntimeMetadataEncoder";
    private static final String CONDITIONAL = "com.oracle.svm.core.configure.ConditionalRuntimeValue";
    private static final String HOSTED_TYPE = "com.oracle.svm.hosted.meta.HostedType";
    private static final List<String> SHARED = List.of("reflectionMetadata", "hubMetadata");

    private final Object factory;
    private final List<Object> types = new ArrayList<>();
    private final Map<List<Object>, Object> known = new HashMap<>();
    private int spared;

    /** @param factory of the builder, which makes the encoder */
    SharedMetadata(Object factory) {
        this.factory = factory;
    }

    /** Has all entries that always hold say so in the same object. */
    static void shareConditions(BeforeAnalysisAccess access) {
        AtomicReference<Object> always = new AtomicReference<>();
        access.registerFieldValueTransformer(
                Builder.field(Builder.type(CONDITIONAL), "conditions"), (entry, conditions) -> {
                    boolean holds = conditions != null && Builder.<Boolean>get(conditions, "satisfied");
                    return holds && !always.compareAndSet(null, conditions) ? always.get() : conditions;
                });
    }

    /** The builder's encoder, but for what it has made being shared afterwards. */
    @Override
    public Object invoke(Object proxy, Method create, Object[] with) {
        Object encoder = Builder.invoke(create, factory, with);
        InvocationHandler sharing = (same, method, by) -> {
            if (method.getName().equals("addClassMetadata")) {
                types.add(by[1]);
            }
            Object given = Builder.invoke(method, encoder, by == null ? new Object[0] : by);
            if (method.getName().equals("encodeAllAndInstall")) {
                share();
            }
            return given;
        };
        Class<?>[] type = {Builder.type(ENCODER)};
        return Proxy.newProxyInstance(type[0].getClassLoader(), type, sharing);
    }

    private void share() {
        for (Object type : types) {
            Object companion = Builder.get(Builder.call(type, HOSTED_TYPE, "getHub"), "companion");
            for (String field : SHARED) {
                Object metadata = Builder.get(companion, field);
                if (metadata != null) {
                    Object first = known.putIfAbsent(content(metadata), metadata);
                    if (first != null) {
                        Builder.set(companion, field, first);
                        spared++;
                    }
                }
            }
        }
    }

    private static List<Object> content(Object metadata) {
        List<Object> content = new ArrayList<>(List.of(metadata.getClass()));
        for (Field field : metadata.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                content.add(Builder.get(metadata, field.getName()));
            }
        }
        return content;
    }

    int spared() {
        return spared;
    }
}
