package org.lanyard.session.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the office prints")
class PrintTest {
    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    /** The first page as a picture; kept for whoever wants to look at it. */
    private static BufferedImage picture(byte[] pdf, String name) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, 100);
            Path folder = Files.createDirectories(Path.of("target", "printed"));
            ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
            return image;
        }
    }

    private static String scanned(BufferedImage image) throws Exception {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new com.google.zxing.RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }

    private static void tagged(byte[] pdf, String title) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            var catalog = document.getDocumentCatalog();
            assertTrue(catalog.getMarkInfo().isMarked());
            assertEquals("en-GB", catalog.getLanguage());
            assertEquals(title, document.getDocumentInformation().getTitle());
            assertFalse(catalog.getStructureTreeRoot().getKids().isEmpty());
            assertEquals(
                    document.getNumberOfPages(),
                    catalog.getStructureTreeRoot().getParentTree().getNumbers().size());
        }
    }

    @Test
    @DisplayName("a PIN mailer has the first name and the PIN, and nothing that leads to the card")
    void pinMailer() throws Exception {
        byte[] pdf = PinMailer.of("Gŵyneth Ŷ", "135790".toCharArray());
        String text = text(pdf);
        assertTrue(text.contains("Gŵyneth Ŷ"), text);
        assertTrue(text.contains("13  57  90"), text);
        assertFalse(text.matches("(?s).*[0-9a-f]{8}-.*"), text);
        assertFalse(text.contains("?"), "every letter is in the typeface: " + text);
        tagged(pdf, "PIN");
        picture(pdf, "pin-mailer");
    }

    @Test
    @DisplayName("a letter invites in both languages, and leads to the page by its QR; the second code is not on it")
    void invitationLetter() throws Exception {
        String code = "ABCD-EFGH-JKMN-PQRS";
        URI link = URI.create("https://sign-in.sirgaer.example/invitation#" + code);
        LocalDate before = LocalDate.of(2026, 12, 7);
        List<InvitationLetter.Letter> letters = List.of(
                new InvitationLetter.Letter("Gŵyneth Ŷ Prydderch", "Ysgol Gwaun", code, link, before, true),
                new InvitationLetter.Letter("Siân Morgan", "Ysgol Gwaun", code, link, before, false));
        byte[] pdf = InvitationLetter.of(letters);
        String text = text(pdf);
        assertTrue(text.contains("Gŵyneth Ŷ Prydderch"), text);
        assertTrue(text.contains(code), text);
        assertTrue(text.contains("https://sign-in.sirgaer.example/invitation\n"), text);
        assertTrue(text.contains("before 7 December 2026"), text);
        assertTrue(text.contains("cyn 7 Rhagfyr 2026"), text);
        assertTrue(text.contains("the school office tells it to you"), text);
        assertTrue(text.contains("daw atoch drwy e-bost"), text);
        assertFalse(text.contains("?"), "every letter is in the typeface: " + text);
        assertEquals(link.toString(), scanned(picture(pdf, "invitation-letter")));
        tagged(pdf, "Invitation");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertEquals(2, document.getNumberOfPages());
        }
    }

    @Test
    @DisplayName("a sheet of second codes says how to tell them, and has no code of a letter")
    void secondCodes() throws Exception {
        List<SecondCodeSheet.Line> lines = new ArrayList<>();
        for (int i = 0; i < 29; i++) {
            lines.add(new SecondCodeSheet.Line("Siân Morgan " + i, "Ysgol Gwaun", "1234 56" + (10 + i)));
        }
        byte[] pdf = SecondCodeSheet.of(lines);
        String text = text(pdf);
        assertTrue(text.contains("1234 5638"), text);
        assertTrue(text.contains("Page 2 of 2"), text);
        assertTrue(text.contains("never with the letter"), text);
        tagged(pdf, "Second codes");
        picture(pdf, "second-codes");
    }

    @Test
    @DisplayName("a card sheet has names and numbers, thirty on a page, and no PIN")
    void cardSheet() throws Exception {
        List<CardSheet.Line> lines = new ArrayList<>();
        for (int i = 0; i < 31; i++) {
            lines.add(new CardSheet.Line(
                    "Siôn Llŷr ap Rhys-Ŵyn " + i, "3P", "0b6a3f1e-5a4f-4d1c-9b7e-0000000000" + (10 + i)));
        }
        byte[] pdf = CardSheet.of("Ysgol Gwaun, 3P", lines);
        String text = text(pdf);
        assertTrue(text.contains("Page 2 of 2"), text);
        assertTrue(text.contains("Siôn Llŷr ap Rhys-Ŵyn 30"), text);
        assertTrue(text.contains("0b6a3f1e-5a4f-4d1c-9b7e-000000000040"), text);
        tagged(pdf, "Ysgol Gwaun, 3P");
        picture(pdf, "card-sheet");
    }

    @Test
    @DisplayName("a pass's QR is read back from the page and from the terminal")
    void pass() throws Exception {
        byte[] pdf = PassSheet.of("Cadi", "ABCDE-FGHJK", "10:40", "Room 4");
        assertEquals("ABCDE-FGHJK", scanned(picture(pdf, "pass")));
        assertTrue(text(pdf).contains("until 10:40"), text(pdf));
        tagged(pdf, "Lesson pass");
        List<String> lines = QrText.of("ABCDE-FGHJK");
        assertEquals("ABCDE-FGHJK", scanned(drawn(lines)));
    }

    /** What a dark terminal shows. */
    private static BufferedImage drawn(List<String> lines) {
        int module = 4;
        int wide = lines.get(0).length() * module;
        BufferedImage image = new BufferedImage(wide, lines.size() * 2 * module, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            String line = lines.get(y / (2 * module));
            boolean upper = y / module % 2 == 0;
            for (int x = 0; x < wide; x++) {
                char c = line.charAt(x / module);
                boolean light = c == '█' || c == (upper ? '▀' : '▄');
                image.setRGB(x, y, light ? 0xffffff : 0);
            }
        }
        return image;
    }

    @Test
    @DisplayName("a name in a script that the typeface lacks is printed with question marks, not refused")
    void otherScript() throws Exception {
        assertTrue(text(CardSheet.of("一年", List.of())).contains("??"));
    }
}
