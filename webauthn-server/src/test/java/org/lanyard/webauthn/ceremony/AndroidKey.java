package org.lanyard.webauthn.ceremony;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upokecenter.cbor.CBORObject;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.HostileAuthenticator;

/** An Android keystore that attests a key of its own (W3C WebAuthn Level 3 §8.4), with one thing of it bent. */
final class AndroidKey {
    static final ASN1ObjectIdentifier EXTENSION = new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.1.17");

    final List<ASN1Encodable> software = new ArrayList<>();
    final List<ASN1Encodable> trusted = new ArrayList<>(List.of(purpose(2), explicit(702, new ASN1Integer(0))));
    UnaryOperator<byte[]> challenge = UnaryOperator.identity();
    UnaryOperator<byte[]> signature = UnaryOperator.identity();
    UnaryOperator<byte[]> extension = UnaryOperator.identity();
    UnaryOperator<CBORObject> statement = UnaryOperator.identity();
    boolean described = true;
    /** What the certificate says the key is. */
    KeyPair attested;

    private final KeyPair key = newKey("secp256r1");

    AndroidKey() {
        attested = key;
    }

    static ASN1Encodable explicit(int tag, ASN1Encodable value) {
        return new DERTaggedObject(true, tag, value);
    }

    static ASN1Encodable purpose(int... purposes) {
        ASN1EncodableVector all = new ASN1EncodableVector();
        for (int purpose : purposes) {
            all.add(new ASN1Integer(purpose));
        }
        return explicit(1, new DERSet(all));
    }

    static KeyPair newKey(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The answer to a registration, in JSON. */
    String created(Ground ground, CeremonyState ceremony) {
        ObjectNode answer = Ground.json(
                ground.created(ceremony, new HostileAuthenticator().coseKey(bytes -> cose(key.getPublic()))));
        ObjectNode response = (ObjectNode) answer.path("response");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(response, "clientDataJSON"));
            CBORObject object = CBORObject.DecodeFromBytes(bytes(response, "attestationObject"));
            byte[] data = object.get("authData").GetByteString();
            CBORObject made = CBORObject.NewMap()
                    .Add("alg", -7)
                    .Add("sig", signature.apply(sign(data, hash)))
                    .Add("x5c", CBORObject.NewArray().Add(certificate(hash)));
            object.Set("fmt", "android-key").Set("attStmt", statement.apply(made));
            response.put("attestationObject", Base64Url.encode(object.EncodeToBytes()));
            return answer.toString();
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The certificate's extension, as it stands in it. */
    byte[] extension(byte[] hash) throws Exception {
        return new DEROctetString(description(hash)).getEncoded();
    }

    private byte[] sign(byte[] data, byte[] hash) throws Exception {
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(attested.getPrivate());
        signer.update(data);
        signer.update(hash);
        return signer.sign();
    }

    private byte[] certificate(byte[] hash) throws Exception {
        Instant now = Instant.parse("2026-11-23T09:00:00Z");
        X500Name name = new X500Name("CN=Android Keystore Key");
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name, BigInteger.ONE, Date.from(now), Date.from(now.plusSeconds(60)), name, attested.getPublic());
        if (described) {
            builder.addExtension(EXTENSION, false, extension.apply(description(hash)));
        }
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(attested.getPrivate()))
                .getEncoded();
    }

    private byte[] description(byte[] hash) throws Exception {
        ASN1Encodable[] fields = {
            new ASN1Integer(4),
            new ASN1Enumerated(1),
            new ASN1Integer(41),
            new ASN1Enumerated(1),
            new DEROctetString(challenge.apply(hash)),
            new DEROctetString(new byte[0]),
            list(software),
            list(trusted)
        };
        return new DERSequence(fields).getEncoded();
    }

    private static DERSequence list(List<ASN1Encodable> items) {
        return new DERSequence(items.toArray(new ASN1Encodable[0]));
    }

    static ASN1Encodable everyApplication() {
        return explicit(600, DERNull.INSTANCE);
    }

    static byte[] cose(PublicKey key) {
        ECPublicKey ec = (ECPublicKey) key;
        return CBORObject.NewOrderedMap()
                .Add(1, 2)
                .Add(3, -7)
                .Add(-1, 1)
                .Add(-2, coordinate(ec.getW().getAffineX()))
                .Add(-3, coordinate(ec.getW().getAffineY()))
                .EncodeToBytes();
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes.length > 32 ? 1 : 0;
        return ByteBuffer.allocate(32)
                .position(32 - (bytes.length - from))
                .put(bytes, from, bytes.length - from)
                .array();
    }

    private static byte[] bytes(ObjectNode response, String name) {
        return Base64Url.decode(response.path(name).textValue()).orElseThrow();
    }
}
