package org.lanyard.webauthn.attestation;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.lanyard.pki.InputFiles;
import org.lanyard.pki.path.PathQuestion;
import org.lanyard.pki.path.PathValidator;
import org.lanyard.pki.path.build.Budget;
import org.lanyard.pki.path.names.Subject;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.ParsedCrl;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.parse.PemOrDer;
import org.lanyard.pki.path.revocation.RevocationCheck.Unrevoked;
import org.lanyard.pki.path.revocation.RevocationMode;
import org.lanyard.pki.path.rules.Expected;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.TrustAnchor;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;

/**
 * Judges the metadata by FIDO Metadata Service 3.1 §3.2: whoever signed it has a certificate under the root and of the name
 * that is expected, the root being one that vouches for thousands of others, is not revoked, and signed these bytes.
 */
final class BlobVerifier {
    private final PathValidator paths;
    private final Subject.Host signer;

    /** @param signer the host name in the certificate of whoever signs */
    BlobVerifier(ParsedCertificate root, String signer) {
        this.paths = PathValidator.of(List.of(TrustAnchor.of(root)), List.of());
        this.signer = new Subject.Host(signer);
    }

    /** @throws IllegalArgumentException where the file has no certificate, or more than one */
    static ParsedCertificate root(Path file) {
        try {
            List<byte[]> found = PemOrDer.read(InputFiles.read(file), "CERTIFICATE");
            if (found.size() == 1) {
                return ParsedCertificate.of(found.get(0));
            }
        } catch (IOException | PathException bad) {
            throw new IllegalArgumentException("mds-root " + file + " cannot be read as a certificate", bad);
        }
        throw new IllegalArgumentException("mds-root " + file + " is not one certificate");
    }

    /**
     * Judges.
     *
     * @param lists revocation lists at hand
     * @param mode REQUIRED where lists could be fetched
     * @throws WebAuthnException METADATA_SIGNER, METADATA_SIGNER_REVOKED, METADATA_REVOCATION_UNKNOWN, METADATA_SIGNATURE
     */
    void verify(BlobText blob, Instant at, Collection<ParsedCrl> lists, RevocationMode mode) throws WebAuthnException {
        PathQuestion question = PathQuestion.of(PathInputs.at(at).with(Expected.NOTHING.with(signer)))
                .with(mode, lists);
        List<ParsedCertificate> along = blob.chain().subList(1, blob.chain().size());
        try {
            Unrevoked found = paths.validate(blob.chain().get(0), along, question, new Budget(question.limits()));
            requireSignature(blob, found);
        } catch (PathException refused) {
            throw new WebAuthnException(reason(refused), refused.getMessage());
        }
    }

    /** By the key that the path came to. */
    private static void requireSignature(BlobText blob, Unrevoked found) throws WebAuthnException {
        try {
            Signature signature = Signature.getInstance(blob.algorithm());
            signature.initVerify(found.path().key().key());
            signature.update(blob.signed());
            WebAuthnException.require(signature.verify(blob.signature()), Reason.METADATA_SIGNATURE);
        } catch (GeneralSecurityException notOne) {
            throw new WebAuthnException(Reason.METADATA_SIGNATURE);
        }
    }

    private static Reason reason(PathException refused) {
        if (refused.reason() == PathReason.REVOKED) {
            return Reason.METADATA_SIGNER_REVOKED;
        }
        boolean unknown = refused.reason() == PathReason.STATUS_UNKNOWN
                || refused.reason().name().startsWith("CRL_");
        return unknown ? Reason.METADATA_REVOCATION_UNKNOWN : Reason.METADATA_SIGNER;
    }
}
