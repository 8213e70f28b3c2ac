// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Compiles the methods that answers call for speed, in an executable that is built for size. With {@code -Os} every new object is had by
 * a call of the allocator, and every reference is written down for the collector by another; these methods have both in their own
 * code, as with {@code -O2}.
 */
final class CalledForSpeed implements InvocationHandler {

    private static final String QUEUE = "com.oracle.svm.hosted.code.CompileQueue";
    private static final String SIZE_FIRST = "ReduceCodeSize";

    private final Method compile = Builder.method(QUEUE, "defaultCompileFunction", 5);
    private final Method own = Builder.method(UsedInlined.INFO, "getCustomCompileFunction", 0);
    private final Method take = Builder.method(UsedInlined.INFO, "setCustomCompileFunction", 1);
    private final Object queue;
    private final Object debug;
    private final Object function;

    /** @param queue of the builder, which compiles */
    CalledForSpeed(Object queue) {
        this.queue = queue;
        Class<?> options = Builder.type("jdk.graal.compiler.core.common.GraalOptions");
        debug = Builder.debug(Builder.options(Builder.get(null, options, SIZE_FIRST), false));
        Class<?> type = Builder.type(QUEUE + "$CompileFunction");
        function = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this);
    }

    /** Has a method compiled so, unless the builder has its own way with it; by what the builder knows of the method. */
    void take(Object info) {
        if (Builder.invoke(own, info) == null) {
            Builder.invoke(take, info, function);
        }
    }

    /** What the builder calls to have a method compiled: as it does itself, but for one option. */
    @Override
    public Object invoke(Object proxy, Method method, Object[] with) {
        Object[] other = with.clone();
        other[0] = debug;
        return Builder.invoke(compile, queue, other);
    }
}
