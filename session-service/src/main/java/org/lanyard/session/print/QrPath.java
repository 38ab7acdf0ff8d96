package org.lanyard.session.print;

/**
 * A QR code as one path of an SVG picture, in units of a square.
 *
 * @param size how many squares it is wide and high, with its quiet zone
 * @param path the path's {@code d}: its dark squares
 */
public record QrPath(int size, String path) {
    public static QrPath of(String text) {
        boolean[][] dark = QrText.squares(text);
        StringBuilder path = new StringBuilder();
        for (int row = 0; row < dark.length; row++) {
            for (int column = 0; column < dark.length; column++) {
                if (dark[row][column]) {
                    path.append('M').append(column).append(' ').append(row).append("h1v1h-1z");
                }
            }
        }
        return new QrPath(dark.length, path.toString());
    }

    /** A QR code may hold a secret. */
    @Override
    public String toString() {
        return "QrPath[" + size + "]";
    }
}
