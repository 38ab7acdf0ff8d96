package org.lanyard.pki.lint;

import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;

/**
 * An extension as it is encoded, not as a library would like it to be.
 *
 * @param oid dotted
 * @param critical the flag
 * @param defaultWritten whether {@code critical FALSE} is written out, which DER forbids
 * @param value the octets inside the octet string; not copied, and not to be changed
 */
record RawExtension(String oid, boolean critical, boolean defaultWritten, byte[] value) {

    static RawExtension of(ASN1Encodable encoded) {
        ASN1Sequence sequence = ASN1Sequence.getInstance(encoded);
        boolean flagged = sequence.size() == 3;
        boolean critical =
                flagged && ASN1Boolean.getInstance(sequence.getObjectAt(1)).isTrue();
        return new RawExtension(
                ASN1ObjectIdentifier.getInstance(sequence.getObjectAt(0)).getId(),
                critical,
                flagged && !critical,
                ASN1OctetString.getInstance(sequence.getObjectAt(sequence.size() - 1))
                        .getOctets());
    }
}
