// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import java.lang.reflect.Method;

/** How large a method may be that is taken in by those that call it. */
final class InlineBounds {

    private static final String OPTIONS = "com.oracle.svm.core.SubstrateOptions";

    private final Method graph = Builder.method(UsedInlined.INFO, "createGraph", 4);
    private final Method isSmall = Builder.method("com.oracle.svm.hosted.code.InliningUtilities", "isTrivialMethod", 1);
    private final Object nobody = Builder.get(
            null, Builder.type("jdk.graal.compiler.core.common.CompilationIdentifier"), "INVALID_COMPILATION_ID");
    private final Object options;
    private final Object debug;

    /**
     * In nodes of the compiler's graph, as the builder's options of these names.
     *
     * @param mostOfALeaf of one that calls nothing
     * @param most of one that calls others
     * @param mostCalls how many it calls
     */
    InlineBounds(int mostOfALeaf, int most, int mostCalls) {
        options = Builder.options(
                option("MaxNodesInTrivialLeafMethod"),
                mostOfALeaf,
                option("MaxNodesInTrivialMethod"),
                most,
                option("MaxInvokesInTrivialMethod"),
                mostCalls);
        debug = Builder.debug(options);
    }

    private static Object option(String name) {
        return Builder.get(null, Builder.type(OPTIONS), name);
    }

    /** Whether they hold for the method that this is the builder's knowledge of. */
    boolean hold(Object info) {
        return (Boolean) Builder.invoke(isSmall, null, Builder.invoke(graph, info, debug, options, nobody, true));
    }
}
