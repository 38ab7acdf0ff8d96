package org.lanyard.pki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lanyard.vectors.RealPart;
import picocli.CommandLine;

/**
 * Replays a transcript of the command line and compares what is printed.
 *
 * <pre>
 * # a comment
 * $ lanyard pki show {serial}
 * Serial:   {serial}
 * Status:   good
 * [exit 0]
 * </pre>
 *
 * Lines of the error stream come after those of the output and begin with "! ". {@code {name}} stands for a run of
 * characters without blanks: any at its first appearance, the same ones later. {@code {…}} stands for any at all. "DIR" is
 * the test's folder. A command other than lanyard is run as a program.
 */
final class Transcript {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z0-9-]+|…)\\}");

    private final Path folder;
    private final PkiSurroundings surroundings;
    private final Map<String, String> found = new HashMap<>();

    Transcript(Path folder, PkiSurroundings surroundings) {
        this.folder = folder;
        this.surroundings = surroundings;
    }

    void replay(String resource) throws Exception {
        List<String> lines;
        try (InputStream in = Transcript.class.getResourceAsStream(resource)) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        int at = 0;
        while (at < lines.size()) {
            String line = lines.get(at++);
            if (!line.startsWith("$ ")) {
                continue;
            }
            List<String> expected = new ArrayList<>();
            while (at < lines.size() && !lines.get(at).startsWith("$ ")) {
                if (!lines.get(at).startsWith("#") && !(lines.get(at).isEmpty() && endsBlock(lines, at))) {
                    expected.add(lines.get(at));
                }
                at++;
            }
            compare(line, expected, run(fill(line.substring(2))));
        }
    }

    /** A blank line before the next command, a comment or the end parts two blocks and is not output. */
    private static boolean endsBlock(List<String> lines, int at) {
        for (int i = at + 1; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty()) {
                return lines.get(i).startsWith("$ ") || lines.get(i).startsWith("#");
            }
        }
        return true;
    }

    private List<String> run(String command) throws Exception {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(command);
        while (word.find()) {
            words.add((word.group(1) != null ? word.group(1) : word.group(2)).replace("DIR", folder.toString()));
        }
        return words.get(0).equals("lanyard") ? lanyard(words) : program(words);
    }

    private List<String> lanyard(List<String> words) {
        assertEquals("pki", words.get(1));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new PkiCommand(surroundings))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words.subList(2, words.size()).toArray(new String[0]));
        List<String> printed = new ArrayList<>(lines(out.toString()));
        lines(err.toString()).forEach(line -> printed.add("! " + line));
        printed.add("[exit " + code + "]");
        return printed;
    }

    private List<String> program(List<String> words) throws IOException, InterruptedException {
        RealPart.require(words.get(0), isThere(words.get(0)), "apt-get install " + words.get(0));
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> printed = new ArrayList<>(lines(output));
        printed.add("[exit " + process.waitFor() + "]");
        return printed;
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(path -> Path.of(path, program).toFile().canExecute());
    }

    private List<String> lines(String text) {
        return text.replace(folder.toString(), "DIR").lines().toList();
    }

    private String fill(String text) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(found.get(place.group(1))));
    }

    private void compare(String command, List<String> expected, List<String> printed) {
        String whole = command + "\n" + String.join("\n", printed);
        int at = 0;
        for (String line : expected) {
            if (line.equals("{…}")) {
                return;
            }
            if (at >= printed.size() || !matches(line, printed.get(at))) {
                fail("expected: " + line + "\n  printed: " + (at < printed.size() ? printed.get(at) : "(nothing)")
                        + "\n\n" + whole);
            }
            at++;
        }
        // "[exit 0]" may be left unsaid.
        if (at < printed.size() && !(at == printed.size() - 1 && printed.get(at).equals("[exit 0]"))) {
            fail("not expected: " + printed.get(at) + "\n\n" + whole);
        }
    }

    private boolean matches(String expected, String printed) {
        StringBuilder regex = new StringBuilder();
        List<String> names = new ArrayList<>();
        Matcher place = PLACE.matcher(expected);
        int end = 0;
        while (place.find()) {
            regex.append(Pattern.quote(expected.substring(end, place.start())));
            String name = place.group(1);
            if (name.equals("…")) {
                regex.append(".*");
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
