package org.lanyard.pki.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads a request's body: within a bound, of the one content type asked for, in UTF-8 without a malformed byte. */
final class Body {
    private Body() {}

    static byte[] read(Request request, String contentType, int maxBytes) throws HttpRefusal {
        requireContentType(request, contentType);
        if (request.getLength() > maxBytes) {
            throw new HttpRefusal(HttpReason.BODY_TOO_LARGE);
        }
        try (var in = Content.Source.asInputStream(request)) {
            return request.getLength() < 0 ? unannounced(in, maxBytes) : announced(in, (int) request.getLength());
        } catch (IOException | RuntimeException brokenOff) {
            throw new HttpRefusal(HttpReason.BODY_BROKEN_OFF);
        }
    }

    /** A body with a Content-Length. */
    private static byte[] announced(InputStream in, int length) throws IOException, HttpRefusal {
        byte[] body = new byte[length];
        if (in.readNBytes(body, 0, length) < length) {
            throw new HttpRefusal(HttpReason.BODY_BROKEN_OFF);
        }
        return body;
    }

    /** A chunked body: how long it is shows at its end. */
    private static byte[] unannounced(InputStream in, int maxBytes) throws IOException, HttpRefusal {
        byte[] body = in.readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            throw new HttpRefusal(HttpReason.BODY_TOO_LARGE);
        }
        return body;
    }

    static String utf8(byte[] bytes, int from, int to) throws HttpRefusal {
        int anyHigh = 0;
        for (int i = from; i < to; i++) {
            anyHigh |= bytes[i];
        }
        if (anyHigh >= 0) {
            // ASCII, as nearly all is: the strict decoder would cost ten times as much.
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new HttpRefusal(HttpReason.BAD_UTF8);
        }
    }

    /** RFC 9110 §8.3: one media type; the only parameter let through is {@code charset=utf-8}. */
    private static void requireContentType(Request request, String wanted) throws HttpRefusal {
        var values = request.getHeaders().getValuesList(HttpHeader.CONTENT_TYPE);
        if (values.size() != 1) {
            throw new HttpRefusal(HttpReason.CONTENT_TYPE);
        }
        String value = values.get(0).toLowerCase(Locale.ROOT).trim();
        if (value.equals(wanted)) {
            return;
        }
        int semicolon = value.indexOf(';');
        String parameter = semicolon < 0 ? "" : value.substring(semicolon + 1).trim();
        if (semicolon < 0
                || !value.substring(0, semicolon).trim().equals(wanted)
                || !(parameter.equals("charset=utf-8") || parameter.equals("charset=\"utf-8\""))) {
            throw new HttpRefusal(HttpReason.CONTENT_TYPE);
        }
    }
}
