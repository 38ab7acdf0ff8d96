package org.lanyard.pki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lanyard.pki.testing.Transcript;
import org.lanyard.vectors.RealPart;
import picocli.CommandLine;

/** Runs {@code lanyard pki} here, with surroundings of the test's, and other commands as programs; "DIR" is a folder. */
record PkiShell(Path folder, PkiSurroundings surroundings, Map<String, String> words) implements Transcript.Shell {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    PkiShell(Path folder, PkiSurroundings surroundings) {
        this(folder, surroundings, Map.of());
    }

    @Override
    public List<String> run(Transcript.Step step) throws Exception {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(step.command());
        while (word.find()) {
            words.add(said(word.group(1) != null ? word.group(1) : word.group(2)));
        }
        return words.get(0).equals("lanyard") ? lanyard(words) : program(words);
    }

    private String said(String word) {
        return words.getOrDefault(word, word).replace("DIR", folder.toString());
    }

    private List<String> lanyard(List<String> words) {
        assertEquals("pki", words.get(1));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new PkiCommand(surroundings, PkiCommand.Followed.BY_NOBODY))
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
        String told = text.replace(folder.toString(), "DIR");
        for (Map.Entry<String, String> word : words.entrySet()) {
            told = told.replace(word.getValue(), word.getKey());
        }
        return told.lines().toList();
    }
}
