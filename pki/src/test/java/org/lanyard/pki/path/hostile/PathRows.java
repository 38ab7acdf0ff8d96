package org.lanyard.pki.path.hostile;

import static org.lanyard.pki.path.hostile.Hostile.good;
import static org.lanyard.pki.path.hostile.Hostile.row;
import static org.lanyard.pki.path.hostile.Hostile.strict;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.lanyard.pki.path.hostile.Hostile.Row;
import org.lanyard.pki.path.names.Subject;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.rules.Expected;
import org.lanyard.pki.path.rules.PolicyInputs;
import org.lanyard.pki.path.rules.StricterRule;

/** RFC 5280 §6.1: chains, path lengths, policies; and what the caller expects of the leaf. */
final class PathRows {
    private static final String ANY = "2.5.29.32.0";
    private static final String P = "2.999.10";
    private static final String Q = "2.999.11";
    private static final String SERVER = KeyPurposeId.id_kp_serverAuth.getId();
    private static final String CLIENT = KeyPurposeId.id_kp_clientAuth.getId();
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private PathRows() {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        chains(rows);
        policies(rows);
        purposes(rows);
        subjects(rows);
        return rows;
    }

    private static DERSequence policiesOf(String... oids) {
        ASN1Encodable[] all = new ASN1Encodable[oids.length];
        for (int i = 0; i < oids.length; i++) {
            all[i] = new DERSequence(new ASN1ObjectIdentifier(oids[i]));
        }
        return new DERSequence(all);
    }

    private static DERSequence oids(String... oids) {
        ASN1Encodable[] all = new ASN1Encodable[oids.length];
        for (int i = 0; i < oids.length; i++) {
            all[i] = new ASN1ObjectIdentifier(oids[i]);
        }
        return new DERSequence(all);
    }

    private static DERSequence constraint(int which, int skip) {
        return new DERSequence(new DERTaggedObject(false, which, new ASN1Integer(skip)));
    }

    private static void chains(List<Row> rows) {
        rows.add(row(
                "leaf of an unknown issuer",
                PathReason.NO_PATH,
                0,
                h -> h.leaf.issuerName = new X500Name("CN=nobody")));
        rows.add(row(
                "authority of an unknown root",
                PathReason.NO_PATH,
                1,
                h -> h.authority.issuerName = new X500Name("CN=nobody")));
        rows.add(row("anchor of the same name, another key", PathReason.SIGNATURE_INVALID, 1, h -> {
            h.authority.issuer = Maker.authority("CN=stranger", null).subject("CN=root");
        }));
        rows.add(row("one authority more than the path length allows", PathReason.PATH_TOO_LONG, 1, h -> {
            h.root.with("2.5.29.19", true, new BasicConstraints(0));
        }));
        rows.add(row("path length 0 above another authority", PathReason.PATH_TOO_LONG, 1, h -> {
            Maker upper = Maker.authority("CN=upper", h.root).with("2.5.29.19", true, new BasicConstraints(0));
            h.more.add(upper);
            h.authority.issuer = upper;
        }));
        rows.add(good(
                "path length 0 above the leaf", h -> h.authority.with("2.5.29.19", true, new BasicConstraints(0))));
        rows.add(row("deeper than asked for", PathReason.TOO_DEEP, 0, h -> h.deepest = 0));
        rows.add(good("as deep as asked for", h -> h.deepest = 1));
        rows.add(good(
                "names that differ in case and spaces alone",
                h -> h.leaf.issuerName = new X500Name("CN=  AuThOrItY ")));
        rows.add(row(
                "names that differ by a letter",
                PathReason.NO_PATH,
                0,
                h -> h.leaf.issuerName = new X500Name("CN=authorit")));
        rows.add(good("a loop beside the way", h -> {
            Maker back = Maker.authority("CN=root", h.authority);
            back.key = h.root.key;
            h.more.add(back);
        }));
    }

    private static void policies(List<Row> rows) {
        rows.add(row(
                "explicit policy, none there",
                PathReason.POLICY_REQUIRED,
                1,
                h -> h.policies(PolicyInputs.explicit(Set.of(P)))));
        rows.add(row("explicit policy, another there", PathReason.POLICY_REQUIRED, 0, h -> {
            h.authority.with("2.5.29.32", false, policiesOf(Q));
            h.leaf.with("2.5.29.32", false, policiesOf(Q));
            h.policies(PolicyInputs.explicit(Set.of(P)));
        }));
        rows.add(good("explicit policy, there", h -> {
            h.authority.with("2.5.29.32", false, policiesOf(ANY));
            h.leaf.with("2.5.29.32", false, policiesOf(P));
            h.policies(PolicyInputs.explicit(Set.of(P)));
        }));
        rows.add(row("explicit policy by anyPolicy where that is inhibited", PathReason.POLICY_REQUIRED, 1, h -> {
            h.authority.with("2.5.29.32", false, policiesOf(ANY));
            h.leaf.with("2.5.29.32", false, policiesOf(P));
            h.policies(new PolicyInputs(Set.of(P), true, false, true));
        }));
        rows.add(row(
                "the authority requires a policy",
                PathReason.POLICY_REQUIRED,
                0,
                h -> h.authority.with("2.5.29.36", true, constraint(0, 0)).with("2.5.29.32", false, policiesOf(P))));
        rows.add(strict(
                StricterRule.ANCHOR_CONSTRAINS,
                "the anchor requires a policy",
                PathReason.POLICY_REQUIRED,
                1,
                h -> h.root.with("2.5.29.36", true, constraint(0, 0))));
        rows.add(strict(
                StricterRule.ANCHOR_CONSTRAINS,
                "the anchor is for another policy",
                PathReason.POLICY_REQUIRED,
                0,
                h -> {
                    h.root.with("2.5.29.32", false, policiesOf(Q));
                    h.authority.with("2.5.29.32", false, policiesOf(P));
                    h.leaf.with("2.5.29.32", false, policiesOf(P));
                    h.policies(PolicyInputs.explicit(Set.of(P)));
                }));
        rows.add(row("the installation takes the anchor for another policy", PathReason.POLICY_REQUIRED, 0, h -> {
            h.anchor = anchor -> anchor.withPolicies(Set.of(Q));
            h.authority.with("2.5.29.32", false, policiesOf(P));
            h.leaf.with("2.5.29.32", false, policiesOf(P));
            h.policies(PolicyInputs.explicit(Set.of(P)));
        }));
        rows.add(row(
                "anyPolicy mapped",
                PathReason.ANY_POLICY_MAPPED,
                1,
                h -> h.authority.with("2.5.29.33", true, new DERSequence(oids(ANY, P)))));
        rows.add(row("mapping where that is inhibited", PathReason.POLICY_REQUIRED, 0, h -> {
            h.authority.with("2.5.29.32", false, policiesOf(P)).with("2.5.29.33", true, new DERSequence(oids(P, Q)));
            h.leaf.with("2.5.29.32", false, policiesOf(Q));
            h.policies(new PolicyInputs(Set.of(P), true, true, false));
        }));
        rows.add(good("mapping", h -> {
            h.authority.with("2.5.29.32", false, policiesOf(P)).with("2.5.29.33", true, new DERSequence(oids(P, Q)));
            h.leaf.with("2.5.29.32", false, policiesOf(Q));
            h.policies(PolicyInputs.explicit(Set.of(P)));
        }));
        rows.add(strict(
                StricterRule.POLICIES_APPEAR_ONCE,
                "a policy twice",
                PathReason.POLICY_REPEATED,
                0,
                h -> h.leaf.with("2.5.29.32", false, policiesOf(P, P))));
        rows.add(row(
                "policy constraints empty",
                PathReason.EXTENSION_MALFORMED,
                -1,
                h -> h.leaf.with("2.5.29.36", true, new DERSequence())));
        rows.add(row(
                "policies empty",
                PathReason.EXTENSION_MALFORMED,
                -1,
                h -> h.leaf.with("2.5.29.32", false, new DERSequence())));
        rows.add(strict(
                StricterRule.CRITICALITY,
                "policy constraints not critical",
                PathReason.CRITICALITY_WRONG,
                1,
                h -> h.authority.with("2.5.29.36", false, constraint(1, 0))));
        rows.add(strict(
                StricterRule.CRITICALITY,
                "inhibitAnyPolicy not critical",
                PathReason.CRITICALITY_WRONG,
                1,
                h -> h.authority.with("2.5.29.54", false, new ASN1Integer(0))));
    }

    private static void purposes(List<Row> rows) {
        rows.add(row("purpose another", PathReason.PURPOSE_MISSING, 0, h -> {
            h.leaf.with("2.5.29.37", false, oids(CLIENT));
            h.expect(Expected.purpose(SERVER));
        }));
        rows.add(good("purpose among others", h -> {
            h.leaf.with("2.5.29.37", false, oids(CLIENT, SERVER));
            h.expect(Expected.purpose(SERVER));
        }));
        rows.add(good("no extended key usage restricts nothing", h -> h.expect(Expected.purpose(SERVER))));
        rows.add(strict(StricterRule.PURPOSE_IS_NAMED, "anyExtendedKeyUsage", PathReason.PURPOSE_MISSING, 0, h -> {
            h.leaf.with("2.5.29.37", false, oids(ANY_PURPOSE));
            h.expect(Expected.purpose(SERVER));
        }));
        rows.add(strict(
                StricterRule.PURPOSE_IS_HANDED_DOWN,
                "authority for another purpose",
                PathReason.PURPOSE_NOT_IN_AUTHORITY,
                1,
                h -> {
                    h.authority.with("2.5.29.37", false, oids(CLIENT));
                    h.leaf.with("2.5.29.37", false, oids(SERVER));
                    h.expect(Expected.purpose(SERVER));
                }));
        rows.add(row(
                "extended key usage empty",
                PathReason.EXTENSION_MALFORMED,
                -1,
                h -> h.leaf.with("2.5.29.37", false, new DERSequence())));
    }

    private static void subjects(List<Row> rows) {
        rows.add(row("another host", PathReason.HOST_DIFFERS, 0, h -> host(h, "other.example", "host.example")));
        rows.add(good("the host in other letters", h -> host(h, "HOST.example", "host.EXAMPLE")));
        rows.add(row("a host below", PathReason.HOST_DIFFERS, 0, h -> host(h, "a.host.example", "host.example")));
        rows.add(good("wildcard", h -> host(h, "a.host.example", "*.host.example")));
        rows.add(row(
                "wildcard for two labels",
                PathReason.HOST_DIFFERS,
                0,
                h -> host(h, "a.b.host.example", "*.host.example")));
        rows.add(row("wildcard for none", PathReason.HOST_DIFFERS, 0, h -> host(h, "host.example", "*.host.example")));
        rows.add(strict(
                StricterRule.NO_WIDE_WILDCARDS,
                "wildcard for a top-level domain",
                PathReason.WILDCARD_TOO_WIDE,
                0,
                h -> host(h, "host.example", "*.example")));
        rows.add(row("only the common name has it", PathReason.HOST_DIFFERS, 0, h -> {
            h.leaf.subject("CN=host.example").names(Names.dns("other.example"));
            h.expect(Expected.NOTHING.with(new Subject.Host("host.example")));
        }));
        rows.add(row("no alternative names", PathReason.HOST_DIFFERS, 0, h -> {
            h.leaf.without("2.5.29.17");
            h.expect(Expected.NOTHING.with(new Subject.Host("host.example")));
        }));
        rows.add(row(
                "one of two hosts",
                PathReason.HOST_DIFFERS,
                0,
                h -> h.expect(
                        Expected.NOTHING.with(new Subject.Host("host.example"), new Subject.Host("second.example")))));
        rows.add(row("another address", PathReason.ADDRESS_DIFFERS, 0, h -> {
            h.leaf.names(Names.ip(192, 0, 2, 1));
            h.expect(Expected.NOTHING.with(new Subject.Address(new byte[] {(byte) 192, 0, 2, 2})));
        }));
        rows.add(row("an address as a dNSName", PathReason.ADDRESS_DIFFERS, 0, h -> {
            h.leaf.names(Names.dns("192.0.2.1"));
            h.expect(Expected.NOTHING.with(new Subject.Address(new byte[] {(byte) 192, 0, 2, 1})));
        }));
        rows.add(row("another mailbox", PathReason.MAILBOX_DIFFERS, 0, h -> {
            h.leaf.names(Names.mail("Ada@host.example"));
            h.expect(Expected.NOTHING.with(new Subject.Mailbox("ada@host.example")));
        }));
        rows.add(good("the mailbox, its host in other letters", h -> {
            h.leaf.names(Names.mail("ada@HOST.example"));
            h.expect(Expected.NOTHING.with(new Subject.Mailbox("ada@host.example")));
        }));
    }

    private static void host(Hostile h, String wanted, String presented) {
        h.leaf.names(Names.dns(presented));
        h.expect(Expected.NOTHING.with(new Subject.Host(wanted)));
    }
}
