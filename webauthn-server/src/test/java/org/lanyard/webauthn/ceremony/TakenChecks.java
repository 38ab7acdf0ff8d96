package org.lanyard.webauthn.ceremony;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * The module compiled once more, each check of its ceremonies behind a switch: {@code require(…);} becomes
 * {@code if (TakenOut.keeps("…")) { require(…); TakenOut.made(); }}. So the ceremonies stay flat methods with nothing in them for a test, and
 * yet one check can be taken out of what is really there, without a list of them that somebody has to keep.
 *
 * <p>What reads and refuses in one ({@code orElseThrow}, a parser's exception) is no such check: without it there is nothing
 * to go on with.
 */
final class TakenChecks extends ClassLoader {
    private static final Path SOURCES = Path.of("src/main/java/org/lanyard/webauthn");
    private static final String HOUSE = "org.lanyard.webauthn.";
    private static final String SWITCH = "org.lanyard.webauthn.ceremony.TakenOut";
    private static final Pattern CHECK =
            Pattern.compile("(?m)^ *((?:WebAuthnException\\.)?require|library\\.require\\w+)\\(");
    /** A condition of a line, with a refusal and nothing else behind it. */
    private static final Pattern CONDITION = Pattern.compile(
            "(?m)^ *if \\((?!.* instanceof ).*\\) \\{\\n( *throw new WebAuthnException\\([^;]*;)\\n *}");

    private final Map<String, byte[]> compiled = new HashMap<>();
    private final List<String> checks = new ArrayList<>();

    TakenChecks() throws IOException {
        super(TakenChecks.class.getClassLoader());
        List<JavaFileObject> sources = new ArrayList<>();
        for (String room : List.of("ceremony", "credential")) {
            try (Stream<Path> files = Files.list(SOURCES.resolve(room))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    sources.add(source(file, switched(file)));
                }
            }
        }
        StringWriter errors = new StringWriter();
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
        JavaFileManager files = new InMemory(javac.getStandardFileManager(null, null, UTF_8));
        if (!javac.getTask(errors, files, null, options, null, sources).call()) {
            throw new AssertionError(errors.toString());
        }
    }

    /** The checks that can be taken out, each as the file and the beginning of its text. */
    List<String> checks() {
        return checks;
    }

    private String switched(Path file) throws IOException {
        String text = Files.readString(file);
        StringBuilder out = new StringBuilder();
        int done = 0;
        Matcher check = CHECK.matcher(text);
        Matcher condition = CONDITION.matcher(text);
        boolean more = check.find();
        boolean conditions = condition.find();
        while (more || conditions) {
            int from;
            int to;
            if (more && (!conditions || check.start() < condition.start())) {
                from = check.start(1);
                to = end(text, check.end());
                more = check.find();
            } else {
                from = condition.start(1);
                to = condition.end(1);
                conditions = condition.find();
            }
            if (to > 0) {
                String statement = text.substring(from, to).strip();
                String name = file.getFileName() + ": " + statement.replaceAll("\\s+", " ");
                checks.add(name);
                out.append(text, done, from)
                        .append("if (" + SWITCH + ".keeps(\"" + name.replace("\"", "\\\"") + "\")) { ")
                        .append(statement)
                        .append(statement.startsWith("throw") ? " }" : " " + SWITCH + ".made(); }");
                done = to;
            }
        }
        return out.append(text, done, text.length()).toString();
    }

    /** Behind the semicolon of the call whose bracket opened before {@code from}; 0 where it is no statement. */
    private static int end(String text, int from) {
        int depth = 1;
        boolean quoted = false;
        int at = from;
        for (; depth > 0; at++) {
            char c = text.charAt(at);
            quoted ^= c == '"';
            depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return text.charAt(at) == ';' ? at + 1 : 0;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null && name.startsWith(HOUSE) && !name.equals(SWITCH)) {
                byte[] bytes = compiled.containsKey(name) ? compiled.get(name) : asItIs(name);
                loaded = defineClass(name, bytes, 0, bytes.length);
            }
            return loaded == null ? super.loadClass(name, resolve) : loaded;
        }
    }

    private byte[] asItIs(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaFileObject source(Path file, String text) {
        return new SimpleJavaFileObject(file.toAbsolutePath().toUri(), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        InMemory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            URI uri = URI.create("mem:///" + StandardLocation.CLASS_OUTPUT + "/" + name);
            return new SimpleJavaFileObject(uri, kind) {
                @Override
                public OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            compiled.put(name, toByteArray());
                        }
                    };
                }
            };
        }
    }
}
