package org.lanyard.session.door;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

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
     * A one-time code, as it was typed, of somebody who lost their keys.
     *
     * @param preSession the value of the cookie that the new key's challenge will be bound to
     * @param address where it comes from, in digits
     */
    record Recovery(String code, String preSession, String address) implements Proof {
        public Recovery {
            Objects.requireNonNull(code);
            Objects.requireNonNull(preSession);
            Objects.requireNonNull(address);
        }

        @Override
        public String toString() {
            return "Recovery";
        }
    }

    /**
     * The WebAuthn service's assertion with an authenticator's evidence inside.
     *
     * @param preSession the value of the cookie that the challenge is bound to
     * @param former the value of the browser's session cookie, if it has one: that session is replaced
     * @param device a coarse word of the browser, as it says itself
     */
    record Key(String assertion, String preSession, Optional<String> former, Optional<String> device) implements Proof {
        public Key {
            Objects.requireNonNull(assertion);
            Objects.requireNonNull(preSession);
            Objects.requireNonNull(former);
            Objects.requireNonNull(device);
        }

        /** Of a browser that says nothing of itself. */
        public Key(String assertion, String preSession, Optional<String> former) {
            this(assertion, preSession, former, Optional.empty());
        }

        @Override
        public String toString() {
            return "Key";
        }
    }

    /**
     * A registration for somebody who is signed in: a key more. The session's grant, which the store holds, stands in the place
     * of an invitation.
     *
     * @param session that asks
     * @param name of the key, as {@code KeyName} lets it
     */
    record Addition(String assertion, UUID session, Optional<String> name, Optional<String> device) implements Proof {
        public Addition {
            Objects.requireNonNull(assertion);
            Objects.requireNonNull(session);
            Objects.requireNonNull(name);
            Objects.requireNonNull(device);
        }

        @Override
        public String toString() {
            return "Addition";
        }
    }
}
