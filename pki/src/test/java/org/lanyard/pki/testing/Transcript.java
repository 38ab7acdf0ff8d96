package org.lanyard.pki.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody types and what the machine answers, as a document shows it; replayed, and compared.
 *
 * <pre>
 * # a comment
 * $ lanyard pki show {serial}
 * Serial:   {serial}
 * Status:   good
 * …
 * [exit 0]
 * </pre>
 *
 * A command goes on in lines that begin with "> ". Lines of the error stream begin with "! " where the shell tells them apart. {@code {name}} stands for a run of
 * characters without blanks: any at its first appearance, the same ones later. "…" stands for any characters, and alone
 * on a line for any lines. "[exit 0]" may be left unsaid.
 */
public final class Transcript {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z0-9-]+)\\}|…");
    private static final Pattern BLOCK = Pattern.compile("```console\\n(.*?)```", Pattern.DOTALL);

    private final List<Step> steps;
    private final Map<String, String> found = new HashMap<>();

    /** A command as it stands there, and what is expected of it. */
    public record Step(String command, List<String> expected) {}

    /** Runs a command. */
    public interface Shell {
        /** All lines that it printed, and "[exit N]" as the last one. */
        List<String> run(Step step) throws Exception;
    }

    private Transcript(List<Step> steps) {
        assertFalse(steps.isEmpty(), "no commands there");
        this.steps = steps;
    }

    /** A resource beside a class. */
    public static Transcript ofResource(Class<?> beside, String name) throws IOException {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return new Transcript(steps(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    /** The {@code console} blocks of a section of a Markdown text. */
    public static Transcript ofMarkdown(String markdown, String heading) {
        return ofMarkdown(section(markdown, heading));
    }

    /** All commands of a page, one after the other. */
    public static Transcript ofMarkdown(String markdown) {
        List<Step> steps = new ArrayList<>();
        Matcher block = BLOCK.matcher(markdown);
        while (block.find()) {
            steps.addAll(steps(block.group(1)));
        }
        return new Transcript(steps);
    }

    /** The text below {@code ## heading}, up to the next such heading. */
    public static String section(String markdown, String heading) {
        int from = markdown.indexOf("\n## " + heading + "\n");
        if (from < 0) {
            throw new IllegalArgumentException("no section " + heading);
        }
        int to = markdown.indexOf("\n## ", from + 4);
        return markdown.substring(from, to < 0 ? markdown.length() : to);
    }

    private static List<Step> steps(String text) {
        List<String> lines = text.lines().toList();
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            String line = lines.get(at++);
            if (!line.startsWith("$ ")) {
                continue;
            }
            StringBuilder command = new StringBuilder(line.substring(2));
            while (at < lines.size() && lines.get(at).startsWith("> ")) {
                command.append('\n').append(lines.get(at++).substring(2));
            }
            List<String> expected = new ArrayList<>();
            while (at < lines.size() && !lines.get(at).startsWith("$ ")) {
                if (!lines.get(at).startsWith("# ") && !(lines.get(at).isEmpty() && endsBlock(lines, at))) {
                    expected.add(lines.get(at));
                }
                at++;
            }
            steps.add(new Step(command.toString(), List.copyOf(expected)));
        }
        return steps;
    }

    /** A blank line before the next command, a comment or the end parts two blocks and is not output. */
    private static boolean endsBlock(List<String> lines, int at) {
        for (int i = at + 1; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty()) {
                return lines.get(i).startsWith("$ ") || lines.get(i).startsWith("# ");
            }
        }
        return true;
    }

    /** Runs each command and holds what it prints against what stands there. */
    public void replay(Shell shell) throws Exception {
        for (Step step : steps) {
            Step filled = new Step(fill(step.command()), step.expected());
            compare(filled, shell.run(filled));
        }
    }

    private String fill(String command) {
        return Pattern.compile("\\{([a-z0-9-]+)\\}")
                .matcher(command)
                .replaceAll(place -> Matcher.quoteReplacement(found.getOrDefault(place.group(1), place.group())));
    }

    private void compare(Step step, List<String> printed) {
        String whole = "\n\n$ " + step.command() + "\n" + String.join("\n", printed);
        int at = 0;
        boolean any = false;
        for (String line : step.expected()) {
            if (line.equals("…")) {
                any = true;
                continue;
            }
            while (any && at < printed.size() && !matches(line, printed.get(at))) {
                at++;
            }
            if (at >= printed.size() || !matches(line, printed.get(at))) {
                fail("expected: " + line + "\n  printed: " + (at < printed.size() ? printed.get(at) : "(nothing)")
                        + whole);
            }
            any = false;
            at++;
        }
        if (any && at < printed.size()) {
            at = printed.size() - 1;
        }
        if (at < printed.size() && !printed.get(at).equals("[exit 0]")) {
            fail("not expected: " + printed.get(at) + whole);
        }
    }

    /** Whether a printed line is what a line of the document says; remembers what its names stand for. */
    public boolean matches(String expected, String printed) {
        StringBuilder regex = new StringBuilder();
        List<String> names = new ArrayList<>();
        Matcher place = PLACE.matcher(expected);
        int end = 0;
        while (place.find()) {
            regex.append(Pattern.quote(expected.substring(end, place.start())));
            String name = place.group(1);
            if (name == null) {
                regex.append(".*?");
            } else if (found.containsKey(name)) {
                regex.append(Pattern.quote(found.get(name)));
            } else {
                regex.append("(\\S+?)");
                names.add(name);
            }
            end = place.end();
        }
        regex.append(Pattern.quote(expected.substring(end)));
        Matcher matcher = Pattern.compile(regex.toString()).matcher(printed);
        if (!matcher.matches()) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            found.put(names.get(i), matcher.group(i + 1));
        }
        return true;
    }
}
