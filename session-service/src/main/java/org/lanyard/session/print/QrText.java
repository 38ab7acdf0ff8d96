package org.lanyard.session.print;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A QR code (ISO/IEC 18004): as squares for a page, as blocks of text for a terminal. */
public final class QrText {
    private static final int QUIET = 4;

    private QrText() {}

    /** Two rows of squares in each line; the light ones are drawn, as terminals are dark. */
    public static List<String> of(String text) {
        boolean[][] dark = squares(text);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < dark.length; row += 2) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < dark.length; column++) {
                boolean upper = !dark[row][column];
                boolean lower = row + 1 == dark.length || !dark[row + 1][column];
                line.append(upper && lower ? '█' : upper ? '▀' : lower ? '▄' : ' ');
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** Its squares, row by row, with the quiet zone of four around them (§6.3.8); true is dark. */
    static boolean[][] squares(String text) {
        try {
            BitMatrix matrix =
                    new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, QUIET));
            boolean[][] dark = new boolean[matrix.getHeight()][matrix.getWidth()];
            for (int row = 0; row < dark.length; row++) {
                for (int column = 0; column < dark.length; column++) {
                    dark[row][column] = matrix.get(column, row);
                }
            }
            return dark;
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("too long for a QR code", tooLong);
        }
    }
}
