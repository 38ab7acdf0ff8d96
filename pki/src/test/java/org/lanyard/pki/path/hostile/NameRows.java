package org.lanyard.pki.path.hostile;

import static org.lanyard.pki.path.hostile.Hostile.good;
import static org.lanyard.pki.path.hostile.Hostile.row;
import static org.lanyard.pki.path.hostile.Hostile.strict;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.lanyard.pki.path.hostile.Hostile.Row;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.rules.StricterRule;

/** RFC 5280 §4.2.1.6 and §4.2.1.10: names that are not of their form, and names that are not allowed. */
final class NameRows {
    private static final int[] NET = {192, 0, 2, 0, 255, 255, 255, 0};

    private NameRows() {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        forms(rows);
        bases(rows);
        subtrees(rows);
        return rows;
    }

    private static void forms(List<Row> rows) {
        for (String text : List.of(
                "",
                " ",
                "host .example",
                "höst.example",
                "host..example",
                ".host.example",
                "host.example.",
                "-a.example",
                "a-.example",
                "under_score.example",
                "*",
                "*.",
                "a*.example",
                "*a.example",
                "a.*.example",
                "**.example",
                "host.example\n",
                "l".repeat(64) + ".example",
                "https://host.example")) {
            rows.add(malformed("dNSName \"" + text.strip() + '"', Names.dns(text)));
        }
        for (String text : List.of(
                "",
                "ada",
                "@host.example",
                "ada@",
                "Ada <ada@host.example>",
                "a da@host.example",
                "ädä@host.example",
                "ada@host_.example",
                "a..b@host.example",
                ".a@host.example")) {
            rows.add(malformed("rfc822Name \"" + text + '"', Names.mail(text)));
        }
        for (String text : List.of(
                "", "host.example", "/path", "http:", "http://", "http:///path", "https://hö.example", "a b:c")) {
            rows.add(malformed("URI \"" + text + '"', Names.uri(text)));
        }
        rows.add(malformed("iPAddress of 3 octets", Names.ip(192, 0, 2)));
        rows.add(malformed("iPAddress of 8 octets", Names.ip(NET)));
        rows.add(malformed("iPAddress of none", Names.ip()));
        rows.add(malformed("directoryName empty", Names.directory("")));
        rows.add(row("alternative names empty", PathReason.EXTENSION_MALFORMED, -1, h -> h.leaf.names()));
        rows.add(good("urn:uuid", h -> h.leaf.names(Names.uri("urn:uuid:6f2a7c1e-0f0e-4c8e-9d53-1c1a8f2f9b10"))));
        rows.add(good("a quoted local part", h -> h.leaf.names(Names.mail("\"a b\"@host.example"))));
    }

    private static Row malformed(String name, ASN1Encodable presented) {
        return strict(
                StricterRule.ALTERNATIVE_NAMES_ARE_WELL_FORMED,
                name,
                PathReason.ALTERNATIVE_NAME_MALFORMED,
                0,
                h -> h.leaf.names(presented));
    }

    private static void bases(List<Row> rows) {
        rows.add(constraints(
                "neither permitted nor excluded", PathReason.NAME_CONSTRAINTS_MALFORMED, -1, new DERSequence()));
        rows.add(constraints(
                "both empty", PathReason.NAME_CONSTRAINTS_MALFORMED, -1, new DERSequence(new ASN1Encodable[] {
                    new DERTaggedObject(false, 0, new DERSequence()), new DERTaggedObject(false, 1, new DERSequence())
                })));
        rows.add(constraints("minimum 1", PathReason.NAME_CONSTRAINTS_MALFORMED, -1, limited(0)));
        rows.add(constraints("maximum", PathReason.NAME_CONSTRAINTS_MALFORMED, -1, limited(1)));
        rows.add(base("dNSName with a wildcard", Names.dns("*.example")));
        rows.add(base("dNSName not ASCII", Names.dns("höst.example")));
        rows.add(strict(
                StricterRule.CONSTRAINTS_HAVE_NO_LEADING_DOT,
                "dNSName with a leading dot",
                PathReason.NAME_CONSTRAINTS_MALFORMED,
                1,
                h -> h.authority.with("2.5.29.30", true, Names.permitted(Names.dns(".example")))));
        rows.add(base("rfc822Name with a wildcard", Names.mail("ada@*.example")));
        rows.add(base("URI instead of a host", Names.uri("https://host.example/")));
        rows.add(base("address without a mask", Names.ip(192, 0, 2, 0)));
        rows.add(base("a mask with a gap", Names.ip(192, 0, 2, 0, 255, 0, 255, 0)));
        rows.add(base("an address of 12 octets", Names.ip(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)));
    }

    private static DERSequence limited(int which) {
        DERSequence tree = new DERSequence(
                new ASN1Encodable[] {Names.dns("example"), new DERTaggedObject(false, which, new ASN1Integer(1))});
        return new DERSequence(new DERTaggedObject(false, 0, new DERSequence(tree)));
    }

    private static Row base(String name, ASN1Encodable base) {
        return constraints(name, PathReason.NAME_CONSTRAINTS_MALFORMED, 1, Names.permitted(base));
    }

    private static Row constraints(String name, PathReason reason, int position, ASN1Encodable value) {
        return row("constraint: " + name, reason, position, h -> h.authority.with("2.5.29.30", true, value));
    }

    private static void subtrees(List<Row> rows) {
        PathReason outside = PathReason.NAME_NOT_PERMITTED;
        PathReason inside = PathReason.NAME_EXCLUDED;
        rows.add(good("host inside", h -> under(h, Names.permitted(Names.dns("example")), Names.dns("host.example"))));
        rows.add(name("host outside", outside, Names.permitted(Names.dns("other")), Names.dns("host.example")));
        rows.add(name(
                "host that only ends alike",
                outside,
                Names.permitted(Names.dns("st.example")),
                Names.dns("host.example")));
        rows.add(name("host above", outside, Names.permitted(Names.dns("a.host.example")), Names.dns("host.example")));
        rows.add(name("host excluded", inside, Names.excluded(Names.dns("EXAMPLE")), Names.dns("host.example")));
        rows.add(name("every host excluded", inside, Names.excluded(Names.dns("")), Names.dns("host.example")));
        rows.add(name(
                "wildcard around an excluded host",
                inside,
                Names.excluded(Names.dns("a.host.example")),
                Names.dns("*.host.example")));
        rows.add(name(
                "wildcard wider than permitted",
                outside,
                Names.permitted(Names.dns("a.host.example")),
                Names.dns("*.host.example")));
        rows.add(name(
                "permitted and excluded",
                inside,
                Names.both(Names.dns("example"), Names.dns("host.example")),
                Names.dns("host.example")));
        rows.add(good(
                "another form is not limited",
                h -> under(h, Names.permitted(Names.mail("other.example")), Names.dns("host.example"))));
        rows.add(name(
                "mailbox of another host",
                outside,
                Names.permitted(Names.mail("other.example")),
                Names.mail("ada@host.example")));
        rows.add(name(
                "mailbox below a host",
                outside,
                Names.permitted(Names.mail("host.example")),
                Names.mail("ada@a.host.example")));
        rows.add(good(
                "mailbox in a domain",
                h -> under(h, Names.permitted(Names.mail(".host.example")), Names.mail("ada@a.host.example"))));
        rows.add(name(
                "mailbox at the domain itself",
                outside,
                Names.permitted(Names.mail(".host.example")),
                Names.mail("ada@host.example")));
        rows.add(name(
                "another mailbox",
                outside,
                Names.permitted(Names.mail("ada@host.example")),
                Names.mail("Ada@host.example")));
        rows.add(name(
                "mailbox excluded",
                inside,
                Names.excluded(Names.mail("host.EXAMPLE")),
                Names.mail("ada@host.example")));
        rows.add(row("mailbox in the subject alone", outside, 0, h -> {
            h.leaf.without("2.5.29.17").subject("E=ada@host.example,CN=leaf");
            h.authority.with("2.5.29.30", true, Names.permitted(Names.mail("other.example")));
        }));
        rows.add(name(
                "URI of another host",
                outside,
                Names.permitted(Names.uri("other.example")),
                Names.uri("https://host.example/")));
        rows.add(name(
                "URI below a host",
                outside,
                Names.permitted(Names.uri("host.example")),
                Names.uri("https://a.host.example/")));
        rows.add(good(
                "URI in a domain, with port and user",
                h -> under(
                        h, Names.permitted(Names.uri(".host.example")), Names.uri("https://u@a.host.example:8443/"))));
        rows.add(name(
                "URI of an address",
                outside,
                Names.permitted(Names.uri("host.example")),
                Names.uri("https://192.0.2.1/")));
        rows.add(name(
                "URI without a host", outside, Names.permitted(Names.uri("host.example")), Names.uri("urn:uuid:1")));
        rows.add(name(
                "URI without a host, where some are excluded",
                outside,
                Names.excluded(Names.uri("host.example")),
                Names.uri("urn:uuid:1")));
        rows.add(name("address outside", outside, Names.permitted(Names.ip(NET)), Names.ip(192, 0, 3, 1)));
        rows.add(good("address inside", h -> under(h, Names.permitted(Names.ip(NET)), Names.ip(192, 0, 2, 9))));
        rows.add(name("address excluded", inside, Names.excluded(Names.ip(NET)), Names.ip(192, 0, 2, 9)));
        rows.add(name(
                "address of the other family",
                outside,
                Names.permitted(Names.ip(NET)),
                Names.ip(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 192, 0, 2, 1)));
        rows.add(row(
                "subject outside",
                outside,
                0,
                h -> h.authority.with("2.5.29.30", true, Names.permitted(Names.directory("O=school")))));
        rows.add(good("subject inside, in other letters", h -> {
            h.leaf.subject("O=SCHOOL,CN=leaf");
            h.authority.with("2.5.29.30", true, Names.permitted(Names.directory("O=school")));
        }));
        rows.add(row(
                "subject excluded",
                inside,
                0,
                h -> h.authority.with("2.5.29.30", true, Names.excluded(Names.directory("CN=leaf")))));
        rows.add(name(
                "directoryName outside",
                outside,
                Names.permitted(Names.directory("CN=leaf")),
                Names.directory("O=other")));
        rows.add(name(
                "a form that is not processed",
                PathReason.NAME_FORM_NOT_PROCESSED,
                Names.excluded(Names.other("x")),
                Names.other("y")));
        rows.add(strict(
                StricterRule.ANCHOR_CONSTRAINS,
                "outside what the anchor permits",
                outside,
                0,
                h -> h.root.with("2.5.29.30", true, Names.permitted(Names.dns("other")))));
        rows.add(row("outside one of two authorities' subtrees", outside, 0, h -> {
            Maker upper = Maker.authority("CN=upper", h.root)
                    .with("2.5.29.30", true, Names.permitted(Names.dns("a.example")));
            h.more.add(upper);
            h.authority.issuer = upper;
            h.authority.with("2.5.29.30", true, Names.permitted(Names.dns("example")));
        }));
    }

    private static Row name(String name, PathReason reason, ASN1Encodable constraints, ASN1Encodable presented) {
        return row(name, reason, 0, h -> under(h, constraints, presented));
    }

    private static void under(Hostile h, ASN1Encodable constraints, ASN1Encodable presented) {
        h.authority.with("2.5.29.30", true, constraints);
        h.leaf.names(presented);
    }
}
