// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.graalvm.nativeimage.ImageSingletons;
import org.graalvm.nativeimage.hosted.Feature;

/**
 * Puts the code and the objects that a start and a first answer use side by side in the executable. The system reads an
 * executable in pieces of 64 KiB, and holds each that is touched; what is used is a sixth of it, and GraalVM 25 sorts code by name
 * and objects by size, so that nearly every piece was. And lets the methods that answers call take each other in ({@link UsedInlined}).
 * What pays for that is kept once or not at all ({@link SharedMetadata}, {@link SourceNames}).
 * What is used and called is measured (the files {@code used} and {@code called}, written by {@code bash src/bench/run --used}); what
 * they do not know goes behind, and runs as well. Runs in the builder only.
 */
public final class UsedFirst implements Feature {

    private static final String CODE = "com.oracle.svm.hosted.code.CodeSectionLayouter";
    private static final String HEAP = "com.oracle.svm.core.image.ImageHeapLayouter";
    private static final String QUEUE = "com.oracle.svm.hosted.RuntimeCompilationCallbacks";

    /** Where the builder writes down what lies where; null when nobody wants to know. */
    private static final String LAYOUT = System.getProperty("filetrail.layout");

    /** What is measured, {@code called} or {@code used}; empty for neither. It must not depend on what was measured before. */
    private static final String MEASURED = System.getProperty("filetrail.measured", "");

    private final Used used = MEASURED.isEmpty() ? read("used") : new Used();
    private final UsedInlined inlined = new UsedInlined(read("called"));
    private final SourceNames names = new SourceNames();
    private SharedMetadata shared;
    private CodeOrder code;
    private HeapOrder heap;

    private static Used read(String name) {
        try (InputStream in = UsedFirst.class.getResourceAsStream(name)) {
            return Used.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From here on the builder tells what it keeps of classes. */
    @Override
    public void duringSetup(DuringSetupAccess access) {
        names.watch(access);
    }

    /** From here on what it keeps is smaller. */
    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        names.leaveOut(access);
        SharedMetadata.shareConditions(access);
    }

    /** From here on the objects' places are ours to give, once all of them are known. */
    @Override
    public void afterAnalysis(AfterAnalysisAccess access) {
        heap = new HeapOrder(lookup(HEAP), used);
        replace(HEAP, heap);
    }

    /** From here on the code's places are ours to give, once all of it is compiled. */
    @Override
    public void beforeCompilation(BeforeCompilationAccess access) {
        if (!MEASURED.equals("called")) {
            replace(QUEUE, inlined);
        }
        shared = new SharedMetadata(lookup(SharedMetadata.FACTORY));
        replace(SharedMetadata.FACTORY, shared);
        code = new CodeOrder(lookup(CODE), used);
        replace(CODE, code);
    }

    /** Says what became of it, and writes it down for whoever measures. */
    @Override
    public void beforeImageWrite(BeforeImageWriteAccess access) {
        System.out.printf(
                "FileTrail: %,d methods and %,d objects that are used at the start lie side by side;"
                        + " %,d methods that answers call are taken in where they call each other; %,d objects are spared.%n",
                code.first(), heap.first(), inlined.taken(), shared.spared());
        if (LAYOUT != null) {
            Layout layout = new Layout();
            code.writeTo(layout);
            heap.writeTo(layout);
            layout.save(Path.of(LAYOUT));
        }
    }

    private static Object lookup(String type) {
        return ImageSingletons.lookup(Builder.type(type));
    }

    /** What the builder asks for the type is the other from now on: it has no official place for that. */
    private static void replace(String type, InvocationHandler by) {
        Class<?> asked = Builder.type(type);
        Object proxy = Proxy.newProxyInstance(asked.getClassLoader(), new Class<?>[] {asked}, by);
        Object all = Builder.call(null, "com.oracle.svm.hosted.ImageSingletonsSupportImpl$HostedManagement", "get");
        Builder.<Map<Object, Object>>get(all, "configObjects").put(asked, proxy);
    }
}
