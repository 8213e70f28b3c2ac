// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import static java.util.stream.Collectors.partitioningBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The builder's own order of methods, those that are used at the start first. */
final class CodeOrder implements InvocationHandler {

    private static final Method FORMAT = Builder.method("jdk.vm.ci.meta.JavaMethod", "format", 1);

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
        Map<Boolean, List<Object>> split =
                methods.stream().collect(partitioningBy(method -> used.contains(code(method))));
        first = split.get(true).size();
        return Stream.concat(split.get(true).stream(), split.get(false).stream())
                .toList();
    }

    int first() {
        return first;
    }

    void writeTo(Layout layout) {
        Method at = Builder.method("com.oracle.svm.hosted.meta.HostedMethod", "getCodeAddressOffset", 0);
        Method size = Builder.method("jdk.graal.compiler.code.CompilationResult", "getTargetCodeSize", 0);
        compiled.forEach((method, result) -> layout.code(
                (Integer) Builder.invoke(at, method), (Integer) Builder.invoke(size, result), code(method)));
    }

    /** What stands for the method in {@code used}. */
    static int code(Object method) {
        return Layout.code((String) Builder.invoke(FORMAT, method, "%H.%n(%P)"));
    }
}
