package org.lanyard.pki.path.hostile;

import static org.lanyard.pki.path.parse.PathReason.OCSP_CERTIFICATE_UNKNOWN;
import static org.lanyard.pki.path.parse.PathReason.OCSP_NONCE_DIFFERS;
import static org.lanyard.pki.path.parse.PathReason.OCSP_NOT_CURRENT;
import static org.lanyard.pki.path.parse.PathReason.OCSP_SIGNATURE_INVALID;
import static org.lanyard.pki.path.parse.PathReason.OCSP_SIGNER_NOT_ALLOWED;
import static org.lanyard.pki.path.parse.PathReason.REVOKED;
import static org.lanyard.pki.path.parse.PathReason.STATUS_UNKNOWN;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.lanyard.pki.path.hostile.Status.Answer;
import org.lanyard.pki.path.hostile.Status.Row;
import org.lanyard.pki.path.parse.PathReason;

/** RFC 6960 §3.2 and §4.2.2.2: OCSP answers, by a delegated responder as a rule. */
final class AnswerRows {
    private static final String PURPOSES = "2.5.29.37";
    private static final String NO_CHECK = "1.3.6.1.5.5.7.48.1.5";
    private static final CertificateStatus REVOKED_SINCE =
            new RevokedStatus(Date.from(Hostile.NOW.minusSeconds(7200)), 1);

    private AnswerRows() {}

    private static void row(List<Row> rows, String name, PathReason reason, BiConsumer<Status, Answer> change) {
        rows.add(new Row("OCSP: " + name, reason, s -> change.accept(s, s.answer())));
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        said(rows);
        delegates(rows);
        others(rows);
        times(rows);
        nonces(rows);
        return rows;
    }

    private static void said(List<Row> rows) {
        row(rows, "good", null, (s, a) -> {});
        row(rows, "revoked", REVOKED, (s, a) -> a.said = REVOKED_SINCE);
        row(rows, "unknown", OCSP_CERTIFICATE_UNKNOWN, (s, a) -> a.said = new UnknownStatus());
        row(rows, "good, behind what is said of others", null, (s, a) -> {
            a.before.add(BigInteger.TEN);
            a.before.add(BigInteger.TWO);
        });
        row(rows, "revoked, and good beside it", REVOKED, (s, a) -> {
            a.said = REVOKED_SINCE;
            a.again.add(CertificateStatus.GOOD);
        });
        row(rows, "good, and revoked beside it", REVOKED, (s, a) -> a.again.add(REVOKED_SINCE));
        row(rows, "unknown, and good beside it", OCSP_CERTIFICATE_UNKNOWN, (s, a) -> {
            a.said = new UnknownStatus();
            a.again.add(CertificateStatus.GOOD);
        });
        row(rows, "about another issuer's certificate of the number", STATUS_UNKNOWN, (s, a) -> a.about = s.root);
        row(
                rows,
                "about another key under the issuer's name",
                STATUS_UNKNOWN,
                (s, a) -> a.about = Maker.authority("CN=other key", s.root).subject("CN=authority"));
        row(rows, "SHA-256 in the question", null, (s, a) -> a.hash = "2.16.840.1.101.3.4.2.1");
        row(rows, "MD5 in the question", STATUS_UNKNOWN, (s, a) -> a.hash = "1.2.840.113549.2.5");
        row(rows, "an altered answer", OCSP_SIGNATURE_INVALID, (s, a) -> a.altered = true);
    }

    private static void delegates(List<Row> rows) {
        row(rows, "by the issuer itself", null, (s, a) -> a.signer = s.authority);
        row(rows, "without the purpose", OCSP_SIGNER_NOT_ALLOWED, (s, a) -> a.delegate.without(PURPOSES));
        row(
                rows,
                "for any purpose, which is not enough",
                OCSP_SIGNER_NOT_ALLOWED,
                (s, a) -> a.delegate.with(PURPOSES, false, new ExtendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage)));
        row(
                rows,
                "for another purpose",
                OCSP_SIGNER_NOT_ALLOWED,
                (s, a) -> a.delegate.with(PURPOSES, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)));
        row(rows, "without nocheck: ours", OCSP_SIGNER_NOT_ALLOWED, (s, a) -> a.delegate.without(NO_CHECK));
        row(
                rows,
                "with a key that agrees, not signs",
                OCSP_SIGNER_NOT_ALLOWED,
                (s, a) -> a.delegate.usage(KeyUsage.keyAgreement));
        row(
                rows,
                "expired",
                OCSP_SIGNER_NOT_ALLOWED,
                (s, a) -> a.delegate.validity(Hostile.NOW.minusSeconds(7200), Hostile.NOW.minusSeconds(2)));
        row(
                rows,
                "not valid yet",
                OCSP_SIGNER_NOT_ALLOWED,
                (s, a) -> a.delegate.validity(Hostile.NOW.plusSeconds(2), Hostile.NOW.plusSeconds(7200)));
        row(
                rows,
                "with a critical extension",
                OCSP_SIGNER_NOT_ALLOWED,
                (s, a) -> a.delegate.with("1.3.6.1.4.1.99999.1", true, new ASN1Integer(1)));
        row(rows, "with a broken certificate", OCSP_SIGNER_NOT_ALLOWED, (s, a) -> a.delegate.alterSignature = true);
        row(rows, "without its certificate", OCSP_SIGNER_NOT_ALLOWED, (s, a) -> a.alone = true);
    }

    private static void others(List<Row> rows) {
        row(rows, "a sibling's responder", OCSP_SIGNER_NOT_ALLOWED, (s, a) -> {
            Maker sibling = Maker.authority("CN=sibling", s.root).serial(BigInteger.valueOf(5));
            s.more.add(sibling);
            a.delegate.issuer = sibling;
        });
        row(rows, "the root's responder", OCSP_SIGNER_NOT_ALLOWED, (s, a) -> a.delegate.issuer = s.root);
        row(
                rows,
                "a stranger's responder, under the issuer's name",
                OCSP_SIGNER_NOT_ALLOWED,
                (s, a) ->
                        a.delegate.issuer = Maker.authority("CN=stranger", null).subject("CN=authority"));
        row(rows, "the root itself", OCSP_SIGNER_NOT_ALLOWED, (s, a) -> {
            a.signer = s.root;
            a.alone = true;
        });
        row(rows, "the leaf itself", OCSP_SIGNER_NOT_ALLOWED, (s, a) -> {
            a.signer = s.leaf;
            a.delegate = s.leaf;
        });
        row(
                rows,
                "a stranger under the responder's name",
                OCSP_SIGNATURE_INVALID,
                (s, a) -> a.signer = Maker.authority("CN=stranger", null).subject("CN=responder"));
    }

    private static void times(List<Row> rows) {
        row(rows, "over", OCSP_NOT_CURRENT, (s, a) -> a.nextUpdate = Hostile.NOW.minusSeconds(1));
        row(rows, "over this second", OCSP_NOT_CURRENT, (s, a) -> a.nextUpdate = Hostile.NOW);
        row(rows, "from the future", OCSP_NOT_CURRENT, (s, a) -> a.thisUpdate = Hostile.NOW.plusSeconds(301));
        row(rows, "by a clock that is a little ahead", null, (s, a) -> a.thisUpdate = Hostile.NOW.plusSeconds(299));
        row(rows, "without an end, young", null, (s, a) -> a.nextUpdate = null);
        row(rows, "without an end, an hour old", OCSP_NOT_CURRENT, (s, a) -> {
            a.nextUpdate = null;
            a.thisUpdate = Hostile.NOW.minusSeconds(3600);
        });
        row(rows, "over, and revoked", REVOKED, (s, a) -> {
            a.said = REVOKED_SINCE;
            a.nextUpdate = Hostile.NOW.minusSeconds(1);
        });
    }

    private static void nonces(List<Row> rows) {
        row(rows, "the nonce asked with", null, (s, a) -> {
            a.askedWith = Optional.of(Status.nonce(1));
            a.nonce = a.askedWith;
        });
        row(rows, "another nonce", OCSP_NONCE_DIFFERS, (s, a) -> {
            a.askedWith = Optional.of(Status.nonce(1));
            a.nonce = Optional.of(Status.nonce(2));
        });
        row(
                rows,
                "no nonce where one was asked with",
                OCSP_NONCE_DIFFERS,
                (s, a) -> a.askedWith = Optional.of(Status.nonce(1)));
        row(rows, "a nonce nobody asked with", null, (s, a) -> a.nonce = Optional.of(Status.nonce(2)));
    }
}
