package org.lanyard.pki.assertion;

import org.lanyard.pki.assertion.JsonValue.Members;

/**
 * What an assertion's header comes to, once its rules hold.
 *
 * @param algorithm how it says that it is signed
 * @param der the leaf's bytes; shared inside this room, never changed
 * @param key the leaf's key, once the leaf is known to be trusted; null until then
 */
record Header(JwsAlgorithm algorithm, byte[] der, VerificationKey key) {

    static Header read(Compact compact, Speaker speaker, Rules rules) throws AssertionException {
        Members header = Jws.header(compact, rules);
        Rules.check(rules.header(), new HeaderRules.Heading(header, speaker));
        byte[] der = HeaderRules.base64(HeaderRules.certificates(header).get(0))
                .orElseThrow(() -> new AssertionException(Reason.NOT_UNDERSTOOD, "x5c"));
        return new Header(Jws.algorithm(header), der, null);
    }

    Header with(VerificationKey known) {
        return new Header(algorithm, der, known);
    }
}
