package org.lanyard.pki.responder;

import static org.lanyard.pki.der.DerWriter.sequence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.der.DerReader;
import org.lanyard.pki.der.DerWriter;

/**
 * A request (RFC 6960 section 4.1.1), read strictly. A signature on it is not looked at: everybody may ask.
 *
 * @param certificates those asked about, one to {@link #MOST}
 * @param nonce 1 to 128 octets (RFC 9654 section 2.1), to be repeated
 */
record OcspRequest(List<CertId> certificates, Optional<byte[]> nonce) {
    /** The most certificates that one request may ask about. */
    static final int MOST = 20;

    /** The longest request that is read. */
    static final int LONGEST = 8 * 1024;

    static final String NONCE = "1.3.6.1.5.5.7.48.1.2";
    private static final int LONGEST_NONCE = 128;
    private static final int MOST_EXTENSIONS = 16;
    private static final int CONTEXT_0 = 0xa0;
    private static final int CONTEXT_1 = 0xa1;
    private static final int CONTEXT_2 = 0xa2;

    OcspRequest {
        certificates = List.copyOf(certificates);
    }

    /** The shortest request that asks the same; empty where it is about several, or has a nonce. */
    Optional<byte[]> plainest() {
        return certificates.size() == 1 && nonce.isEmpty()
                ? Optional.of(
                        sequence(sequence(sequence(sequence(certificates.get(0).der())))))
                : Optional.empty();
    }

    /**
     * Reads a request.
     *
     * @throws PkiException STATUS_REQUEST_MALFORMED
     */
    static OcspRequest read(byte[] der) throws PkiException {
        DerReader whole = DerReader.of(der, PkiReason.STATUS_REQUEST_MALFORMED);
        if (der.length > LONGEST) {
            throw whole.malformed("more than " + LONGEST + " octets");
        }
        DerReader request = whole.enter(DerWriter.SEQUENCE);
        whole.end();
        DerReader tbs = request.enter(DerWriter.SEQUENCE);
        if (request.more()) {
            request.content(CONTEXT_0);
            request.end();
        }
        if (tbs.at(CONTEXT_0)) {
            // DER leaves a default out; whoever writes version 1 all the same is understood.
            DerReader version = tbs.enter(CONTEXT_0);
            if (version.integer().signum() != 0) {
                throw tbs.malformed("a version that is not 1");
            }
            version.end();
        }
        if (tbs.at(CONTEXT_1)) {
            tbs.content(CONTEXT_1);
        }
        List<CertId> certificates = certificates(tbs.enter(DerWriter.SEQUENCE));
        Optional<byte[]> nonce = Optional.empty();
        if (tbs.more()) {
            nonce = extensions(tbs.enter(CONTEXT_2), true);
        }
        tbs.end();
        return new OcspRequest(certificates, nonce);
    }

    private static List<CertId> certificates(DerReader list) throws PkiException {
        List<CertId> certificates = new ArrayList<>(1);
        while (list.more()) {
            if (certificates.size() == MOST) {
                throw list.malformed("more than " + MOST + " certificates");
            }
            DerReader one = list.enter(DerWriter.SEQUENCE);
            certificates.add(CertId.read(one));
            if (one.more()) {
                extensions(one.enter(CONTEXT_0), false);
            }
            one.end();
        }
        if (certificates.isEmpty()) {
            throw list.malformed("no certificate");
        }
        return certificates;
    }

    /** RFC 6960 section 4.4: what is critical must be understood, and the nonce is all that is understood here. */
    private static Optional<byte[]> extensions(DerReader tagged, boolean ofRequest) throws PkiException {
        DerReader list = tagged.enter(DerWriter.SEQUENCE);
        tagged.end();
        Optional<byte[]> nonce = Optional.empty();
        Set<String> seen = new HashSet<>();
        while (list.more()) {
            DerReader extension = list.enter(DerWriter.SEQUENCE);
            String oid = extension.oid();
            boolean critical = extension.at(DerWriter.BOOLEAN) && extension.bool();
            byte[] value = extension.content(DerWriter.OCTET_STRING);
            extension.end();
            if (!seen.add(oid) || seen.size() > MOST_EXTENSIONS) {
                throw list.malformed("an extension twice, or too many");
            }
            if (ofRequest && oid.equals(NONCE)) {
                nonce = Optional.of(nonce(list.inside(value)));
            } else if (critical) {
                throw list.malformed("a critical extension that is not known here: " + oid);
            }
        }
        return nonce;
    }

    /** RFC 9654 section 2.1: a nonce of 0 octets or more than 128 MUST be refused with malformedRequest. */
    private static byte[] nonce(DerReader value) throws PkiException {
        byte[] nonce = value.content(DerWriter.OCTET_STRING);
        value.end();
        if (nonce.length == 0 || nonce.length > LONGEST_NONCE) {
            throw value.malformed("a nonce of " + nonce.length + " octets");
        }
        return nonce;
    }
}
