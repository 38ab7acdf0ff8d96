package org.lanyard.dist;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A console session as a document shows it: {@code $ command} lines, each followed by what it prints. In the expected
 * output {@code …} stands for any text within a line, and a line that is {@code …} alone for any number of lines.
 */
record Transcript(List<Step> steps) {

    record Step(String command, List<String> expected) {

        /** The whole expected output as a pattern. */
        Pattern pattern() {
            var regex = new StringBuilder();
            for (String line : expected) {
                if (line.strip().equals("…")) {
                    regex.append("(?:.*\\R)*?");
                } else {
                    for (String part : line.split("(?<=…)|(?=…)")) {
                        regex.append(part.equals("…") ? ".*?" : Pattern.quote(part));
                    }
                    regex.append("[ ]*\\R");
                }
            }
            return Pattern.compile(regex.toString());
        }

        boolean matches(String output) {
            return pattern()
                    .matcher(output.isEmpty() || output.endsWith("\n") ? output : output + "\n")
                    .matches();
        }
    }

    /** Reads the {@code console} blocks of a Markdown section, in their order. */
    static Transcript ofMarkdown(String markdown, String heading) {
        int from = markdown.indexOf("\n## " + heading);
        if (from < 0) {
            throw new IllegalArgumentException("no section " + heading);
        }
        int to = markdown.indexOf("\n## ", from + 4);
        String section = markdown.substring(from, to < 0 ? markdown.length() : to);
        var steps = new ArrayList<Step>();
        var block = Pattern.compile("```console\\n(.*?)```", Pattern.DOTALL).matcher(section);
        while (block.find()) {
            addSteps(steps, block.group(1));
        }
        return new Transcript(List.copyOf(steps));
    }

    private static void addSteps(List<Step> steps, String block) {
        String command = null;
        var expected = new ArrayList<String>();
        for (String line : block.lines().toList()) {
            if (line.startsWith("$ ")) {
                if (command != null) {
                    steps.add(new Step(command, List.copyOf(expected)));
                }
                command = line.substring(2);
                expected.clear();
            } else {
                expected.add(line);
            }
        }
        if (command != null) {
            steps.add(new Step(command, List.copyOf(expected)));
        }
    }
}
