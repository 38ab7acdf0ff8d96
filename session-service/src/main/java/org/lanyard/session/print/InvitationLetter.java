package org.lanyard.session.print;

import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.lanyard.session.print.PrintedPages.Kind;

/**
 * Letters that invite guardians, a page each, in both languages: the name where an envelope has its window, the code as text and as
 * a QR of its link, and how to begin. The second code is on none of them, nor whose guardian somebody is: whoever opens another's
 * letter learns a name and the school's.
 */
public final class InvitationLetter {
    private static final Locale WELSH = Locale.forLanguageTag("cy");
    private static final float LEFT = 25;
    private static final float WIDTH = 160;
    private static final float SIZE = 11;
    private static final float STEP = 6.5f;
    private static final String INDENT = "    ";

    private InvitationLetter() {}

    /**
     * @param school its name; may be empty
     * @param link with the code in its fragment, which no server sees
     * @param before the day on which it ends
     * @param told whether the office tells the second code; otherwise it comes by mail
     */
    public record Letter(String name, String school, String code, URI link, LocalDate before, boolean told) {
        @Override
        public String toString() {
            return "Letter";
        }

        /** What somebody types who cannot scan. */
        String address() {
            String whole = link.toString();
            return whole.substring(0, whole.indexOf('#'));
        }
    }

    public static byte[] of(List<Letter> letters) {
        try (PrintedPages pages = new PrintedPages("Invitation", Locale.UK)) {
            for (Letter letter : letters) {
                page(pages, letter);
            }
            return pages.bytes();
        }
    }

    private static void page(PrintedPages pages, Letter letter) {
        pages.page(PDRectangle.A4);
        pages.text(Kind.PARAGRAPH, LEFT, 50, pages.fitting(letter.name(), 14, 95), letter.name());
        pages.text(Kind.PARAGRAPH, LEFT, 30, pages.fitting(letter.school(), 11, 95), letter.school());
        pages.squares(QrText.squares(letter.link().toString()), 130, 22, 60);
        float y = lines(pages, null, 92, "Your invitation to sign in", english(letter));
        pages.text(Kind.PARAGRAPH, LEFT, y + 8, SIZE, "Invitation code / Cod y gwahoddiad:");
        pages.text(Kind.PARAGRAPH, LEFT, y + 19, 26, letter.code());
        lines(pages, WELSH, y + 38, "Eich gwahoddiad i fewngofnodi", welsh(letter));
    }

    private static float lines(PrintedPages pages, Locale language, float from, String heading, List<String> lines) {
        pages.text(Kind.HEADING, language, LEFT, from, 18, heading);
        float y = from + 10;
        for (String line : lines) {
            pages.text(Kind.PARAGRAPH, language, LEFT, y, pages.fitting(line, SIZE, WIDTH), line);
            y += STEP;
        }
        return y;
    }

    private static List<String> english(Letter letter) {
        return List.of(
                "The school invites you to set up a passkey or a security key. You sign in with it from then on.",
                "1. Scan the square above, or open this page and type the code below:",
                INDENT + letter.address(),
                "2. Enter your second code. It is not in this letter: "
                        + (letter.told() ? "the school office tells it to you." : "it comes to you by e-mail."),
                "3. Follow the page. Your phone or computer keeps the passkey, or you use a security key.",
                "It works once, before " + date(letter, Locale.UK)
                        + ". Nobody from the school ever asks for your codes.",
                "If this letter was opened before it came to you, tell the school office.");
    }

    private static List<String> welsh(Letter letter) {
        return List.of(
                "Mae’r ysgol yn eich gwahodd i greu allwedd fynediad (passkey) neu gofrestru allwedd ddiogelwch.",
                "1. Sganiwch y sgwâr uchod, neu agorwch y dudalen hon a theipiwch y cod uchod:",
                INDENT + letter.address(),
                "2. Rhowch eich ail god. Nid yw yn y llythyr hwn: "
                        + (letter.told() ? "swyddfa’r ysgol sy’n ei roi i chi." : "daw atoch drwy e-bost."),
                "3. Dilynwch y dudalen. Eich ffôn neu gyfrifiadur sy’n cadw’r allwedd, neu defnyddiwch allwedd ar wahân.",
                "Mae’n gweithio unwaith, cyn " + date(letter, WELSH)
                        + ". Ni fydd neb o’r ysgol byth yn gofyn am eich codau.",
                "Os oedd y llythyr hwn wedi’i agor cyn iddo’ch cyrraedd, rhowch wybod i swyddfa’r ysgol.");
    }

    private static String date(Letter letter, Locale language) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu", language).format(letter.before());
    }
}
