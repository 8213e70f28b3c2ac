// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Reaches what the builder of GraalVM 25 keeps to itself; its packages are opened in {@code quarkus.native.additional-build-args}.
 * A builder that is made otherwise ends the build with the name of what it lacks.
 */
final class Builder {

    private Builder() {}

    static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw lacks(name, e);
        }
    }

    /** Calls the method that the type declares with so many parameters; without an object a static one. */
    @SuppressWarnings("unchecked")
    static <T> T call(Object on, String type, String name, Object... with) {
        return (T) invoke(method(type, name, with.length), on, with);
    }

    static Object invoke(Method method, Object on, Object... with) {
        try {
            return method.invoke(on, with);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw lacks(method.toString(), e);
        } catch (ReflectiveOperationException e) {
            throw lacks(method.toString(), e);
        }
    }

    static Method method(String type, String name, int parameters) {
        Method found = Arrays.stream(type(type).getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == parameters)
                .findFirst()
                .orElseThrow(() -> lacks(type + "." + name, null));
        found.setAccessible(true);
        return found;
    }

    /** A new one, by the constructor with so many parameters. */
    static Object make(String type, Object... with) {
        try {
            Constructor<?> constructor = Arrays.stream(type(type).getDeclaredConstructors())
                    .filter(each -> each.getParameterCount() == with.length)
                    .findFirst()
                    .orElseThrow(() -> lacks(type, null));
            constructor.setAccessible(true);
            return constructor.newInstance(with);
        } catch (ReflectiveOperationException e) {
            throw lacks(type, e);
        }
    }

    static <T> T get(Object of, String field) {
        return get(of, of.getClass(), field);
    }

    @SuppressWarnings("unchecked")
    static <T> T get(Object of, Class<?> type, String field) {
        try {
            return (T) field(type, field).get(of);
        } catch (ReflectiveOperationException e) {
            throw lacks(field, e);
        }
    }

    static void set(Object of, String field, Object to) {
        try {
            field(of.getClass(), field).set(of, to);
        } catch (ReflectiveOperationException e) {
            throw lacks(field, e);
        }
    }

    static Field field(Class<?> of, String name) {
        try {
            Field field = of.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw lacks(of.getName() + "." + name, e);
        }
    }

    /** The options of this build, but for some: by turns the option and its value. */
    static Object options(Object option, Object value, Object... more) {
        return make(
                "jdk.graal.compiler.options.OptionValues",
                Builder.<Object>call(null, "com.oracle.svm.core.option.HostedOptionValues", "singleton"),
                option,
                value,
                more);
    }

    /** What the compiler asks for its options. */
    static Object debug(Object options) {
        return call(null, "jdk.graal.compiler.debug.DebugContext", "disabled", options);
    }

    private static IllegalStateException lacks(String what, Exception cause) {
        return new IllegalStateException(
                "This builder is not made as GraalVM 25 is: " + what
                        + ". Build with GraalVM or Mandrel for JDK 25, or leave"
                        + " --features=dev.filetrail.nativeimage.UsedFirst out of quarkus.native.additional-build-args.",
                cause);
    }
}
