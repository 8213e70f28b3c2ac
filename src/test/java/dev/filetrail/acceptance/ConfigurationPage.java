// Copyright FileTrail contributors. SPDX-License-Identifier: Apache-2.0
package dev.filetrail.acceptance;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What can be configured, as it stands in the code: every {@code @ConfigMapping}, in the words of its own documentation. */
final class ConfigurationPage {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final String BEGIN =
            "<!-- made from the code: change the documentation of the interfaces there -->\n";
    private static final String END = "<!-- end of what is made from the code -->\n";
    private static final Pattern TAG = Pattern.compile("\\{@(code|link)\\s+([^}]*)}");

    private final StringBuilder text = new StringBuilder();

    private ConfigurationPage() {}

    /** The page with what stands in the code in its place. */
    static String made(String page) throws IOException {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new AssertionError("the page does not say where that belongs: " + BEGIN);
        }
        ConfigurationPage made = new ConfigurationPage();
        new TreeMap<>(made.interfaces()).values().forEach(made.text::append);
        return page.substring(0, begin) + BEGIN + made.text + "\n" + page.substring(end);
    }

    /** What the page names, as it is called in the environment. */
    static Set<String> variables() throws IOException {
        return Pattern.compile("`([A-Za-z][\\w.\"-]+)`")
                .matcher(Files.readString(Path.of("docs/reference/configuration.md")))
                .results()
                .map(name -> name.group(1).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))
                .collect(Collectors.toSet());
    }

    /** The sections, by what they are to be sorted by. */
    private Map<String, String> interfaces() throws IOException {
        Map<String, String> sections = new HashMap<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(SOURCES)) {
            List<Path> configured = sources.filter(ConfigurationPage::isConfiguration)
                    .sorted(Comparator.naturalOrder())
                    .toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(configured));
            DocTrees docs = DocTrees.instance(task);
            for (var unit : task.parse()) {
                new TreePathScanner<Void, String>() {
                    @Override
                    public Void visitClass(ClassTree type, String prefix) {
                        String own = annotated(type.getModifiers().getAnnotations(), "ConfigMapping", "prefix");
                        if (own != null) {
                            sections.put(order(own) + type.getSimpleName(), section(docs, getCurrentPath(), type, own));
                        }
                        return null;
                    }
                }.scan(unit, "");
            }
        }
        return sections;
    }

    private static boolean isConfiguration(Path file) {
        try {
            return file.toString().endsWith(".java") && Files.readString(file).contains("@ConfigMapping(");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** FileTrail's own come first. */
    private static String order(String prefix) {
        return (prefix.startsWith("filetrail") ? "0" : "1") + prefix + "!";
    }

    private static String section(DocTrees docs, TreePath path, ClassTree type, String prefix) {
        String about = words(docs.getDocComment(path));
        String title = about.split("(, under |\\. |\\.$| \\(|:)", 2)[0];
        StringBuilder section = new StringBuilder("\n### " + title + "\n\n");
        section.append(isOurs(prefix) ? "| property" : "| variable").append(" | default | meaning |\n|---|---|---|\n");
        rows(docs, path, type, prefix, section);
        return section.toString();
    }

    private static boolean isOurs(String prefix) {
        return prefix.startsWith("filetrail");
    }

    private static void rows(DocTrees docs, TreePath path, ClassTree type, String prefix, StringBuilder rows) {
        Map<String, ClassTree> inner = type.getMembers().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .collect(Collectors.toMap(each -> each.getSimpleName().toString(), each -> each));
        for (Tree member : type.getMembers()) {
            if (!(member instanceof MethodTree method)) {
                continue;
            }
            String name = prefix + "." + dashed(method.getName().toString());
            ClassTree group = inner.get(method.getReturnType().toString());
            if (group != null) {
                rows(docs, new TreePath(path, group), group, name, rows);
                continue;
            }
            String given = annotated(method.getModifiers().getAnnotations(), "WithDefault", "value");
            String meaning = words(docs.getDocComment(new TreePath(path, method)));
            String shown = isOurs(prefix)
                    ? name
                    : name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
            rows.append("| `")
                    .append(shown)
                    .append("` | ")
                    .append(given == null ? "none" : "`" + given + "`")
                    .append(" | ")
                    .append(meaning.replaceFirst("^`" + shown + "`: ", ""))
                    .append(" |\n");
        }
    }

    /** The value of an annotation's property; null when it is not there. */
    private static String annotated(List<? extends AnnotationTree> annotations, String name, String property) {
        for (AnnotationTree annotation : annotations) {
            if (annotation.getAnnotationType().toString().equals(name)) {
                for (ExpressionTree argument : annotation.getArguments()) {
                    ExpressionTree value = argument;
                    if (argument instanceof AssignmentTree assignment) {
                        if (!assignment.getVariable().toString().equals(property)) {
                            continue;
                        }
                        value = assignment.getExpression();
                    }
                    return String.valueOf(((LiteralTree) value).getValue());
                }
            }
        }
        return null;
    }

    /** A documentation comment as Markdown on one line: what it says, then what it says of the value. */
    private static String words(String comment) {
        if (comment == null) {
            throw new AssertionError("something that can be configured is not documented");
        }
        String[] parts = comment.replaceAll("\\s+", " ").strip().split("@return ", 2);
        String about = parts[0].strip();
        String value = parts.length > 1 ? parts[1].strip() : "";
        String plain = about.isEmpty() || value.isEmpty()
                ? about + value
                : about + " " + Character.toUpperCase(value.charAt(0)) + value.substring(1);
        return TAG.matcher(plain)
                .replaceAll(tag -> java.util.regex.Matcher.quoteReplacement("`" + tag.group(2) + "`"))
                .replace("|", "\\|");
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
