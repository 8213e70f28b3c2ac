// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Codes for the objects of the heap that are the same in the next build, though nothing has a name there: of what a text says, of
 * the class that a class object is for, of what an entry is the entry of; and of anything else of its class and whoever led the
 * builder to it. Those that have all this in common are told apart by their number.
 */
final class HeapNames {

    private static final String INFO = "com.oracle.svm.hosted.image.NativeImageHeap$ObjectInfo";
    private static final Class<?> CLASS = Builder.type("com.oracle.svm.core.hub.DynamicHub");
    private static final Class<?> ACCESSOR = Builder.type("com.oracle.svm.core.reflect.SubstrateAccessor");
    private static final Class<?> FIELD = Builder.type("jdk.vm.ci.meta.JavaField");
    private static final Class<?> METHOD = Builder.type("jdk.vm.ci.meta.JavaMethod");

    private final Method object = Builder.method(INFO, "getObject", 0);
    private final Method type = Builder.method(INFO, "getClazz", 0);
    private final Method reason = Builder.method(INFO, "getMainReason", 0);
    private final Method formatField = Builder.method(FIELD.getName(), "format", 1);
    private final Method formatMethod = Builder.method(METHOD.getName(), "format", 1);
    private final Map<Object, Integer> codes = new IdentityHashMap<>();
    private final Map<Integer, Integer> numbers = new HashMap<>();

    int code(Object info) {
        Deque<Object> unnamed = new ArrayDeque<>();
        Object at = info;
        while (isObject(at) && !codes.containsKey(at)) {
            unnamed.push(at);
            at = Builder.invoke(reason, at);
        }
        String by = isObject(at) ? Integer.toHexString(codes.get(at)) : spelled(at);
        while (!unnamed.isEmpty()) {
            Object next = unnamed.pop();
            int code = name(next, by);
            codes.put(next, code);
            by = Integer.toHexString(code);
        }
        return codes.get(info);
    }

    /** A field or a method without its place in the executable. */
    private String spelled(Object reason) {
        if (FIELD.isInstance(reason)) {
            return (String) Builder.invoke(formatField, reason, "%H.%n");
        }
        return METHOD.isInstance(reason)
                ? (String) Builder.invoke(formatMethod, reason, "%H.%n(%P)")
                : String.valueOf(reason);
    }

    private static boolean isObject(Object reason) {
        return reason != null && reason.getClass().getName().equals(INFO);
    }

    /** Of the object's class, which stands for all objects of it. */
    int classCode(Object info) {
        return Layout.code(String.valueOf(Builder.invoke(type, info)));
    }

    private int name(Object info, String by) {
        Object is = Builder.invoke(object, info);
        String said = said(is);
        String name = Builder.invoke(type, info) + " " + (said == null ? by : said);
        int code = Layout.code(name);
        int number = said == null ? numbers.merge(code, 1, Integer::sum) : 1;
        return number == 1 ? code : Layout.code(name + " " + number);
    }

    /** What only objects alike have in common; null for those that say nothing of themselves. */
    private static String said(Object object) {
        if (object instanceof byte[] bytes) {
            return bytes.length + " " + Arrays.hashCode(bytes);
        }
        if (object instanceof Map.Entry<?, ?> entry && isPlain(object)) {
            return said(entry.getKey());
        }
        if (ACCESSOR.isInstance(object)) {
            return said(Builder.get(object, ACCESSOR, "member"));
        }
        return isText(object) ? String.valueOf(object) : null;
    }

    private static boolean isText(Object object) {
        return object instanceof String
                || (object instanceof Number && isPlain(object))
                || object instanceof Class<?>
                || object instanceof Executable
                || CLASS.isInstance(object);
    }

    /** Code of others is not asked. */
    private static boolean isPlain(Object object) {
        return object.getClass().getName().startsWith("java.");
    }
}
