package org.lanyard.pki.lint;

import java.io.IOException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Changes one part of a TBSCertificate and leaves the others as they are. */
final class Edit {
    static final int VERSION = 0;
    static final int SERIAL = 1;
    static final int SIGNATURE = 2;
    static final int ISSUER = 3;
    static final int VALIDITY = 4;
    static final int SUBJECT = 5;
    static final int KEY = 6;

    private final List<ASN1Encodable> parts = new ArrayList<>();
    private final List<ASN1Encodable> extensions = new ArrayList<>();

    Edit(byte[] tbs) {
        try {
            for (ASN1Encodable part : ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(tbs))) {
                if (part instanceof ASN1TaggedObject tagged && tagged.hasContextTag(3)) {
                    ASN1Sequence.getInstance(tagged, true).forEach(extensions::add);
                } else {
                    parts.add(part);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Edit part(int index, ASN1Encodable value) {
        parts.set(index, value);
        return this;
    }

    Edit add(ASN1Encodable value) {
        parts.add(value);
        return this;
    }

    Edit key(PublicKey key) {
        return part(KEY, SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    }

    Edit without(String oid) {
        extensions.removeIf(extension -> oid(extension).equals(oid));
        return this;
    }

    Edit repeat(String oid) {
        extensions.stream()
                .filter(extension -> oid(extension).equals(oid))
                .findFirst()
                .ifPresent(extensions::add);
        return this;
    }

    /** Replaces an extension, or adds it. */
    Edit extension(String oid, boolean critical, ASN1Encodable value) {
        return without(oid).extension(oid, critical ? ASN1Boolean.TRUE : null, value);
    }

    /** The same extension with its flag written out as FALSE. */
    Edit writeDefault(String oid) {
        ASN1Sequence old = extensions.stream()
                .filter(extension -> oid(extension).equals(oid))
                .findFirst()
                .map(ASN1Sequence::getInstance)
                .orElseThrow();
        extensions.remove(old);
        ASN1EncodableVector vector = new ASN1EncodableVector();
        vector.add(old.getObjectAt(0));
        vector.add(ASN1Boolean.FALSE);
        vector.add(old.getObjectAt(1));
        extensions.add(new DERSequence(vector));
        return this;
    }

    private Edit extension(String oid, ASN1Boolean critical, ASN1Encodable value) {
        ASN1EncodableVector vector = new ASN1EncodableVector();
        vector.add(new ASN1ObjectIdentifier(oid));
        if (critical != null) {
            vector.add(critical);
        }
        try {
            vector.add(new DEROctetString(value));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        extensions.add(new DERSequence(vector));
        return this;
    }

    private static String oid(ASN1Encodable extension) {
        return ASN1ObjectIdentifier.getInstance(
                        ASN1Sequence.getInstance(extension).getObjectAt(0))
                .getId();
    }

    byte[] tbs() {
        ASN1EncodableVector all = new ASN1EncodableVector();
        parts.forEach(all::add);
        ASN1EncodableVector vector = new ASN1EncodableVector();
        extensions.forEach(vector::add);
        all.add(new DERTaggedObject(true, 3, new DERSequence(vector)));
        try {
            return new DERSequence(all).getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
