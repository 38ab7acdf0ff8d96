package org.lanyard.session.print;

import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.lanyard.session.print.PrintedPages.Kind;

/** A list of cards and their holders, for whoever prints the names on them and hands them out. Nothing on it is secret. */
public final class CardSheet {
    private static final int ROWS = 30;
    private static final float LEFT = 15;
    private static final float[] COLUMNS = {LEFT, 80, 110};
    private static final float TOP = 42;
    private static final float STEP = 8;

    private CardSheet() {}

    /** @param place class or school, to tell two of a name apart */
    public record Line(String name, String place, String cardNumber) {}

    public static byte[] of(String title, List<Line> lines) {
        try (PrintedPages pages = new PrintedPages(title, Locale.UK)) {
            int count = Math.max(1, (lines.size() + ROWS - 1) / ROWS);
            for (int number = 0; number < count; number++) {
                pages.page(PDRectangle.A4);
                pages.text(Kind.HEADING, LEFT, 20, pages.fitting(title, 18, 180), title);
                pages.text(
                        Kind.PARAGRAPH, LEFT, 28, 10, "Page " + (number + 1) + " of " + count + ". No PIN is on it.");
                int from = number * ROWS;
                rows(pages, lines.subList(from, Math.min(lines.size(), from + ROWS)));
            }
            return pages.bytes();
        }
    }

    private static void rows(PrintedPages pages, List<Line> lines) {
        float y = TOP;
        for (Line line : lines) {
            pages.text(Kind.PARAGRAPH, COLUMNS[0], y, pages.fitting(line.name(), 11, 62), line.name());
            pages.text(Kind.PARAGRAPH, COLUMNS[1], y, pages.fitting(line.place(), 11, 28), line.place());
            pages.text(Kind.PARAGRAPH, COLUMNS[2], y, pages.fitting(line.cardNumber(), 11, 85), line.cardNumber());
            pages.line(LEFT, y + 2.5f, 195, y + 2.5f, false);
            y += STEP;
        }
    }
}
