package org.lanyard.pki.responder;

import static org.lanyard.pki.der.DerWriter.bits;
import static org.lanyard.pki.der.DerWriter.enumerated;
import static org.lanyard.pki.der.DerWriter.extension;
import static org.lanyard.pki.der.DerWriter.generalizedTime;
import static org.lanyard.pki.der.DerWriter.implicit;
import static org.lanyard.pki.der.DerWriter.octets;
import static org.lanyard.pki.der.DerWriter.oid;
import static org.lanyard.pki.der.DerWriter.sequence;
import static org.lanyard.pki.der.DerWriter.tagged;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.der.DerWriter;
import org.lanyard.pki.keystore.SignatureAlgorithm;
import org.lanyard.pki.revocation.RevocationReason;

/** Encodes and signs answers (RFC 6960 section 4.2.1). */
final class OcspAnswers {
    private static final String BASIC = "1.3.6.1.5.5.7.48.1.1";

    private OcspAnswers() {}

    /** One certificate and what is known of it. */
    record Known(CertId certificate, Standing standing) {}

    /**
     * A signed answer.
     *
     * @param thisUpdate when the standings were read
     * @param nextUpdate until when they may be relied upon
     */
    static byte[] sign(
            ResponderKey responder, List<Known> known, Optional<byte[]> nonce, Instant thisUpdate, Instant nextUpdate)
            throws PkiException {
        byte[][] single = new byte[known.size()][];
        for (int i = 0; i < single.length; i++) {
            single[i] = sequence(
                    known.get(i).certificate().der(),
                    status(known.get(i).standing()),
                    generalizedTime(thisUpdate),
                    tagged(0, generalizedTime(nextUpdate)));
        }
        byte[] extensions = nonce.isPresent()
                ? tagged(1, sequence(extension(OcspRequest.NONCE, false, octets(nonce.get()))))
                : new byte[0];
        byte[] data = sequence(responder.responderId(), generalizedTime(thisUpdate), sequence(single), extensions);
        SignatureAlgorithm algorithm = responder.algorithm();
        byte[] identifier = algorithm == SignatureAlgorithm.RSA_SHA256
                ? sequence(oid(algorithm.oid()), DerWriter.value(DerWriter.NULL))
                : sequence(oid(algorithm.oid()));
        byte[] basic =
                sequence(data, identifier, bits(algorithm.sign(responder.key().key(), data)), responder.certificates());
        return sequence(enumerated(OcspStatus.SUCCESSFUL.code()), tagged(0, sequence(oid(BASIC), octets(basic))));
    }

    /** CertStatus. A record without a signature is a certificate that nobody may have: it is unknown, never good. */
    private static byte[] status(Standing standing) {
        return switch (standing.status()) {
            case GOOD -> implicit(0, new byte[0]);
            case HELD, REVOKED -> revoked(standing);
            case PENDING, UNKNOWN -> implicit(2, new byte[0]);
        };
    }

    private static byte[] revoked(Standing standing) {
        byte[] at = generalizedTime(Instant.ofEpochMilli(standing.changedAt()));
        RevocationReason reason = standing.reason().orElse(RevocationReason.UNSPECIFIED);
        return reason == RevocationReason.UNSPECIFIED
                ? tagged(1, at)
                : tagged(1, at, tagged(0, enumerated(reason.code())));
    }
}
