package org.lanyard.pki.path.parse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What files of certificates, lists and answers hold: one value in DER, or any number of PEM blocks of one kind (RFC 7468). */
public final class PemOrDer {
    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";
    private static final int MOST = 10_000;

    private PemOrDer() {}

    /**
     * The values, in order. Text between blocks is passed over, as RFC 7468 §2 has it.
     *
     * @param label such as {@code CERTIFICATE} or {@code X509 CRL}
     * @throws PathException STRUCTURE_WRONG where there is no block, one of another kind, or one that is not base64
     */
    public static List<byte[]> read(byte[] content, String label) throws PathException {
        if (content.length > 0 && content[0] == Der.SEQUENCE) {
            return List.of(content);
        }
        List<byte[]> values = new ArrayList<>();
        String text = new String(content, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at)) {
            int named = text.indexOf(DASHES, at + BEGIN.length());
            String name = named < 0 ? "" : text.substring(at + BEGIN.length(), named);
            String end = "-----END " + name + DASHES;
            int ends = named < 0 ? -1 : text.indexOf(end, named + DASHES.length());
            if (!name.equals(label) || ends < 0) {
                throw new PathException(PathReason.STRUCTURE_WRONG, "a PEM block that is not a whole " + label);
            }
            values.add(base64(text.substring(named + DASHES.length(), ends)));
            if (values.size() > MOST) {
                throw new PathException(PathReason.TOO_LARGE, "more than " + MOST + " PEM blocks");
            }
            at = ends + end.length();
        }
        if (values.isEmpty()) {
            throw new PathException(PathReason.STRUCTURE_WRONG, "neither DER nor a PEM block " + label);
        }
        return values;
    }

    private static byte[] base64(String body) throws PathException {
        try {
            return Base64.getDecoder().decode(body.replaceAll("[ \\t\\r\\n]", ""));
        } catch (IllegalArgumentException e) {
            throw new PathException(PathReason.STRUCTURE_WRONG, "a PEM block that is not base64");
        }
    }
}
