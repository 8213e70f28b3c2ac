// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.nativeimage;

/** The name of a source file, which that of a class in it tells nearly always. */
final class SourceName {

    /** In the place of a name that is told so. Thread dumps show it, with the line; stack traces have the name again. */
    static final String TOLD = "java";

    private SourceName() {}

    /** Where a class of this name is written if it is written in Java, and its file is named after the outermost class. */
    static String ofClass(String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        int inner = simple.indexOf('$', 1);
        return (inner < 0 ? simple : simple.substring(0, inner)) + ".java";
    }

    /** What to keep of the name of a class's source file; both may be null. */
    static String kept(String name, String ofClass) {
        return name != null && ofClass != null && name.equals(ofClass(ofClass)) ? TOLD : name;
    }

    /** What {@link #kept} was made of. */
    static String whole(String kept, String ofClass) {
        return TOLD.equals(kept) ? ofClass(ofClass) : kept;
    }
}
