package org.lanyard.pki.responder;

import static org.lanyard.pki.der.DerWriter.octets;
import static org.lanyard.pki.der.DerWriter.sequence;

import java.math.BigInteger;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.der.DerReader;
import org.lanyard.pki.der.DerWriter;

/**
 * Which certificate is asked about (RFC 6960 section 4.1.1).
 *
 * @param der the whole CertID, which the answer repeats
 * @param hash of the two hashes: the object identifier of the algorithm
 * @param issuerName hash of the issuer's name
 * @param issuerKey hash of the issuer's key
 * @param serial whatever number was asked about
 */
record CertId(byte[] der, String hash, byte[] issuerName, byte[] issuerKey, BigInteger serial) {
    static final String SHA1 = "1.3.14.3.2.26";
    private static final int LONGEST_HASH = 64;
    private static final int LONGEST_SERIAL_BITS = 40 * 8;

    /** As nearly everybody asks: SHA-1 (RFC 5019 section 2.1.1), with NULL for its parameters. */
    static CertId usual(byte[] issuerName, byte[] issuerKey, BigInteger serial) {
        byte[] algorithm = sequence(DerWriter.oid(SHA1), DerWriter.value(DerWriter.NULL));
        byte[] der = sequence(algorithm, octets(issuerName), octets(issuerKey), DerWriter.integer(serial));
        return new CertId(der, SHA1, issuerName, issuerKey, serial);
    }

    static CertId read(DerReader in) throws PkiException {
        byte[] der = in.whole(DerWriter.SEQUENCE);
        DerReader id = in.inside(der).enter(DerWriter.SEQUENCE);
        DerReader algorithm = id.enter(DerWriter.SEQUENCE);
        String hash = algorithm.oid();
        if (algorithm.more() && algorithm.content(DerWriter.NULL).length != 0) {
            throw in.malformed("the hash algorithm's parameters");
        }
        algorithm.end();
        byte[] name = id.content(DerWriter.OCTET_STRING);
        byte[] key = id.content(DerWriter.OCTET_STRING);
        BigInteger serial = id.integer();
        id.end();
        if (name.length > LONGEST_HASH || key.length > LONGEST_HASH || serial.bitLength() > LONGEST_SERIAL_BITS) {
            throw in.malformed("a certificate's id that is too long");
        }
        return new CertId(der, hash, name, key, serial);
    }
}
