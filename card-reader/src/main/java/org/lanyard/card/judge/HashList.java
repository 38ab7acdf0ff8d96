package org.lanyard.card.judge;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.icao.DataGroupHash;
import org.bouncycastle.asn1.icao.LDSSecurityObject;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;

/**
 * What the Security Object's signature is over: the hashes of data groups (ICAO Doc 9303 part 10, LDSSecurityObject).
 *
 * @param digest JCA name of the digest
 * @param hashes by the number of the data group
 */
public record HashList(String digest, Map<Integer, byte[]> hashes) {
    public HashList {
        hashes = Collections.unmodifiableMap(new TreeMap<>(hashes));
    }

    /** Reads it. @throws CardException {@link CardFault#CMS_INVALID} */
    static HashList parse(byte[] der) throws CardException {
        try {
            ASN1Primitive whole = ASN1Primitive.fromByteArray(der);
            if (whole == null || !Arrays.equals(whole.getEncoded(ASN1Encoding.DER), der)) {
                throw invalid("hashes that are not DER");
            }
            LDSSecurityObject object = LDSSecurityObject.getInstance(whole);
            String digest = digestOf(object.getDigestAlgorithmIdentifier());
            Map<Integer, byte[]> hashes = new TreeMap<>();
            for (DataGroupHash each : object.getDatagroupHash()) {
                byte[] hash = each.getDataGroupHashValue().getOctets();
                if (hash.length != lengthOf(digest) || hashes.put(each.getDataGroupNumber(), hash) != null) {
                    throw invalid("a hash of a wrong length, or twice");
                }
            }
            return new HashList(digest, hashes);
        } catch (IOException | RuntimeException e) {
            throw new CardException(CardFault.CMS_INVALID, "hashes that are unreadable", e);
        }
    }

    /** To be signed. */
    byte[] encode() {
        try {
            DataGroupHash[] all = hashes.entrySet().stream()
                    .map(each -> new DataGroupHash(each.getKey(), new DEROctetString(each.getValue())))
                    .toArray(DataGroupHash[]::new);
            return new LDSSecurityObject(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256), all)
                    .getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("hashes have an encoding", e);
        }
    }

    private static String digestOf(AlgorithmIdentifier id) throws CardException {
        if (id.getAlgorithm().equals(NISTObjectIdentifiers.id_sha256)) {
            return "SHA-256";
        }
        if (id.getAlgorithm().equals(NISTObjectIdentifiers.id_sha384)) {
            return "SHA-384";
        }
        throw invalid("hashes by " + id.getAlgorithm());
    }

    private static int lengthOf(String digest) {
        return digest.equals("SHA-256") ? 32 : 48;
    }

    private static CardException invalid(String why) {
        return new CardException(CardFault.CMS_INVALID, why);
    }
}
