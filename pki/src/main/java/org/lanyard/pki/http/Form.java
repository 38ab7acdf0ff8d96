package org.lanyard.pki.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Request;

/**
 * The parameters of an {@code application/x-www-form-urlencoded} body, read strictly (RFC 6749 §3.1, appendix B): UTF-8,
 * every parameter once, known or not, and a value to every name.
 *
 * @param parameters name to value, in the order of the body
 */
public record Form(Map<String, String> parameters) {
    private static final String CONTENT_TYPE = "application/x-www-form-urlencoded";
    private static final int MAX_PARAMETERS = 32;
    /** What stands for itself: printable ASCII but percent and plus. */
    private static final boolean[] PLAIN = new boolean[256];

    static {
        Arrays.fill(PLAIN, ' ' + 1, 0x7f, true);
        PLAIN['%'] = false;
        PLAIN['+'] = false;
    }

    public Form {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Reads the body of {@code request}; blocks until it has arrived, and stops at {@code maxBytes}. */
    public static Form read(Request request, int maxBytes) throws HttpRefusal {
        return parse(Body.read(request, CONTENT_TYPE, maxBytes));
    }

    /** Reads {@code body} as the bytes of a form. */
    public static Form parse(byte[] body) throws HttpRefusal {
        Map<String, String> parameters = new LinkedHashMap<>();
        byte[] scratch = new byte[body.length];
        int at = 0;
        while (at < body.length) {
            int end = indexOf(body, '&', at, body.length);
            int equals = indexOf(body, '=', at, end);
            if (equals == end || equals == at) {
                throw new HttpRefusal(HttpReason.BAD_ENCODING);
            }
            String name = decode(body, at, equals, scratch);
            String value = decode(body, equals + 1, end, scratch);
            if (parameters.putIfAbsent(name, value) != null) {
                throw new HttpRefusal(HttpReason.DUPLICATE_PARAMETER);
            }
            if (parameters.size() > MAX_PARAMETERS) {
                throw new HttpRefusal(HttpReason.TOO_MANY_PARAMETERS);
            }
            at = end + 1;
            if (at == body.length) {
                throw new HttpRefusal(HttpReason.BAD_ENCODING, "ends in &");
            }
        }
        return new Form(parameters);
    }

    /** The value of {@code name}, which has to be there and not be empty. */
    public String require(String name) throws HttpRefusal {
        String value = parameters.get(name);
        if (value == null || value.isEmpty()) {
            throw new HttpRefusal(HttpReason.MISSING_PARAMETER, name);
        }
        return value;
    }

    /** The value of {@code name}; empty where it is absent or, as RFC 6749 §3.1 says, sent without a value. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /** Refuses any parameter that is not in {@code names}: for our own forms; OAuth's ignore what they don't know. */
    public Form only(Set<String> names) throws HttpRefusal {
        for (String name : parameters.keySet()) {
            if (!names.contains(name)) {
                throw new HttpRefusal(HttpReason.UNKNOWN_PARAMETER);
            }
        }
        return this;
    }

    @Override
    public String toString() {
        return "Form" + parameters.keySet();
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return to;
    }

    private static String decode(byte[] in, int from, int to, byte[] out) throws HttpRefusal {
        int plain = from;
        while (plain < to && PLAIN[in[plain] & 0xff]) {
            plain++;
        }
        if (plain == to) {
            return new String(in, from, to - from, StandardCharsets.ISO_8859_1);
        }
        System.arraycopy(in, from, out, 0, plain - from);
        int length = plain - from;
        for (int i = plain; i < to; i++) {
            int b = in[i];
            if (b == '%') {
                if (i + 2 >= to) {
                    throw new HttpRefusal(HttpReason.BAD_ENCODING);
                }
                b = hex(in[i + 1]) << 4 | hex(in[i + 2]);
                i += 2;
            } else if (b == '+') {
                b = ' ';
            } else if (b <= ' ' || b == 0x7f) {
                throw new HttpRefusal(b < 0 ? HttpReason.BAD_UTF8 : HttpReason.BAD_ENCODING);
            }
            if (b == 0) {
                throw new HttpRefusal(HttpReason.BAD_ENCODING);
            }
            out[length++] = (byte) b;
        }
        return Body.utf8(out, 0, length);
    }

    private static int hex(byte digit) throws HttpRefusal {
        int value = Character.digit(digit, 16);
        if (value < 0) {
            throw new HttpRefusal(HttpReason.BAD_ENCODING);
        }
        return value;
    }
}
