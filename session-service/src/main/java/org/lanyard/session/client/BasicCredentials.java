package org.lanyard.session.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;

/**
 * {@code client_secret_basic} (RFC 6749 §2.3.1, RFC 7617). Ids and secrets of ours are of unreserved characters, which
 * form-encoding leaves alone, so nothing is decoded a second time.
 */
public record BasicCredentials(String clientId, String secret) {
    private static final String SCHEME = "basic ";
    private static final int LONGEST = 512;
    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

    /** @throws RefusedException CLIENT_AUTHENTICATION_MISSING */
    public static BasicCredentials parse(String authorization) throws RefusedException {
        if (authorization.length() > LONGEST || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new RefusedException(Reason.CLIENT_AUTHENTICATION_MISSING);
        }
        String[] pair = decode(authorization.substring(SCHEME.length())).split(":", -1);
        if (pair.length != 2
                || !UNRESERVED.matcher(pair[0]).matches()
                || !UNRESERVED.matcher(pair[1]).matches()) {
            throw new RefusedException(Reason.CLIENT_AUTHENTICATION_MISSING);
        }
        return new BasicCredentials(pair[0], pair[1]);
    }

    private static String decode(String base64) throws RefusedException {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException notBase64) {
            throw new RefusedException(Reason.CLIENT_AUTHENTICATION_MISSING);
        }
    }

    @Override
    public String toString() {
        return "BasicCredentials[" + clientId + "]";
    }
}
