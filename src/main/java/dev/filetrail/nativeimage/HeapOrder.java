// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import static java.util.stream.Collectors.partitioningBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

/**
 * The builder's own order of objects within each part of the heap, twice: first of those that are used at the start, then of the
 * others. It does what {@code ChunkedImageHeapLayouter.layout} does, with each part laid out in two goes.
 */
final class HeapOrder implements InvocationHandler {

    private static final String HERE = "com.oracle.svm.core.genscavenge.";
    private static final String PART = HERE + "ChunkedImageHeapPartition";
    private static final String OBJECT = "com.oracle.svm.core.image.ImageHeapObject";

    private final Method arrange = Builder.method(PART, "layout", 2);
    private final Method offset = Builder.method(OBJECT, "getOffset", 0);
    private final Method size = Builder.method(OBJECT, "getSize", 0);
    private final Method place = Builder.method(OBJECT, "setOffsetInPartition", 1);
    private final Object own;
    private final Used used;
    private final HeapNames names = new HeapNames();
    private int first;

    HeapOrder(Object own, Used used) {
        this.own = own;
        this.used = used;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] with) {
        return method.getName().equals("layout") ? order(with[0], with[1], with[2]) : Builder.invoke(method, own, with);
    }

    private Object order(Object heap, Object pageSize, Object callback) {
        Object control = Builder.make("com.oracle.svm.core.image.ImageHeapLayouter$ImageHeapLayouterControl", callback);
        Object allocator = Builder.make(HERE + "ChunkedImageHeapAllocator", Builder.<Long>get(own, "startOffset"));
        Builder.set(own, "allocator", allocator);
        for (Object part : parts()) {
            orderPart(part, allocator, control);
        }
        Object classes = Builder.call(heap, "com.oracle.svm.core.image.ImageHeap", "countAndVerifyDynamicHubs");
        return Builder.call(own, HERE + "ChunkedImageHeapLayouter", "populateInfoObjects", classes, pageSize, control);
    }

    private void orderPart(Object part, Object allocator, Object control) {
        List<Object> objects = Builder.get(part, "objects");
        List<Object> all = List.copyOf(objects);
        Map<Boolean, List<Object>> split = all.stream().collect(partitioningBy(this::isUsed));
        List<Object> others = split.get(false);
        first += split.get(true).size();
        objects.clear();
        objects.addAll(split.get(true));
        Builder.invoke(arrange, part, allocator, control);
        Long start = Builder.get(part, "startOffset");

        objects.clear();
        objects.addAll(others);
        Builder.invoke(arrange, part, allocator, control);
        List<Long> at = others.stream()
                .map(object -> (Long) Builder.invoke(offset, object))
                .toList();
        Builder.set(part, "startOffset", start);
        for (int i = 0; i < others.size(); i++) {
            Builder.invoke(place, others.get(i), at.get(i) - start);
        }
        objects.clear();
        objects.addAll(all);
    }

    private boolean isUsed(Object object) {
        return used.contains(names.code(object)) || used.contains(names.classCode(object));
    }

    private Object[] parts() {
        return Builder.call(own, HERE + "ChunkedImageHeapLayouter", "getPartitions");
    }

    int first() {
        return first;
    }

    void writeTo(Layout layout) {
        layout.heap(Builder.<Long>get(own, "startOffset"));
        for (Object part : parts()) {
            for (Object object : Builder.<List<Object>>get(part, "objects")) {
                layout.object(
                        (Long) Builder.invoke(offset, object),
                        (Long) Builder.invoke(size, object),
                        names.code(object),
                        names.classCode(object));
            }
        }
    }
}
