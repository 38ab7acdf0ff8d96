package org.lanyard.session.door;

import java.util.Objects;
import java.util.Optional;

/** What somebody brings to the door, not verified yet. */
public sealed interface Proof {
    /**
     * A card's assertion and, beside it, that of the kiosk where it was made (RFC 7523 §2.1 and §2.2).
     */
    record Tap(String assertion, String clientAssertion) implements Proof {
        public Tap {
            Objects.requireNonNull(assertion);
            Objects.requireNonNull(clientAssertion);
        }

        @Override
        public String toString() {
            return "Tap";
        }
    }

    /**
     * A lesson pass: the code as it was typed or scanned, and beside it the assertion of the kiosk where that was.
     */
    record Pass(String code, String clientAssertion) implements Proof {
        public Pass {
            Objects.requireNonNull(code);
            Objects.requireNonNull(clientAssertion);
        }

        @Override
        public String toString() {
            return "Pass";
        }
    }

    /**
     * The WebAuthn service's assertion with an authenticator's evidence inside.
     *
     * @param preSession the value of the cookie that the challenge is bound to
     * @param former the value of the browser's session cookie, if it has one: that session is replaced
     */
    record Key(String assertion, String preSession, Optional<String> former) implements Proof {
        public Key {
            Objects.requireNonNull(assertion);
            Objects.requireNonNull(preSession);
            Objects.requireNonNull(former);
        }

        @Override
        public String toString() {
            return "Key";
        }
    }
}
