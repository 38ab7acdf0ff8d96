package org.lanyard.session.print;

import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.lanyard.session.print.PrintedPages.Kind;

/**
 * The second codes of some invitations, for whoever at the office tells them. It never goes where the letters go: with both, anybody
 * is anybody.
 */
public final class SecondCodeSheet {
    private static final int ROWS = 28;
    private static final float LEFT = 15;
    private static final float[] COLUMNS = {LEFT, 95, 155};
    private static final float TOP = 58;
    private static final float STEP = 8;
    private static final List<String> RULES = List.of(
            "For the school office alone. Tell a code to its person only: face to face, or by a telephone number that the",
            "school holds. Never to somebody who calls, never with the letter, never to another guardian of the same child.",
            "Strike it out when it is told. Shred the sheet when the invitations are over, after 14 days.");

    private SecondCodeSheet() {}

    /** @param place school and class, to tell two of a name apart */
    public record Line(String name, String place, String second) {
        @Override
        public String toString() {
            return "Line";
        }
    }

    public static byte[] of(List<Line> lines) {
        try (PrintedPages pages = new PrintedPages("Second codes", Locale.UK)) {
            int count = Math.max(1, (lines.size() + ROWS - 1) / ROWS);
            for (int number = 0; number < count; number++) {
                pages.page(PDRectangle.A4);
                pages.text(Kind.HEADING, LEFT, 20, 18, "Second codes of invitations");
                float y = 28;
                for (String rule : RULES) {
                    pages.text(Kind.PARAGRAPH, LEFT, y, 9.5f, rule);
                    y += 5;
                }
                pages.text(Kind.PARAGRAPH, LEFT, y + 2, 9.5f, "Page " + (number + 1) + " of " + count + ".");
                rows(pages, lines.subList(number * ROWS, Math.min(lines.size(), (number + 1) * ROWS)));
            }
            return pages.bytes();
        }
    }

    private static void rows(PrintedPages pages, List<Line> lines) {
        float y = TOP;
        for (Line line : lines) {
            pages.text(Kind.PARAGRAPH, COLUMNS[0], y, pages.fitting(line.name(), 11, 78), line.name());
            pages.text(Kind.PARAGRAPH, COLUMNS[1], y, pages.fitting(line.place(), 11, 58), line.place());
            pages.text(Kind.PARAGRAPH, COLUMNS[2], y, 12, line.second());
            pages.line(LEFT, y + 2.5f, 195, y + 2.5f, false);
            y += STEP;
        }
    }
}
