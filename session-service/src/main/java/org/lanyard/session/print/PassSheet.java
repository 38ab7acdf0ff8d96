package org.lanyard.session.print;

import java.util.Locale;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.lanyard.session.print.PrintedPages.Kind;

/** A slip with a lesson pass, as large as a postcard: first name, code, QR, and when the bell is. */
public final class PassSheet {
    private static final Locale WELSH = Locale.forLanguageTag("cy");

    private PassSheet() {}

    /** @param place such as "Room 4"; may be empty */
    public static byte[] of(String givenName, String code, String until, String place) {
        try (PrintedPages pages = new PrintedPages("Lesson pass", Locale.UK)) {
            pages.page(PDRectangle.A6);
            pages.text(Kind.HEADING, 10, 18, pages.fitting(givenName, 22, 85), givenName);
            pages.text(Kind.PARAGRAPH, 10, 27, 12, place.isEmpty() ? "Lesson pass" : "Lesson pass: " + place);
            pages.text(Kind.PARAGRAPH, WELSH, 10, 33, 12, "Tocyn gwers");
            pages.squares(QrText.squares(code), 22, 37, 60);
            pages.text(Kind.PARAGRAPH, 18, 110, 24, code);
            pages.text(Kind.PARAGRAPH, 10, 122, 12, "Good until " + until + " today.");
            pages.text(Kind.PARAGRAPH, 10, 128, 12, "Show it to the kiosk, or type it.");
            pages.text(Kind.PARAGRAPH, WELSH, 10, 135, 12, "Yn ddilys tan " + until + " heddiw.");
            pages.text(Kind.PARAGRAPH, WELSH, 10, 141, 12, "Dangosa fe i’r sgrin, neu ei deipio.");
            return pages.bytes();
        }
    }
}
