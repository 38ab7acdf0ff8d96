package org.lanyard.pki.assertion;

import java.time.Instant;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.assertion.JsonValue.Members;
import org.lanyard.pki.path.LeafValidator;
import org.lanyard.pki.path.VerifiedLeaf;

/**
 * What a header comes to, once its rules hold.
 *
 * @param algorithm how it says that it is signed
 * @param der the leaf's bytes; shared inside this room, never changed
 * @param key the leaf's key, once the leaf is known to be trusted; null until then
 */
record Header(JwsAlgorithm algorithm, byte[] der, VerificationKey key) {

    static Header read(Compact compact, String type, Rules rules) throws AssertionException {
        Members header = Jws.header(compact, rules);
        Rules.check(rules.header(), new HeaderRules.Heading(header, type));
        byte[] der = HeaderRules.base64(HeaderRules.certificates(header).get(0))
                .orElseThrow(() -> new AssertionException(Reason.NOT_UNDERSTOOD, "x5c"));
        return new Header(Jws.algorithm(header), der, null);
    }

    /** The leaf, if its authority is trusted at this time. */
    VerifiedLeaf trusted(LeafValidator leaves, Instant now) throws AssertionException {
        try {
            return leaves.validate(der, now);
        } catch (PkiException e) {
            Reason reason = switch (e.reason()) {
                case CERTIFICATE_MALFORMED -> Reason.X5C_MALFORMED;
                case CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID -> Reason.CERTIFICATE_NOT_IN_TIME;
                case KEY_NOT_ALLOWED -> Reason.KEY_NOT_ALLOWED;
                case STORE_FAILED -> Reason.NOT_UNDERSTOOD;
                default -> Reason.CERTIFICATE_NOT_TRUSTED;
            };
            throw new AssertionException(reason, e.reason().toString(), e);
        }
    }

    Header with(VerificationKey known) {
        return new Header(algorithm, der, known);
    }
}
