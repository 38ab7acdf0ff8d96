package org.lanyard.session.print;

import java.util.Locale;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.lanyard.session.print.PrintedPages.Kind;

/**
 * A PIN in an envelope of its own: a page to fold in three and to close, with the first name outside and the PIN inside. Nothing
 * says which card it is for, or which school; whoever finds it has a number.
 */
public final class PinMailer {
    private static final Locale WELSH = Locale.forLanguageTag("cy");
    private static final float LEFT = 25;
    private static final float WIDTH = 160;

    private PinMailer() {}

    /** @param pin six to eight digits, the caller's to wipe */
    public static byte[] of(String givenName, char[] pin) {
        try (PrintedPages pages = new PrintedPages("PIN", Locale.UK)) {
            pages.page(PDRectangle.A4);
            // Outside, when the lower two thirds are folded up behind it.
            pages.text(Kind.PARAGRAPH, LEFT, 45, 12, "For / I:");
            pages.text(Kind.HEADING, LEFT, 60, pages.fitting(givenName, 28, WIDTH), givenName);
            pages.text(Kind.PARAGRAPH, LEFT, 75, 11, "Open it when you are alone.");
            pages.text(Kind.PARAGRAPH, WELSH, LEFT, 81, 11, "Agor hwn pan fyddi di ar dy ben dy hun.");
            pages.line(0, 99, 210, 99, true);
            pages.text(Kind.PARAGRAPH, LEFT, 125, 14, "The PIN of your card:");
            pages.text(Kind.PARAGRAPH, WELSH, LEFT, 132, 14, "PIN dy gerdyn:");
            pages.text(Kind.PARAGRAPH, LEFT, 155, 44, spaced(pin));
            pages.text(
                    Kind.PARAGRAPH,
                    LEFT,
                    172,
                    12,
                    "Learn it, then tear this up. Tell nobody, and do not write it on your card.");
            pages.text(
                    Kind.PARAGRAPH,
                    WELSH,
                    LEFT,
                    179,
                    12,
                    "Dysga fe, yna rhwyga hwn. Paid â dweud wrth neb, na’i ysgrifennu ar dy gerdyn.");
            pages.line(0, 198, 210, 198, true);
            pages.text(
                    Kind.PARAGRAPH,
                    LEFT,
                    250,
                    10,
                    "Fold this part up over the PIN, fold the name to the back, and close it.");
            pages.text(
                    Kind.PARAGRAPH,
                    WELSH,
                    LEFT,
                    256,
                    10,
                    "Plyga’r rhan hon dros y PIN, plyga’r enw i’r cefn, a’i gau.");
            return pages.bytes();
        }
    }

    /** In pairs, as people remember them. */
    private static String spaced(char[] pin) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pin.length; i++) {
            text.append(i > 0 && i % 2 == 0 ? "  " : "").append(pin[i]);
        }
        return text.toString();
    }
}
