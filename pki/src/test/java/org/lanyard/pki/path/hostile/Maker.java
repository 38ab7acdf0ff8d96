package org.lanyard.pki.path.hostile;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.lanyard.pki.testing.TestKeys;

/**
 * A certificate to be, put together field by field, so that anything about it can be wrong. It starts good.
 */
final class Maker {
    static final String ECDSA = "1.2.840.10045.4.3.2";
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");
    private static final DateTimeFormatter GENERALIZED = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'");

    private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();

    KeyPair key;
    Maker issuer;
    int version = 3;
    BigInteger serial = new BigInteger("5b1a2c3d4e5f60718293a4b5c6d7e8f9", 16);
    X500Name subject;
    X500Name issuerName;
    byte[] notBefore;
    byte[] notAfter;
    SubjectPublicKeyInfo keyInfo;
    String algorithm = ECDSA;
    String outerAlgorithm = ECDSA;
    String jcaName = "SHA256withECDSA";
    boolean uniqueIdentifiers;
    boolean alterSignature;
    boolean noExtensions;
    boolean nullParameters;
    final List<Extension> extensions = new ArrayList<>();

    record Extension(String oid, boolean critical, byte[] value) {}

    private Maker(String name, KeyPair key, Maker issuer) {
        this.key = key;
        this.issuer = issuer == null ? this : issuer;
        this.subject = new X500Name(name);
        this.keyInfo = SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded());
        validity(Hostile.NOW.minusSeconds(86_400), Hostile.NOW.plusSeconds(86_400 * 300L));
    }

    /** An authority; its own issuer where {@code issuer} is null. */
    static Maker authority(String name, Maker issuer) {
        return authority(name, issuer, key(name));
    }

    static Maker authority(String name, Maker issuer, KeyPair key) {
        Maker made = new Maker(name, key, issuer);
        return made.with("2.5.29.19", true, new BasicConstraints(true))
                .with("2.5.29.15", true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .identifiers(true);
    }

    /** A leaf with a host name. */
    static Maker leaf(Maker issuer) {
        return new Maker("CN=leaf", key("CN=leaf"), issuer)
                .with("2.5.29.15", true, new KeyUsage(KeyUsage.digitalSignature))
                .identifiers(false)
                .names(Names.dns("host.example"));
    }

    /** One key for a name, whoever makes it: keys are slow to make. */
    private static KeyPair key(String name) {
        return KEYS.computeIfAbsent(name, any -> TestKeys.p256());
    }

    private Maker identifiers(boolean own) {
        with("2.5.29.35", false, new AuthorityKeyIdentifier(sha1(issuer.keyInfo)));
        return own ? with("2.5.29.14", false, new SubjectKeyIdentifier(sha1(keyInfo))) : this;
    }

    private static byte[] sha1(SubjectPublicKeyInfo info) {
        try {
            return MessageDigest.getInstance("SHA-1")
                    .digest(info.getPublicKeyData().getOctets());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Maker serial(BigInteger number) {
        serial = number;
        return this;
    }

    Maker validity(Instant from, Instant until) {
        notBefore = time(from);
        notAfter = time(until);
        return this;
    }

    static byte[] time(Instant at) {
        return at.atOffset(ZoneOffset.UTC).getYear() < 2050 ? utc(at) : generalized(at);
    }

    static byte[] utc(Instant at) {
        return time(0x17, UTC.format(at.atOffset(ZoneOffset.UTC)));
    }

    static byte[] generalized(Instant at) {
        return time(0x18, GENERALIZED.format(at.atOffset(ZoneOffset.UTC)));
    }

    /** A time whatever its text. */
    static byte[] time(int tag, String text) {
        return Hostile.tlv(tag, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Sets an extension, in place of one that is there. */
    Maker with(String oid, boolean critical, ASN1Encodable value) {
        return with(oid, critical, Hostile.der(value));
    }

    Maker with(String oid, boolean critical, byte[] value) {
        without(oid);
        extensions.add(new Extension(oid, critical, value));
        return this;
    }

    Maker without(String oid) {
        extensions.removeIf(each -> each.oid().equals(oid));
        return this;
    }

    Maker critical(String oid, boolean critical) {
        extensions.replaceAll(each -> each.oid().equals(oid) ? new Extension(oid, critical, each.value()) : each);
        return this;
    }

    Maker names(ASN1Encodable... names) {
        return with("2.5.29.17", false, new DERSequence(names));
    }

    Maker usage(int bits) {
        return with("2.5.29.15", true, new KeyUsage(bits));
    }

    /** By a key of another kind. */
    Maker signs(String jca, String oid) {
        jcaName = jca;
        algorithm = oid;
        outerAlgorithm = oid;
        nullParameters = jca.endsWith("withRSA");
        return this;
    }

    Maker subject(String name) {
        subject = new X500Name(name);
        return this;
    }

    X500Name issuerName() {
        return issuerName == null ? issuer.subject : issuerName;
    }

    byte[] make() {
        try {
            byte[] tbs = tbs();
            Signature signature = Signature.getInstance(jcaName);
            signature.initSign(issuer.key.getPrivate());
            signature.update(tbs);
            byte[] signed = signature.sign();
            if (alterSignature) {
                signed[signed.length - 1] ^= 1;
            }
            return Hostile.tlv(
                    0x30, tbs, Hostile.der(identifier(outerAlgorithm)), Hostile.der(new DERBitString(signed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] tbs() {
        List<byte[]> fields = new ArrayList<>();
        if (version != 1) {
            fields.add(Hostile.der(new DERTaggedObject(true, 0, new ASN1Integer(version - 1))));
        }
        fields.add(Hostile.der(new ASN1Integer(serial)));
        fields.add(Hostile.der(identifier(algorithm)));
        fields.add(Hostile.der(issuerName()));
        fields.add(Hostile.tlv(0x30, notBefore, notAfter));
        fields.add(Hostile.der(subject));
        fields.add(Hostile.der(keyInfo));
        if (uniqueIdentifiers) {
            fields.add(Hostile.der(new DERTaggedObject(false, 1, new DERBitString(new byte[] {1}))));
        }
        if (!noExtensions) {
            fields.add(Hostile.der(new DERTaggedObject(true, 3, allExtensions())));
        }
        return Hostile.tlv(0x30, fields.toArray(byte[][]::new));
    }

    private DERSequence allExtensions() {
        ASN1EncodableVector all = new ASN1EncodableVector();
        for (Extension each : extensions) {
            ASN1EncodableVector one = new ASN1EncodableVector();
            one.add(new ASN1ObjectIdentifier(each.oid()));
            if (each.critical()) {
                one.add(ASN1Boolean.TRUE);
            }
            one.add(new DEROctetString(each.value()));
            all.add(new DERSequence(one));
        }
        return new DERSequence(all);
    }

    private DERSequence identifier(String oid) {
        ASN1ObjectIdentifier algorithm = new ASN1ObjectIdentifier(oid);
        return nullParameters
                ? new DERSequence(new ASN1Encodable[] {algorithm, DERNull.INSTANCE})
                : new DERSequence(algorithm);
    }
}
