// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.concurrent.ConcurrentMap;

/**
 * Lets the methods that answers call take in those of them that they call, where these are small. The community's builder knows no
 * profile: what calls cost it can save everywhere or nowhere, and with wide bounds everywhere the executable was nearly half as
 * large again. So it has narrow ones ({@code quarkus.native.additional-build-args}), and what answers call has wider ones here. The
 * builder goes in rounds over all methods and clears a map after each, which is where we step in once it is done. Those methods
 * are also compiled for speed ({@link CalledForSpeed}).
 */
final class UsedInlined implements InvocationHandler {

    private static final Class<?> QUEUE = Builder.type("com.oracle.svm.hosted.code.CompileQueue");

    /** What the builder knows of a method. */
    static final String INFO = "com.oracle.svm.hosted.code.CompilationInfo";

    private static final String A_ROUND = "unpublishedTrivialMethods";
    private static final String MORE = "inliningProgress";

    private final Method noMore = Builder.method(INFO, "setTrivialInliningDisabled", 0);
    private final Method isSmall = Builder.method(INFO, "isTrivialMethod", 0);
    private final Method takeIn = Builder.method(INFO, "setTrivialMethod", 0);
    private final Method graph = Builder.method(INFO, "getCompilationGraph", 0);
    private final Method mayBeTakenIn = Builder.method("com.oracle.svm.hosted.meta.HostedMethod", "canBeInlined", 0);

    private final Used called;
    private boolean begun;
    private int taken;

    UsedInlined(Used called) {
        this.called = called;
    }

    /** What the builder calls when its queue of methods is there, before it does anything with it. */
    @Override
    public Object invoke(Object proxy, Method method, Object[] with) {
        if (method.getName().equals("onCompileQueueCreation")) {
            Object queue = with[2];
            ConcurrentMap<?, ?> ofARound = Builder.get(queue, QUEUE, A_ROUND);
            InvocationHandler map = (same, on, by) -> {
                Object given = Builder.invoke(on, ofARound, by);
                if (on.getName().equals("clear")) {
                    afterRound(queue);
                }
                return given;
            };
            Class<?>[] type = {ConcurrentMap.class};
            Builder.set(queue, A_ROUND, Proxy.newProxyInstance(UsedInlined.class.getClassLoader(), type, map));
        }
        return null;
    }

    private void afterRound(Object queue) {
        if (begun || Builder.<Boolean>get(queue, QUEUE, MORE)) {
            return; // the builder's own rounds come first, for all methods
        }
        begun = true;
        InlineBounds bounds = new InlineBounds(120, 60, 3);
        CalledForSpeed forSpeed = new CalledForSpeed(queue);
        Object universe = Builder.get(queue, QUEUE, "universe");
        Collection<?> methods = Builder.call(universe, "com.oracle.svm.hosted.meta.HostedUniverse", "getMethods");
        for (Object method : methods) {
            Object info = Builder.get(method, "compilationInfo");
            int code = CodeOrder.code(method);
            if (!called.contains(code)) {
                Builder.invoke(noMore, info);
                continue;
            }
            forSpeed.take(info);
            if (is(mayBeTakenIn, method)
                    && !is(isSmall, info)
                    && Builder.invoke(graph, info) != null
                    && bounds.hold(info)) {
                Builder.invoke(takeIn, info);
                taken++;
            }
        }
        Builder.set(queue, MORE, true);
    }

    private static boolean is(Method what, Object of) {
        return (Boolean) Builder.invoke(what, of);
    }

    int taken() {
        return taken;
    }
}
