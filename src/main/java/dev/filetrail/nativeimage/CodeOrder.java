// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The builder's own order of methods, those that are used at the start first. */
final class CodeOrder implements InvocationHandler {

    private final Method format = Builder.method("jdk.vm.ci.meta.JavaMethod", "format", 1);
    private final Object own;
    private final Used used;
    private Map<?, ?> compiled = Map.of();
    private int first;

    CodeOrder(Object own, Used used) {
        this.own = own;
        this.used = used;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] with) {
        Object given = Builder.invoke(method, own, with);
        return method.getName().equals("layout") ? order((List<?>) given, (Map<?, ?>) with[0]) : given;
    }

    private List<Object> order(List<?> methods, Map<?, ?> results) {
        compiled = results;
        List<Object> ordered = new ArrayList<>(methods.size());
        List<Object> others = new ArrayList<>(methods.size());
        for (Object method : methods) {
            (used.contains(code(method)) ? ordered : others).add(method);
        }
        first = ordered.size();
        ordered.addAll(others);
        return ordered;
    }

    int first() {
        return first;
    }

    void writeTo(Layout layout) {
        compiled.forEach((method, result) -> {
            int at = Builder.<Integer>call(method, "com.oracle.svm.hosted.meta.HostedMethod", "getCodeAddressOffset");
            int size = Builder.<Integer>call(result, "jdk.graal.compiler.code.CompilationResult", "getTargetCodeSize");
            layout.code(at, size, code(method));
        });
    }

    private int code(Object method) {
        return Layout.code((String) Builder.invoke(format, method, "%H.%n(%P)"));
    }
}
