package org.lanyard.pki.path.parse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A name as in issuer, subject and directoryName: RDNs in order. Two are the same name by RFC 5280 §7.1: attribute by
 * attribute, text by {@link PreparedText}.
 */
public final class DistinguishedName {
    private static final String EMAIL_ADDRESS = "1.2.840.113549.1.9.1";
    private static final int MOST_RDNS = 64;

    private final byte[] der;
    private final List<Rdn> rdns;

    /** One attribute: text where its type is a string's, else null and the bytes count. */
    private record Attribute(String type, String text, byte[] value) {
        /** What it is compared by. */
        String prepared() {
            return type + (text == null ? "#" + HexFormat.of().formatHex(value) : "=" + PreparedText.of(text));
        }
    }

    private static final class Rdn {
        private final List<Attribute> attributes;
        private String prepared;

        Rdn(List<Attribute> attributes) {
            this.attributes = attributes;
        }

        /** Computed once it is needed: most names are equal byte by byte. A benign race. */
        String prepared() {
            if (prepared == null) {
                List<String> all = new ArrayList<>(attributes.size());
                for (Attribute attribute : attributes) {
                    String each = attribute.prepared();
                    all.add(each.length() + ":" + each);
                }
                all.sort(null);
                prepared = String.join("", all);
            }
            return prepared;
        }
    }

    private DistinguishedName(byte[] der, List<Rdn> rdns) {
        this.der = der;
        this.rdns = rdns;
    }

    /** Reads the Name that stands next. */
    static DistinguishedName read(Der from) throws PathException {
        byte[] der = from.whole(Der.SEQUENCE);
        Der sequence = Der.walked(der).open(Der.SEQUENCE);
        List<Rdn> rdns = new ArrayList<>();
        while (!sequence.isEmpty()) {
            rdns.add(rdn(sequence.open(Der.SET)));
            if (rdns.size() > MOST_RDNS) {
                throw new PathException(PathReason.TOO_LARGE, "a name of more than " + MOST_RDNS + " parts");
            }
        }
        return new DistinguishedName(der, List.copyOf(rdns));
    }

    /** This name with one more RDN below it (RFC 5280 §4.2.1.13, nameRelativeToCRLIssuer). */
    DistinguishedName with(Der relative) throws PathException {
        List<Rdn> longer = new ArrayList<>(rdns);
        longer.add(rdn(relative));
        return new DistinguishedName(null, List.copyOf(longer));
    }

    private static Rdn rdn(Der set) throws PathException {
        List<Attribute> attributes = new ArrayList<>(1);
        while (!set.isEmpty()) {
            Der pair = set.open(Der.SEQUENCE);
            String type = pair.oid(Der.OID);
            attributes.add(attribute(type, pair));
            pair.end();
        }
        if (attributes.isEmpty()) {
            throw new PathException(PathReason.STRUCTURE_WRONG, "a name's part is empty");
        }
        return new Rdn(attributes);
    }

    private static Attribute attribute(String type, Der pair) throws PathException {
        int tag = pair.tag();
        String text;
        switch (tag) {
            case Der.PRINTABLE_STRING, Der.IA5_STRING -> {
                text = pair.ascii(tag);
                if (text == null) {
                    throw new PathException(PathReason.STRUCTURE_WRONG, "a name's text is not of its alphabet");
                }
            }
            case Der.UTF8_STRING -> text = pair.utf8(tag);
            case Der.BMP_STRING -> text = new String(pair.content(tag), StandardCharsets.UTF_16BE);
            case Der.T61_STRING -> text = new String(pair.content(tag), StandardCharsets.ISO_8859_1);
            default -> {
                return new Attribute(type, null, pair.any());
            }
        }
        return new Attribute(type, text, null);
    }

    /** As it was encoded; empty for one that was put together from two. */
    public byte[] der() {
        return der == null ? new byte[0] : der.clone();
    }

    /** Whether it has no RDN at all. */
    public boolean isEmpty() {
        return rdns.isEmpty();
    }

    /**
     * RFC 5280 §7.1: "A name is within a subtree if … the relative distinguished names of the base match those of the name, in
     * the same order, from its beginning".
     */
    public boolean isWithin(DistinguishedName base) {
        if (base.rdns.size() > rdns.size()) {
            return false;
        }
        for (int i = 0; i < base.rdns.size(); i++) {
            if (!base.rdns.get(i).prepared().equals(rdns.get(i).prepared())) {
                return false;
            }
        }
        return true;
    }

    /** Values of the emailAddress attribute, where RFC 5280 §4.2.1.10 wants rfc822Name constraints applied to them. */
    public List<String> emailAddresses() {
        List<String> found = new ArrayList<>(0);
        for (Rdn rdn : rdns) {
            for (Attribute attribute : rdn.attributes) {
                if (attribute.type.equals(EMAIL_ADDRESS)) {
                    found.add(attribute.text == null ? "" : attribute.text);
                }
            }
        }
        return found;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof DistinguishedName name)) {
            return false;
        }
        return der != null && Arrays.equals(der, name.der) || rdns.size() == name.rdns.size() && isWithin(name);
    }

    @Override
    public int hashCode() {
        int hash = rdns.size();
        for (Rdn rdn : rdns) {
            hash = 31 * hash + rdn.prepared().hashCode();
        }
        return hash;
    }

    /** As RFC 4514 orders it, for people: no escaping, so not to be parsed again. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = rdns.size() - 1; i >= 0; i--) {
            for (Attribute attribute : rdns.get(i).attributes) {
                text.append(text.length() == 0 ? "" : ",")
                        .append(AttributeLabels.of(attribute.type))
                        .append('=');
                text.append(attribute.text == null ? "#" : attribute.text.replaceAll("\\p{Cntrl}", "?"));
            }
        }
        return text.toString();
    }
}
