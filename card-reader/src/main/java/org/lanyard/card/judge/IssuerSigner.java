package org.lanyard.card.judge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.piv.Chuid;
import org.lanyard.card.piv.Container;
import org.lanyard.card.piv.SecurityObject;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.SignatureAlgorithm;
import org.lanyard.pki.keystore.SigningKey;

/** Makes what an issuer signs on a card (FIPS 201-3 §4.2.1; SP 800-73-5 part 1, §3.1.2 and §3.1.7). */
public final class IssuerSigner {
    private final SigningKey key;
    private final InstantSource clock;

    /** @param key of the profile card-content-signer */
    public IssuerSigner(SigningKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /** Whose key it is. */
    public SigningKey key() {
        return key;
    }

    /**
     * The content of the CHUID's container, signed: the signature stands beside what it is over, with the signer's
     * certificate in it.
     *
     * @throws CardException {@link CardFault#CMS_INVALID} if the key does not sign
     */
    public byte[] chuid(Chuid chuid) throws CardException {
        return chuid.content(sign(IssuerSignature.CHUID, chuid.signed(), false));
    }

    /**
     * The Security Object over these contents: the hashes stand inside the signature, the certificate in the CHUID.
     *
     * @param contents 2 to 16 containers
     * @throws CardException {@link CardFault#CMS_INVALID} if the key does not sign
     */
    public SecurityObject securityObject(Map<Container, byte[]> contents) throws CardException {
        Map<Integer, Integer> groups = new LinkedHashMap<>();
        Map<Integer, byte[]> hashes = new TreeMap<>();
        try {
            for (Map.Entry<Container, byte[]> each : contents.entrySet()) {
                int group = groups.size() + 1;
                groups.put(group, each.getKey().id());
                hashes.put(group, MessageDigest.getInstance("SHA-256").digest(each.getValue()));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        byte[] list = new HashList("SHA-256", hashes).encode();
        return new SecurityObject(groups, sign(IssuerSignature.HASHES, list, true));
    }

    private byte[] sign(String type, byte[] content, boolean inside) throws CardException {
        try {
            X509CertificateHolder certificate = new JcaX509CertificateHolder(key.certificate());
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            DefaultSignedAttributeTableGenerator attributes =
                    new DefaultSignedAttributeTableGenerator(attributes(certificate.getSubject()));
            generator.addSignerInfoGenerator(new SignerInfoGeneratorBuilder(new BcDigestCalculatorProvider())
                    .setSignedAttributeGenerator(parameters ->
                            attributes.getAttributes(parameters).remove(CMSAttributes.cmsAlgorithmProtect))
                    .build(new KeySigner(), certificate));
            if (!inside) {
                generator.addCertificate(certificate);
            }
            return generator
                    .generate(new CMSProcessableByteArray(new ASN1ObjectIdentifier(type), content), inside)
                    .toASN1Structure()
                    .getEncoded(ASN1Encoding.DER);
        } catch (CMSException
                | OperatorCreationException
                | IOException
                | CertificateEncodingException
                | RuntimeException e) {
            throw new CardException(CardFault.CMS_INVALID, "the content signer does not sign", e);
        }
    }

    private AttributeTable attributes(X500Name subject) {
        ASN1EncodableVector all = new ASN1EncodableVector();
        all.add(new Attribute(IssuerSignature.SIGNER_NAME, new DERSet(subject)));
        all.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(clock.instant())))));
        return new AttributeTable(all);
    }

    /** Signs with whatever provider the key wants: it may live in a token. */
    private final class KeySigner implements ContentSigner {
        private final ByteArrayOutputStream data = new ByteArrayOutputStream();
        private final SignatureAlgorithm algorithm;

        KeySigner() {
            try {
                algorithm = SignatureAlgorithm.of(key.publicKey());
            } catch (PkiException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new AlgorithmIdentifier(new ASN1ObjectIdentifier(algorithm.oid()));
        }

        @Override
        public OutputStream getOutputStream() {
            return data;
        }

        @Override
        public byte[] getSignature() {
            try {
                return algorithm.sign(key.key(), data.toByteArray());
            } catch (PkiException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
