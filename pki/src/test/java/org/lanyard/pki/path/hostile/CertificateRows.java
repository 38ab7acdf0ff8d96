package org.lanyard.pki.path.hostile;

import static org.lanyard.pki.path.hostile.Hostile.NOW;
import static org.lanyard.pki.path.hostile.Hostile.good;
import static org.lanyard.pki.path.hostile.Hostile.row;
import static org.lanyard.pki.path.hostile.Hostile.strict;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.lanyard.pki.path.hostile.Hostile.Row;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.rules.StricterRule;
import org.lanyard.pki.testing.TestKeys;

/** RFC 5280 §4.1 and §4.2.1.1 to .3, .9: a certificate by itself. */
final class CertificateRows {
    private static final X500Name EMPTY = new X500Name(new RDN[0]);
    private static final byte[] ANY = {5, 0};

    private CertificateRows() {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        fields(rows);
        times(rows);
        identifiers(rows);
        authority(rows);
        keys(rows);
        return rows;
    }

    private static void fields(List<Row> rows) {
        rows.add(good("nothing is wrong", h -> {}));
        rows.add(row("version 1 with extensions", PathReason.VERSION_WRONG, -1, h -> h.leaf.version = 1));
        rows.add(row("version 2 with extensions", PathReason.VERSION_WRONG, -1, h -> h.leaf.version = 2));
        rows.add(row("version 4", PathReason.VERSION_WRONG, -1, h -> h.leaf.version = 4));
        rows.add(strict(StricterRule.VERSION_IS_THREE, "version 1, no extensions", PathReason.VERSION_WRONG, 0, h -> {
            h.leaf.version = 1;
            h.leaf.noExtensions = true;
            h.off.add(StricterRule.KEYS_ARE_IDENTIFIED);
        }));
        rows.add(row("unique identifier in version 1", PathReason.VERSION_WRONG, -1, h -> {
            h.leaf.version = 1;
            h.leaf.noExtensions = true;
            h.leaf.uniqueIdentifiers = true;
        }));
        rows.add(strict(
                StricterRule.NO_UNIQUE_IDENTIFIERS,
                "unique identifier",
                PathReason.UNIQUE_IDENTIFIERS,
                0,
                h -> h.leaf.uniqueIdentifiers = true));
        rows.add(serial("serial 0", PathReason.SERIAL_NOT_POSITIVE, BigInteger.ZERO));
        rows.add(serial("serial negative", PathReason.SERIAL_NOT_POSITIVE, BigInteger.valueOf(-5)));
        rows.add(serial("serial of 21 octets", PathReason.SERIAL_TOO_LONG, BigInteger.ONE.shiftLeft(160)));
        rows.add(serial("serial of 20 octets and a zero", PathReason.SERIAL_TOO_LONG, BigInteger.ONE.shiftLeft(159)));
        rows.add(good("serial of 20 octets", h -> h.leaf.serial = BigInteger.ONE.shiftLeft(158)));
        rows.add(strict(
                StricterRule.SERIAL_NUMBERS,
                "authority with serial 0",
                PathReason.SERIAL_NOT_POSITIVE,
                1,
                h -> h.authority.serial = BigInteger.ZERO));
        rows.add(row(
                "outer algorithm another",
                PathReason.ALGORITHMS_DIFFER,
                -1,
                h -> h.leaf.outerAlgorithm = "1.2.840.10045.4.3.3"));
        rows.add(row("extensions empty", PathReason.EXTENSION_MALFORMED, -1, h -> h.leaf.extensions.clear()));
        rows.add(row(
                "an extension twice",
                PathReason.EXTENSION_REPEATED,
                -1,
                h -> h.leaf.extensions.add(h.leaf.extensions.get(0))));
        rows.add(row(
                "unknown critical extension in the leaf",
                PathReason.CRITICAL_EXTENSION_UNKNOWN,
                0,
                h -> h.leaf.with("2.999.1", true, ANY)));
        rows.add(row(
                "unknown critical extension in the authority",
                PathReason.CRITICAL_EXTENSION_UNKNOWN,
                1,
                h -> h.authority.with("2.999.1", true, ANY)));
        rows.add(strict(
                StricterRule.ANCHOR_IS_AN_AUTHORITY,
                "unknown critical extension in the anchor",
                PathReason.CRITICAL_EXTENSION_UNKNOWN,
                2,
                h -> h.root.with("2.999.1", true, ANY)));
        rows.add(good("unknown extension, not critical", h -> h.leaf.with("2.999.1", false, ANY)));
        rows.add(strict(StricterRule.NAMES_ARE_FILLED, "authority's subject empty", PathReason.SUBJECT_EMPTY, 1, h -> {
            h.authority.subject = EMPTY;
            h.authority.names(Names.dns("authority.example")).critical("2.5.29.17", true);
        }));
        rows.add(strict(
                StricterRule.NAMES_ARE_FILLED,
                "anchor's issuer empty",
                PathReason.ISSUER_EMPTY,
                2,
                h -> h.root.issuerName = EMPTY));
        rows.add(strict(
                StricterRule.EMPTY_SUBJECT_HAS_CRITICAL_NAME,
                "subject empty, name not critical",
                PathReason.EMPTY_SUBJECT_WITHOUT_CRITICAL_NAME,
                0,
                h -> h.leaf.subject = EMPTY));
        rows.add(good("subject empty, name critical", h -> {
            h.leaf.subject = EMPTY;
            h.leaf.critical("2.5.29.17", true);
        }));
        rows.add(row(
                "extension's content with a byte behind it",
                PathReason.EXTENSION_MALFORMED,
                -1,
                h -> h.leaf.with("2.5.29.15", true, new byte[] {3, 2, 7, (byte) 0x80, 0})));
        rows.add(row(
                "key usage without a bit",
                PathReason.EXTENSION_MALFORMED,
                -1,
                h -> h.leaf.with("2.5.29.15", true, new byte[] {3, 1, 0})));
        rows.add(row(
                "key usage that ends with zeros",
                PathReason.NOT_DER,
                -1,
                h -> h.leaf.with("2.5.29.15", true, new byte[] {3, 2, 0, (byte) 0x80})));
        rows.add(row(
                "basic constraints with cA FALSE spelled out",
                PathReason.NOT_DER,
                -1,
                h -> h.leaf.with("2.5.29.19", true, new byte[] {0x30, 3, 1, 1, 0})));
        rows.add(row(
                "cA TRUE as 01",
                PathReason.NOT_DER,
                -1,
                h -> h.leaf.with("2.5.29.19", true, new byte[] {0x30, 3, 1, 1, 1})));
        rows.add(row(
                "path length negative",
                PathReason.EXTENSION_MALFORMED,
                -1,
                h -> h.leaf.with("2.5.29.19", true, new byte[] {0x30, 6, 1, 1, -1, 2, 1, -1})));
    }

    private static Row serial(String name, PathReason reason, BigInteger serial) {
        return strict(StricterRule.SERIAL_NUMBERS, name, reason, 0, h -> h.leaf.serial = serial);
    }

    private static void times(List<Row> rows) {
        rows.add(row(
                "leaf expired a second ago",
                PathReason.EXPIRED,
                0,
                h -> h.leaf.validity(NOW.minusSeconds(100), NOW.minusSeconds(1))));
        rows.add(good("leaf in its last second", h -> h.leaf.validity(NOW.minusSeconds(100), NOW)));
        rows.add(row(
                "leaf valid in a second",
                PathReason.NOT_YET_VALID,
                0,
                h -> h.leaf.validity(NOW.plusSeconds(1), NOW.plusSeconds(100))));
        rows.add(row(
                "authority expired",
                PathReason.EXPIRED,
                1,
                h -> h.authority.validity(NOW.minusSeconds(100), NOW.minusSeconds(1))));
        rows.add(row(
                "authority not yet valid",
                PathReason.NOT_YET_VALID,
                1,
                h -> h.authority.validity(NOW.plusSeconds(1), NOW.plusSeconds(100))));
        rows.add(strict(
                StricterRule.ANCHOR_IS_IN_TIME,
                "anchor expired",
                PathReason.ANCHOR_NOT_IN_TIME,
                2,
                h -> h.root.validity(NOW.minusSeconds(100), NOW.minusSeconds(1))));
        rows.add(strict(
                StricterRule.ANCHOR_IS_IN_TIME,
                "anchor not yet valid",
                PathReason.ANCHOR_NOT_IN_TIME,
                2,
                h -> h.root.validity(NOW.plusSeconds(1), NOW.plusSeconds(100))));
        rows.add(row(
                "never valid",
                PathReason.EXPIRED,
                0,
                h -> h.leaf.validity(NOW.minusSeconds(10), NOW.minusSeconds(20))));
        rows.add(strict(
                StricterRule.TIMES_ARE_ENCODED_BY_YEAR,
                "GeneralizedTime before 2050",
                PathReason.TIME_ENCODING_WRONG,
                0,
                h -> h.leaf.notAfter = Maker.generalized(Instant.parse("2030-01-01T00:00:00Z"))));
        rows.add(good(
                "GeneralizedTime from 2050",
                h -> h.leaf.notAfter = Maker.generalized(Instant.parse("2050-01-01T00:00:00Z"))));
        for (String text :
                List.of("261123120000+0000", "2611231200Z", "26112312000Z", "261323120000Z", "260231120000Z")) {
            rows.add(row(
                    "UTCTime " + text, PathReason.TIME_MALFORMED, -1, h -> h.leaf.notBefore = Maker.time(0x17, text)));
        }
        for (String text : List.of("20501123120000.5Z", "20501123120000", "20501123120060Z")) {
            rows.add(row(
                    "GeneralizedTime " + text,
                    PathReason.TIME_MALFORMED,
                    -1,
                    h -> h.leaf.notAfter = Maker.time(0x18, text)));
        }
    }

    private static void identifiers(List<Row> rows) {
        StricterRule rule = StricterRule.KEYS_ARE_IDENTIFIED;
        rows.add(strict(
                rule,
                "leaf without AKI",
                PathReason.AUTHORITY_KEY_IDENTIFIER_MISSING,
                0,
                h -> h.leaf.without("2.5.29.35")));
        rows.add(strict(
                rule,
                "authority without AKI",
                PathReason.AUTHORITY_KEY_IDENTIFIER_MISSING,
                1,
                h -> h.authority.without("2.5.29.35")));
        rows.add(strict(
                rule,
                "AKI without a key",
                PathReason.AUTHORITY_KEY_IDENTIFIER_MISSING,
                0,
                h -> h.leaf.with("2.5.29.35", false, new DERSequence())));
        rows.add(strict(
                rule,
                "authority without SKI",
                PathReason.SUBJECT_KEY_IDENTIFIER_MISSING,
                1,
                h -> h.authority.without("2.5.29.14")));
        rows.add(strict(
                rule,
                "anchor without SKI",
                PathReason.SUBJECT_KEY_IDENTIFIER_MISSING,
                2,
                h -> h.root.without("2.5.29.14")));
        rows.add(good("anchor without AKI", h -> h.root.without("2.5.29.35")));
        rows.add(good("leaf with SKI", h -> h.leaf.with("2.5.29.14", false, new byte[] {4, 1, 7})));
        StricterRule criticality = StricterRule.CRITICALITY;
        rows.add(strict(
                criticality, "AKI critical", PathReason.CRITICALITY_WRONG, 0, h -> h.leaf.critical("2.5.29.35", true)));
        rows.add(strict(
                criticality,
                "SKI critical",
                PathReason.CRITICALITY_WRONG,
                1,
                h -> h.authority.critical("2.5.29.14", true)));
        rows.add(strict(
                criticality,
                "basic constraints not critical",
                PathReason.CRITICALITY_WRONG,
                1,
                h -> h.authority.critical("2.5.29.19", false)));
        rows.add(strict(
                criticality,
                "anchor's basic constraints not critical",
                PathReason.CRITICALITY_WRONG,
                2,
                h -> h.root.critical("2.5.29.19", false)));
        rows.add(strict(
                criticality,
                "name constraints not critical",
                PathReason.CRITICALITY_WRONG,
                1,
                h -> h.authority.with("2.5.29.30", false, Names.permitted(Names.dns("example")))));
        rows.add(strict(
                criticality,
                "AIA critical",
                PathReason.CRITICALITY_WRONG,
                0,
                h -> h.leaf.with("1.3.6.1.5.5.7.1.1", true, new DERSequence(new DERSequence(new ASN1Encodable[] {
                    new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.1"), Names.uri("http://ocsp.example")
                })))));
    }

    private static void authority(List<Row> rows) {
        rows.add(row(
                "issuer without basic constraints",
                PathReason.NOT_AN_AUTHORITY,
                1,
                h -> h.authority.without("2.5.29.19").usage(KeyUsage.digitalSignature)));
        rows.add(row(
                "issuer with cA FALSE",
                PathReason.NOT_AN_AUTHORITY,
                1,
                h -> h.authority
                        .with("2.5.29.19", true, new BasicConstraints(false))
                        .usage(KeyUsage.digitalSignature)));
        rows.add(row(
                "issuer without keyCertSign",
                PathReason.KEY_USAGE_NOT_CERT_SIGN,
                1,
                h -> h.authority.usage(KeyUsage.cRLSign)));
        rows.add(strict(
                StricterRule.AUTHORITIES_HAVE_KEY_USAGE,
                "issuer without key usage",
                PathReason.KEY_USAGE_MISSING,
                1,
                h -> h.authority.without("2.5.29.15")));
        rows.add(strict(
                StricterRule.ANCHOR_IS_AN_AUTHORITY,
                "anchor with cA FALSE",
                PathReason.ANCHOR_NOT_AN_AUTHORITY,
                2,
                h -> h.root.with("2.5.29.19", true, new BasicConstraints(false)).usage(KeyUsage.digitalSignature)));
        rows.add(strict(
                StricterRule.ANCHOR_IS_AN_AUTHORITY,
                "anchor without keyCertSign",
                PathReason.ANCHOR_NOT_AN_AUTHORITY,
                2,
                h -> h.root.usage(KeyUsage.cRLSign)));
        rows.add(strict(
                StricterRule.LEAVES_CLAIM_NO_AUTHORITY,
                "leaf with keyCertSign",
                PathReason.CERT_SIGN_ON_LEAF,
                0,
                h -> h.leaf.usage(KeyUsage.digitalSignature | KeyUsage.keyCertSign)));
        rows.add(strict(
                StricterRule.LEAVES_CLAIM_NO_AUTHORITY,
                "leaf with name constraints",
                PathReason.NAME_CONSTRAINTS_ON_LEAF,
                0,
                h -> h.leaf.with("2.5.29.30", true, Names.permitted(Names.dns("example")))));
        rows.add(strict(
                StricterRule.PATH_LENGTH_IS_FOR_SIGNERS,
                "path length on a leaf",
                PathReason.PATH_LENGTH_ON_LEAF,
                0,
                h -> h.leaf.with("2.5.29.19", true, new byte[] {0x30, 3, 2, 1, 0})));
        rows.add(good(
                "an authority as the leaf",
                h -> h.leaf.with("2.5.29.19", true, new BasicConstraints(true))
                        .usage(KeyUsage.keyCertSign)
                        .with("2.5.29.14", false, new byte[] {4, 1, 7})));
    }

    private static void keys(List<Row> rows) {
        rows.add(row(
                "RSA of 1024 bits",
                PathReason.KEY_NOT_ALLOWED,
                0,
                h -> h.leaf.keyInfo = SubjectPublicKeyInfo.getInstance(
                        TestKeys.rsa(1024).getPublic().getEncoded())));
        rows.add(row(
                "a curve that is not taken",
                PathReason.KEY_NOT_ALLOWED,
                0,
                h -> h.leaf.keyInfo = new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(
                                new ASN1ObjectIdentifier("1.2.840.10045.2.1"),
                                new ASN1ObjectIdentifier("1.3.132.0.10")),
                        h.leaf.keyInfo.getPublicKeyData().getOctets())));
        rows.add(row("a point off its curve", PathReason.KEY_NOT_ALLOWED, 0, h -> {
            byte[] point = h.leaf.keyInfo.getPublicKeyData().getOctets();
            point[64] ^= 1;
            h.leaf.keyInfo = new SubjectPublicKeyInfo(h.leaf.keyInfo.getAlgorithm(), point);
        }));
        rows.add(row("signature by SHA-1", PathReason.SIGNATURE_ALGORITHM_NOT_ALLOWED, 0, h -> {
            h.leaf.algorithm = "1.2.840.10045.4.1";
            h.leaf.outerAlgorithm = "1.2.840.10045.4.1";
            h.leaf.jcaName = "SHA1withECDSA";
        }));
        rows.add(row("signature altered", PathReason.SIGNATURE_INVALID, 0, h -> h.leaf.alterSignature = true));
        rows.add(row(
                "authority's signature altered",
                PathReason.SIGNATURE_INVALID,
                1,
                h -> h.authority.alterSignature = true));
        rows.add(row("an RSA algorithm named for an EC signature", PathReason.SIGNATURE_ALGORITHM_NOT_ALLOWED, 0, h -> {
            h.leaf.algorithm = "1.2.840.113549.1.1.11";
            h.leaf.outerAlgorithm = "1.2.840.113549.1.1.11";
        }));
        rows.add(row(
                "key algorithm unknown",
                PathReason.KEY_NOT_ALLOWED,
                0,
                h -> h.leaf.keyInfo = new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(new ASN1ObjectIdentifier("2.999.2"), DERNull.INSTANCE),
                        new byte[] {1})));
    }
}
