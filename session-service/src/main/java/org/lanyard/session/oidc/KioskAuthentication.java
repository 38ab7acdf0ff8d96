package org.lanyard.session.oidc;

import org.lanyard.pki.assertion.AssertionException;
import org.lanyard.pki.assertion.AssertionVerifier;
import org.lanyard.pki.http.Form;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;

/** A kiosk's {@code client_assertion} where no card's assertion stands beside it (RFC 7523 §2.2). */
public final class KioskAuthentication {
    /** The only {@code client_assertion_type}. */
    public static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final AssertionVerifier verifier;
    private final Store store;

    public KioskAuthentication(AssertionVerifier verifier, Store store) {
        this.verifier = verifier;
        this.store = store;
    }

    /** The {@code client_assertion} of a form, not verified. */
    static String assertionOf(Form form) throws HttpRefusal, RefusedException {
        if (!form.require("client_assertion_type").equals(TYPE)) {
            throw new RefusedException(Reason.CLIENT_ASSERTION_TYPE);
        }
        return form.require("client_assertion");
    }

    /**
     * Who the kiosk is: its {@code client_id}, which is registered and active.
     *
     * @throws RefusedException CLIENT_ASSERTION_TYPE, KIOSK_ASSERTION, KIOSK_VOUCHES_WHERE_IT_MAY_NOT, KIOSK_UNKNOWN,
     *     KIOSK_SUSPENDED
     */
    String authenticate(Form form) throws HttpRefusal, RefusedException {
        String kiosk = verified(assertionOf(form));
        String status = store.read(
                        h -> Sql.one(h, "SELECT status FROM kiosk WHERE client_id = ?", row -> row.getString(1), kiosk))
                .orElseThrow(() -> new RefusedException(Reason.KIOSK_UNKNOWN));
        if (!status.equals("active")) {
            throw new RefusedException(Reason.KIOSK_SUSPENDED);
        }
        return kiosk;
    }

    private String verified(String assertion) throws RefusedException {
        try {
            var claims = verifier.verifyKiosk(assertion).claims();
            // What was signed beside a card's assertion is for the door alone.
            if (claims.assertionHash().isPresent()) {
                throw new RefusedException(Reason.KIOSK_VOUCHES_WHERE_IT_MAY_NOT);
            }
            return claims.kiosk().toString();
        } catch (AssertionException refused) {
            throw new RefusedException(Reason.KIOSK_ASSERTION, refused.reason().name());
        }
    }
}
