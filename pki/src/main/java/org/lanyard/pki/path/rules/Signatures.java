package org.lanyard.pki.path.rules;

import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.SubjectKey;

/** Reads keys and checks signatures on certificates; may remember them and may stop at some count. */
public interface Signatures {
    /** Each read and checked as it comes. */
    static Signatures plain(Algorithms allowed) {
        return new Signatures() {
            @Override
            public WorkingKey authority(SubjectKey key) throws PathException {
                return WorkingKey.of(key, allowed);
            }

            @Override
            public boolean signed(ParsedCertificate certificate, WorkingKey key) throws PathException {
                return SignatureCheck.verifies(
                        key,
                        certificate.signatureAlgorithm(),
                        certificate.signedPart(),
                        certificate.signature(),
                        allowed);
            }
        };
    }

    /**
     * An authority's key.
     *
     * @throws PathException KEY_NOT_ALLOWED
     */
    WorkingKey authority(SubjectKey key) throws PathException;

    /**
     * Whether a certificate was signed with a key.
     *
     * @throws PathException SIGNATURE_ALGORITHM_NOT_ALLOWED, BUDGET_SPENT
     */
    boolean signed(ParsedCertificate certificate, WorkingKey key) throws PathException;
}
