package org.lanyard.session.print;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/** A document of tagged pages, written from top to bottom. Measures are millimetres from the top left corner. */
final class PrintedPages implements AutoCloseable {
    private static final float POINTS = 72f / 25.4f;
    private static final String FONTS = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final PDDocument document = new PDDocument();
    private final PDStructureElement root;
    private final PDFont font;
    private PDPage page;
    private PDPageContentStream content;
    private org.apache.pdfbox.cos.COSArray parents;
    private int pages;
    private final Map<Integer, PDParentTreeValue> tree = new HashMap<>();

    /** What a text is to somebody who has the page read aloud. */
    enum Kind {
        HEADING(StandardStructureTypes.H1),
        PARAGRAPH(StandardStructureTypes.P);

        private final String tag;

        Kind(String tag) {
            this.tag = tag;
        }
    }

    PrintedPages(String title, Locale language) {
        try {
            PDDocumentInformation information = new PDDocumentInformation();
            information.setTitle(title);
            information.setCreator("Lanyard");
            document.setDocumentInformation(information);
            var catalog = document.getDocumentCatalog();
            catalog.setLanguage(language.toLanguageTag());
            PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
            preferences.setDisplayDocTitle(true);
            catalog.setViewerPreferences(preferences);
            PDMarkInfo marked = new PDMarkInfo();
            marked.setMarked(true);
            catalog.setMarkInfo(marked);
            PDStructureTreeRoot structure = new PDStructureTreeRoot();
            catalog.setStructureTreeRoot(structure);
            root = new PDStructureElement(StandardStructureTypes.DOCUMENT, structure);
            structure.appendKid(root);
            try (InputStream in = PDFont.class.getResourceAsStream(FONTS)) {
                font = PDType0Font.load(document, in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes on on a new page. */
    PrintedPages page(PDRectangle size) {
        try {
            endPage();
            page = new PDPage(size);
            page.setStructParents(pages++);
            document.addPage(page);
            parents = new org.apache.pdfbox.cos.COSArray();
            content = new PDPageContentStream(document, page);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a line of text. @param points the size of its letters */
    PrintedPages text(Kind kind, float x, float y, float points, String text) {
        return text(kind, null, x, y, points, text);
    }

    /** Writes a line in another language than the document's. */
    PrintedPages text(Kind kind, Locale language, float x, float y, float points, String text) {
        try {
            PDStructureElement element = new PDStructureElement(kind.tag, root);
            element.setPage(page);
            if (language != null) {
                element.setLanguage(language.toLanguageTag());
            }
            int id = parents.size();
            COSDictionary properties = new COSDictionary();
            properties.setInt(COSName.MCID, id);
            content.beginMarkedContent(COSName.getPDFName(kind.tag), PDPropertyList.create(properties));
            content.beginText();
            content.setFont(font, points);
            content.newLineAtOffset(x * POINTS, page.getMediaBox().getHeight() - y * POINTS);
            content.showText(printable(text));
            content.endText();
            content.endMarkedContent();
            element.getCOSObject().setItem(COSName.K, COSInteger.get(id));
            root.appendKid(element);
            parents.add(element.getCOSObject());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The greatest size, at most {@code points}, at which a text fits into a width. */
    float fitting(String text, float points, float width) {
        try {
            float wide = font.getStringWidth(printable(text)) / 1000 * points / POINTS;
            return wide <= width ? points : points * width / wide;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line that says nothing: to fold or to cut at. */
    PrintedPages line(float x, float y, float toX, float toY, boolean dashed) {
        try {
            content.beginMarkedContent(COSName.ARTIFACT);
            content.setLineDashPattern(dashed ? new float[] {3, 3} : new float[0], 0);
            content.setStrokingColor(Color.GRAY);
            content.setLineWidth(0.5f);
            float height = page.getMediaBox().getHeight();
            content.moveTo(x * POINTS, height - y * POINTS);
            content.lineTo(toX * POINTS, height - toY * POINTS);
            content.stroke();
            content.endMarkedContent();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A picture of squares, whose text stands beside it. */
    PrintedPages squares(boolean[][] dark, float x, float y, float side) {
        try {
            float module = side / dark.length;
            content.beginMarkedContent(COSName.ARTIFACT);
            content.setNonStrokingColor(Color.BLACK);
            float height = page.getMediaBox().getHeight();
            for (int row = 0; row < dark.length; row++) {
                for (int column = 0; column < dark.length; column++) {
                    if (dark[row][column]) {
                        content.addRect(
                                (x + column * module) * POINTS,
                                height - (y + (row + 1) * module) * POINTS,
                                module * POINTS,
                                module * POINTS);
                    }
                }
            }
            content.fill();
            content.endMarkedContent();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        try {
            endPage();
            PDNumberTreeNode numbers = new PDNumberTreeNode(PDParentTreeValue.class);
            numbers.setNumbers(tree);
            document.getDocumentCatalog().getStructureTreeRoot().setParentTree(numbers);
            document.getDocumentCatalog().getStructureTreeRoot().setParentTreeNextKey(pages);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the typeface cannot write becomes a question mark: a name in another script shall not keep a school from printing. */
    private String printable(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints().forEach(letter -> {
            String one = Character.toString(letter);
            try {
                font.encode(one);
                kept.append(one);
            } catch (IOException | IllegalArgumentException notThere) {
                kept.append('?');
            }
        });
        return kept.toString();
    }

    private void endPage() throws IOException {
        if (content != null) {
            content.close();
            tree.put(pages - 1, new PDParentTreeValue(parents));
            content = null;
        }
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
