package org.lanyard.pki.path.hostile;

import static org.lanyard.pki.path.parse.PathReason.CRL_MALFORMED;
import static org.lanyard.pki.path.parse.PathReason.CRL_NOT_CURRENT;
import static org.lanyard.pki.path.parse.PathReason.CRL_OUT_OF_SCOPE;
import static org.lanyard.pki.path.parse.PathReason.CRL_SIGNATURE_INVALID;
import static org.lanyard.pki.path.parse.PathReason.CRL_SIGNER_NOT_ALLOWED;
import static org.lanyard.pki.path.parse.PathReason.CRL_SIGNER_UNKNOWN;
import static org.lanyard.pki.path.parse.PathReason.REVOKED;
import static org.lanyard.pki.path.parse.PathReason.SIGNATURE_ALGORITHM_NOT_ALLOWED;
import static org.lanyard.pki.path.parse.PathReason.STATUS_UNKNOWN;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.lanyard.pki.path.hostile.Status.Crl;
import org.lanyard.pki.path.hostile.Status.Row;
import org.lanyard.pki.path.parse.PathReason;

/** RFC 5280 §5 and §6.3: revocation lists. */
final class ListRows {
    private static final String SCOPE = "2.5.29.28";
    private static final String UNKNOWN = "1.3.6.1.4.1.99999.1";
    private static final BigInteger OTHER = BigInteger.valueOf(99);

    private ListRows() {}

    private static void row(List<Row> rows, String name, PathReason reason, Consumer<Status> change) {
        rows.add(new Row(name, reason, change));
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        entries(rows);
        signers(rows);
        times(rows);
        scopes(rows);
        indirect(rows);
        deltas(rows);
        return rows;
    }

    private static void entries(List<Row> rows) {
        row(rows, "an empty list", null, s -> {});
        row(rows, "another's entry", null, s -> s.list.entry(OTHER, 1));
        row(rows, "its entry", REVOKED, s -> s.list.entry(Status.SERIAL, 1));
        row(rows, "its entry, on hold", REVOKED, s -> s.list.entry(Status.SERIAL, 6));
        row(rows, "a critical extension of the list", CRL_MALFORMED, s -> s.list.with(UNKNOWN, true, one()));
        row(rows, "a not critical one", null, s -> s.list.with(UNKNOWN, false, one()));
        row(
                rows,
                "a critical extension of another's entry",
                CRL_MALFORMED,
                s -> s.list.entry(OTHER, new ASN1ObjectIdentifier(UNKNOWN), true, one()));
        row(
                rows,
                "its entry, with a not critical extension",
                REVOKED,
                s -> s.list.entry(Status.SERIAL, new ASN1ObjectIdentifier(UNKNOWN), false, one()));
        row(rows, "no list", STATUS_UNKNOWN, s -> s.lists.remove(s.list));
        row(
                rows,
                "only an unusable list beside a good one",
                null,
                s -> s.lists.add(new Crl(s.authority, 11).with(UNKNOWN, true, one())));
    }

    private static ASN1Integer one() {
        return new ASN1Integer(1);
    }

    private static void signers(List<Row> rows) {
        row(rows, "signed by a stranger under the name", CRL_SIGNATURE_INVALID, s -> {
            s.list.signer = Maker.authority("CN=stranger", null);
        });
        row(rows, "signed by a sibling under the name", CRL_SIGNATURE_INVALID, s -> {
            s.list.signer = Maker.authority("CN=sibling", s.root);
            s.more.add(Maker.authority("CN=sibling", s.root));
        });
        row(rows, "signed by a key that may not", CRL_SIGNER_NOT_ALLOWED, s -> s.authority.usage(KeyUsage.keyCertSign));
        row(rows, "signed by the leaf", CRL_SIGNATURE_INVALID, s -> s.list.signer = s.leaf);
        row(rows, "a broken signature", CRL_SIGNATURE_INVALID, s -> s.list.altered = true);
        row(rows, "SHA-1", SIGNATURE_ALGORITHM_NOT_ALLOWED, s -> s.list.algorithm = "SHA1withECDSA");
        row(rows, "the name of a sibling", STATUS_UNKNOWN, s -> s.list.issuer = new X500Name("CN=sibling"));
        row(rows, "the name of the root", STATUS_UNKNOWN, s -> s.list.issuer = s.root.subject);
        row(rows, "another key of the authority, certified for lists", null, s -> {
            Maker lists = Maker.authority("CN=for lists", s.root)
                    .subject("CN=authority")
                    .usage(KeyUsage.cRLSign)
                    .without("2.5.29.19")
                    .serial(BigInteger.valueOf(77));
            s.more.add(lists);
            s.list.signer = lists;
        });
        row(rows, "another key of the authority, certified by a stranger", CRL_SIGNER_UNKNOWN, s -> {
            Maker lists = Maker.authority("CN=for lists", Maker.authority("CN=stranger", null))
                    .subject("CN=authority")
                    .serial(BigInteger.valueOf(77));
            s.more.add(lists);
            s.list.signer = lists;
        });
    }

    private static void times(List<Row> rows) {
        row(rows, "its time is over", CRL_NOT_CURRENT, s -> s.list.nextUpdate = Hostile.NOW.minusSeconds(2));
        row(rows, "no end (§5.1.2.5)", CRL_NOT_CURRENT, s -> s.list.nextUpdate = null);
        row(rows, "from the future", CRL_NOT_CURRENT, s -> s.list.thisUpdate = Hostile.NOW.plusSeconds(60));
        row(rows, "over, with its entry", CRL_NOT_CURRENT, s -> {
            s.list.entry(Status.SERIAL, 1);
            s.list.nextUpdate = Hostile.NOW.minusSeconds(2);
        });
    }

    private static DistributionPointName at(String uri) {
        return new DistributionPointName(new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
    }

    private static IssuingDistributionPoint scope(
            DistributionPointName name, boolean users, boolean authorities, ReasonFlags some, boolean indirect) {
        return new IssuingDistributionPoint(name, users, authorities, some, indirect, false);
    }

    private static void pointsAt(Status s, DistributionPointName name, GeneralNames issuer) {
        s.leaf.with(
                "2.5.29.31", false, new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, issuer)
                }));
    }

    private static void scopes(List<Row> rows) {
        row(rows, "for users", null, s -> s.list.with(SCOPE, true, scope(null, true, false, null, false)));
        row(
                rows,
                "for authorities alone",
                CRL_OUT_OF_SCOPE,
                s -> s.list.with(SCOPE, true, scope(null, false, true, null, false)));
        row(
                rows,
                "for attribute certificates alone",
                CRL_OUT_OF_SCOPE,
                s -> s.list.with(SCOPE, true, new IssuingDistributionPoint(null, false, false, null, false, true)));
        row(
                rows,
                "of a shard, for a certificate that names none",
                CRL_OUT_OF_SCOPE,
                s -> s.list.with(SCOPE, true, scope(at("http://a.example/1.crl"), false, false, null, false)));
        row(rows, "of the shard that it names", null, s -> {
            pointsAt(s, at("http://a.example/1.crl"), null);
            s.list.with(SCOPE, true, scope(at("http://a.example/1.crl"), false, false, null, false));
        });
        row(rows, "of another shard", CRL_OUT_OF_SCOPE, s -> {
            pointsAt(s, at("http://a.example/1.crl"), null);
            s.list.with(SCOPE, true, scope(at("http://a.example/2.crl"), false, false, null, false));
        });
        row(
                rows,
                "for some reasons alone",
                STATUS_UNKNOWN,
                s -> s.list.with(
                        SCOPE, true, scope(null, false, false, new ReasonFlags(ReasonFlags.keyCompromise), false)));
        row(rows, "for some reasons, and its entry", REVOKED, s -> {
            s.list.with(SCOPE, true, scope(null, false, false, new ReasonFlags(ReasonFlags.keyCompromise), false));
            s.list.entry(Status.SERIAL, 1);
        });
    }

    private static void indirect(List<Row> rows) {
        row(rows, "another authority's indirect list, not asked for", STATUS_UNKNOWN, s -> {
            Maker other = Maker.authority("CN=other", s.root).serial(BigInteger.valueOf(5));
            s.more.add(other);
            s.lists.remove(s.list);
            s.lists.add(new Crl(other).with(SCOPE, true, scope(null, false, false, null, true)));
        });
        row(rows, "another authority's list, asked for and not indirect", CRL_OUT_OF_SCOPE, s -> other(s, false));
        row(rows, "another authority's indirect list, asked for", null, s -> other(s, true));
        row(
                rows,
                "an entry of the same number, of the other authority's own",
                null,
                s -> other(s, true).entry(Status.SERIAL, 1));
        row(
                rows,
                "its entry under its issuer's name",
                REVOKED,
                s -> other(s, true).of(Status.SERIAL, s.authority));
        row(
                rows,
                "an entry after one that names its issuer (§5.3.3)",
                REVOKED,
                s -> other(s, true).of(OTHER, s.authority).entry(Status.SERIAL, 1));
    }

    private static Crl other(Status s, boolean indirect) {
        Maker other = Maker.authority("CN=other", s.root).serial(BigInteger.valueOf(5));
        s.more.add(other);
        s.lists.remove(s.list);
        pointsAt(s, at("http://a.example/1.crl"), new GeneralNames(new GeneralName(other.subject)));
        Crl list = new Crl(other).with(SCOPE, true, scope(at("http://a.example/1.crl"), false, false, null, indirect));
        s.lists.add(list);
        return list;
    }

    private static void deltas(List<Row> rows) {
        row(rows, "a delta alone", STATUS_UNKNOWN, s -> {
            s.lists.remove(s.list);
            s.lists.add(delta(s, 11, 10));
        });
        row(
                rows,
                "a delta with its entry",
                REVOKED,
                s -> s.lists.add(delta(s, 11, 10).entry(Status.SERIAL, 1)));
        row(rows, "a delta that takes it off hold", null, s -> {
            s.list.entry(Status.SERIAL, 6);
            s.lists.add(delta(s, 11, 10).entry(Status.SERIAL, 8));
        });
        row(rows, "a delta to a later list, which takes it off hold", REVOKED, s -> {
            s.list.entry(Status.SERIAL, 6);
            s.lists.add(delta(s, 12, 11).entry(Status.SERIAL, 8));
        });
        row(rows, "an older delta than the list, which takes it off hold", REVOKED, s -> {
            s.list.entry(Status.SERIAL, 6);
            s.lists.add(delta(s, 10, 9).entry(Status.SERIAL, 8));
        });
        row(rows, "a delta of another scope, which takes it off hold", REVOKED, s -> {
            s.list.entry(Status.SERIAL, 6);
            s.lists.add(
                    delta(s, 11, 10).entry(Status.SERIAL, 8).with(SCOPE, true, scope(null, true, false, null, false)));
        });
        row(rows, "a delta with a critical extension, which takes it off hold", REVOKED, s -> {
            s.list.entry(Status.SERIAL, 6);
            s.lists.add(delta(s, 11, 10).entry(Status.SERIAL, 8).with(UNKNOWN, true, one()));
        });
        row(rows, "a delta that is over, which takes it off hold", REVOKED, s -> {
            s.list.entry(Status.SERIAL, 6);
            Crl delta = delta(s, 11, 10).entry(Status.SERIAL, 8);
            delta.nextUpdate = Hostile.NOW.minusSeconds(2);
            s.lists.add(delta);
        });
        row(rows, "a stranger's delta, which takes it off hold", CRL_SIGNATURE_INVALID, s -> {
            s.list.entry(Status.SERIAL, 6);
            Crl delta = delta(s, 11, 10).entry(Status.SERIAL, 8);
            delta.signer = Maker.authority("CN=stranger", null);
            s.lists.add(delta);
        });
        row(rows, "a list that is over, with a delta to a later one", CRL_NOT_CURRENT, s -> {
            s.list.nextUpdate = Hostile.NOW.minusSeconds(2);
            s.lists.add(delta(s, 12, 11));
        });
    }

    private static Crl delta(Status s, int number, int base) {
        return new Crl(s.authority, number).since(base);
    }
}
