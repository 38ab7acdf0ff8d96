package org.lanyard.pki.path.hostile;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;

/** GeneralNames and subtrees, well-formed or not. */
final class Names {
    private Names() {}

    static ASN1Encodable dns(String text) {
        return text(2, text);
    }

    static ASN1Encodable mail(String text) {
        return text(1, text);
    }

    static ASN1Encodable uri(String text) {
        return text(6, text);
    }

    /** Text whatever its alphabet. */
    private static ASN1Encodable text(int form, String text) {
        return new DERTaggedObject(false, form, new DEROctetString(text.getBytes(StandardCharsets.UTF_8)));
    }

    static ASN1Encodable ip(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return new DERTaggedObject(false, 7, new DEROctetString(bytes));
    }

    static ASN1Encodable directory(String name) {
        return new DERTaggedObject(true, 4, new X500Name(name));
    }

    static ASN1Encodable other(String text) {
        return new DERTaggedObject(false, 0, new DERSequence(new ASN1Encodable[] {
            new ASN1ObjectIdentifier("1.3.6.1.4.1.311.20.2.3"), new DERTaggedObject(true, 0, new DERUTF8String(text))
        }));
    }

    static ASN1Encodable permitted(ASN1Encodable... bases) {
        return new DERSequence(new DERTaggedObject(false, 0, trees(bases)));
    }

    static ASN1Encodable excluded(ASN1Encodable... bases) {
        return new DERSequence(new DERTaggedObject(false, 1, trees(bases)));
    }

    static ASN1Encodable both(ASN1Encodable permitted, ASN1Encodable excluded) {
        return new DERSequence(new ASN1Encodable[] {
            new DERTaggedObject(false, 0, trees(permitted)), new DERTaggedObject(false, 1, trees(excluded))
        });
    }

    static DERSequence trees(ASN1Encodable... bases) {
        ASN1Encodable[] trees = new ASN1Encodable[bases.length];
        for (int i = 0; i < bases.length; i++) {
            trees[i] = new DERSequence(bases[i]);
        }
        return new DERSequence(trees);
    }
}
