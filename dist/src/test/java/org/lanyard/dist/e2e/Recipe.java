package org.lanyard.dist.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The steps of a recipe for somebody at a page, as Markdown has them: a numbered list below a heading, in which {@code **bold**} is
 * what stands on the page.
 */
record Recipe(String heading, List<Step> steps) {
    private static final Pattern HEADING = Pattern.compile("## (.+)");
    private static final Pattern ITEM = Pattern.compile("\\d+\\. (.+)");
    private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");

    /** One step. @param bold what stands on the page, in its order */
    record Step(String text, List<String> bold) {
        static Step of(String text) {
            List<String> bold = new ArrayList<>();
            for (Matcher found = BOLD.matcher(text); found.find(); ) {
                bold.add(found.group(1));
            }
            return new Step(text, List.copyOf(bold));
        }

        /** Whether the step begins so, and names {@code count} things. */
        boolean is(String begin, int count) {
            return text.startsWith(begin) && bold.size() == count;
        }
    }

    /** The recipes of a page, those sections that have steps. */
    static List<Recipe> of(String markdown) {
        List<Recipe> recipes = new ArrayList<>();
        for (String section : ("\n" + markdown).split("\n(?=## )")) {
            Matcher heading = HEADING.matcher(section);
            List<Step> steps = steps(section);
            if (heading.lookingAt() && !steps.isEmpty()) {
                recipes.add(new Recipe(heading.group(1), steps));
            }
        }
        return recipes;
    }

    /** An item goes on in the lines that are set in below it. */
    private static List<Step> steps(String section) {
        List<Step> steps = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        for (String line : (section + "\n\n").split("\n", -1)) {
            boolean goesOn = line.startsWith("   ") && !item.isEmpty();
            if (!goesOn && !item.isEmpty()) {
                steps.add(Step.of(item.toString()));
                item.setLength(0);
            }
            Matcher begins = ITEM.matcher(line);
            if (begins.matches()) {
                item.append(begins.group(1));
            } else if (goesOn) {
                item.append(' ').append(line.strip());
            }
        }
        return steps;
    }
}
