package org.lanyard.card.screen;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.piv.Pin;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpReason;
import org.lanyard.pki.http.HttpRefusal;

/** PINs that were typed on the screen. They come as bytes and not as JSON: what a parser makes of them could not be zeroed. */
final class TypedPins {
    private static final char LINE = '\n';

    private TypedPins() {}

    /** As many PINs as {@code pins} has places, a line each without an end; the last place is filled last. */
    static void read(Exchange exchange, Pin[] pins) throws HttpRefusal {
        if (!exchange.header(HttpHeader.CONTENT_TYPE).equals(Optional.of("application/octet-stream"))) {
            throw new HttpRefusal(HttpReason.CONTENT_TYPE);
        }
        byte[] bytes = new byte[pins.length * (Pin.FIELD_BYTES + 1)];
        try (InputStream in = Content.Source.asInputStream(exchange.request())) {
            int length = in.readNBytes(bytes, 0, bytes.length);
            int from = 0;
            for (int i = 0; i < pins.length; i++) {
                int end = from;
                while (end < length && (bytes[end] != LINE || i == pins.length - 1)) {
                    end++;
                }
                pins[i] = pin(bytes, from, end);
                from = Math.min(end + 1, length);
            }
        } catch (CardException notAPin) {
            close(pins);
            throw new HttpRefusal(HttpReason.UNKNOWN_PARAMETER, "pin");
        } catch (IOException brokenOff) {
            close(pins);
            throw new HttpRefusal(HttpReason.BODY_BROKEN_OFF);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static Pin pin(byte[] bytes, int from, int end) throws CardException {
        char[] typed = new char[end - from];
        try {
            for (int i = 0; i < typed.length; i++) {
                typed[i] = (char) (bytes[from + i] & 0xFF);
            }
            return Pin.of(typed);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private static void close(Pin[] pins) {
        for (Pin pin : pins) {
            if (pin != null) {
                pin.close();
            }
        }
    }
}
