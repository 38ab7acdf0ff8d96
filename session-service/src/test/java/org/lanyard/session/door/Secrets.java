package org.lanyard.session.door;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of a proof may be in no log line and in no answer: the assertions, what they are made of, the challenge, the cookies. */
final class Secrets {
    private static final Pattern JTI = Pattern.compile("\"jti\":\"([^\"]+)\"");
    private static final int TELLING = 12;

    private Secrets() {}

    static List<String> of(Proof proof) {
        List<String> secrets = new ArrayList<>();
        if (proof instanceof Proof.Tap tap) {
            add(secrets, tap.assertion());
            add(secrets, tap.clientAssertion());
        } else if (proof instanceof Proof.Key key) {
            add(secrets, key.assertion());
            secrets.add(key.preSession());
            key.former().ifPresent(secrets::add);
        }
        return secrets;
    }

    static void requireAbsent(Proof proof, String where, String text) {
        for (String secret : of(proof)) {
            assertFalse(text.contains(secret), () -> where + " holds a secret of the proof");
        }
    }

    private static void add(List<String> secrets, String assertion) {
        for (String part : assertion.split("\\.")) {
            if (part.length() >= TELLING) {
                // A part of a part tells as much.
                secrets.add(part.substring(part.length() - TELLING));
            }
        }
        String[] parts = assertion.split("\\.");
        if (parts.length > 1) {
            try {
                Matcher jti = JTI.matcher(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
                if (jti.find()) {
                    secrets.add(jti.group(1));
                }
            } catch (IllegalArgumentException notBase64) {
                // The row broke it.
            }
        }
    }
}
