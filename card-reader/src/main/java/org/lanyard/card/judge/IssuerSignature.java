package org.lanyard.card.judge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.profile.CertificateExtensions;
import org.lanyard.pki.profile.CertificateReader;

/**
 * An issuer's signature on a card: CMS signed data (RFC 5652) in DER with one signer, at most his own certificate, and
 * signed attributes (FIPS 201-3 §4.2.1). Read, and not verified until {@link #flaw} says nothing.
 */
public final class IssuerSignature {
    /** id-PIV-CHUIDSecurityObject. */
    public static final String CHUID = "2.16.840.1.101.3.6.1";
    /** id-PIV-biometricObject. */
    public static final String BIOMETRIC = "2.16.840.1.101.3.6.2";
    /** ldsSecurityObject, as SP 800-73 numbers it. */
    public static final String HASHES = "1.3.27.1.1.1";

    static final ASN1ObjectIdentifier SIGNER_NAME = new ASN1ObjectIdentifier("2.16.840.1.101.3.6.5");
    static final ASN1ObjectIdentifier FASC_N = new ASN1ObjectIdentifier("2.16.840.1.101.3.6.6");
    static final ASN1ObjectIdentifier ENTRY_UUID = new ASN1ObjectIdentifier("1.3.6.1.1.16.4");

    private static final int MOST_BYTES = 8 * 1024;

    private final String contentType;
    private final Optional<byte[]> content;
    private final Optional<X509Certificate> certificate;
    private final SignerInfo signer;
    private final AttributeTable attributes;

    private IssuerSignature(SignedData data, SignerInfo signer) throws CardException {
        this.contentType = data.getEncapContentInfo().getContentType().getId();
        this.content = Optional.ofNullable(data.getEncapContentInfo().getContent())
                .map(inside -> ASN1OctetString.getInstance(inside).getOctets());
        this.certificate = certificate(data.getCertificates());
        this.signer = signer;
        this.attributes = new AttributeTable(signer.getAuthenticatedAttributes());
    }

    /** Reads it. @throws CardException {@link CardFault#CMS_INVALID} */
    public static IssuerSignature parse(byte[] der) throws CardException {
        try {
            if (der.length > MOST_BYTES) {
                throw invalid(der.length + " bytes");
            }
            ASN1Primitive whole = ASN1Primitive.fromByteArray(der);
            if (whole == null || !Arrays.equals(whole.getEncoded(ASN1Encoding.DER), der)) {
                throw invalid("not DER");
            }
            ContentInfo info = ContentInfo.getInstance(whole);
            if (!info.getContentType().equals(CMSObjectIdentifiers.signedData)) {
                throw invalid("not signed data");
            }
            SignedData data = SignedData.getInstance(info.getContent());
            if (data.getSignerInfos().size() != 1 || data.getCRLs() != null) {
                throw invalid(data.getSignerInfos().size() + " signers, or revocation lists");
            }
            SignerInfo signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
            if (signer.getAuthenticatedAttributes() == null) {
                throw invalid("no signed attributes");
            }
            IssuerSignature read = new IssuerSignature(data, signer);
            read.requireAttributes();
            return read;
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle tells most malformed structures by unchecked exceptions.
            throw new CardException(CardFault.CMS_INVALID, "unreadable", e);
        }
    }

    private static Optional<X509Certificate> certificate(ASN1Set all) throws CardException {
        if (all == null || all.size() == 0) {
            return Optional.empty();
        }
        if (all.size() > 1) {
            throw invalid(all.size() + " certificates");
        }
        try {
            return Optional.of(CertificateReader.readDer(
                    all.getObjectAt(0).toASN1Primitive().getEncoded(ASN1Encoding.DER)));
        } catch (IOException | PkiException e) {
            throw new CardException(CardFault.CMS_INVALID, "the signer's certificate is unreadable", e);
        }
    }

    /** RFC 5652 §11: each attribute once, with one value; content type and digest have to be there. */
    private void requireAttributes() throws CardException {
        for (ASN1ObjectIdentifier type :
                new ASN1ObjectIdentifier[] {CMSAttributes.contentType, CMSAttributes.messageDigest}) {
            if (value(type).isEmpty()) {
                throw invalid("attribute " + type + " is missing");
            }
        }
        value(SIGNER_NAME);
        value(FASC_N);
        value(ENTRY_UUID);
        if (!ASN1ObjectIdentifier.getInstance(value(CMSAttributes.contentType).get())
                .getId()
                .equals(contentType)) {
            throw invalid("the signed content type is another one");
        }
        ASN1OctetString.getInstance(value(CMSAttributes.messageDigest).get());
        if (signerName().isEmpty() && value(SIGNER_NAME).isPresent()) {
            throw invalid("the signer's name is none");
        }
    }

    private Optional<ASN1Encodable> value(ASN1ObjectIdentifier type) throws CardException {
        int there = attributes.getAll(type).size();
        if (there == 0) {
            return Optional.empty();
        }
        Attribute only = attributes.get(type);
        if (there > 1 || only.getAttrValues().size() != 1) {
            throw invalid("attribute " + type + " is there twice");
        }
        return Optional.of(only.getAttrValues().getObjectAt(0));
    }

    public String contentType() {
        return contentType;
    }

    /** What is signed, where it stands inside the signature. */
    public Optional<byte[]> content() {
        return content.map(byte[]::clone);
    }

    /** The signer's own certificate, where it stands inside the signature; not checked. */
    public Optional<X509Certificate> certificate() {
        return certificate;
    }

    /** pivSigner-DN. */
    public Optional<X500Name> signerName() throws CardException {
        try {
            return value(SIGNER_NAME).map(X500Name::getInstance);
        } catch (RuntimeException e) {
            throw new CardException(CardFault.CMS_INVALID, "the signer's name is none", e);
        }
    }

    /** pivFASC-N. */
    public Optional<byte[]> fascN() throws CardException {
        try {
            return value(FASC_N).map(each -> ASN1OctetString.getInstance(each).getOctets());
        } catch (RuntimeException e) {
            throw new CardException(CardFault.CMS_INVALID, "the FASC-N is none", e);
        }
    }

    /** entryUUID (RFC 4530), of 16 bytes; some issuers leave it empty where the card has no UUID. */
    public Optional<UUID> entryUuid() throws CardException {
        try {
            return value(ENTRY_UUID)
                    .map(each -> ASN1OctetString.getInstance(each).getOctets())
                    .filter(bytes -> bytes.length > 0)
                    .map(bytes -> {
                        ByteBuffer buffer = ByteBuffer.wrap(bytes);
                        UUID id = new UUID(buffer.getLong(), buffer.getLong());
                        if (buffer.hasRemaining()) {
                            throw new IllegalArgumentException("longer than a UUID");
                        }
                        return id;
                    });
        } catch (RuntimeException e) {
            throw new CardException(CardFault.CMS_INVALID, "the UUID is none", e);
        }
    }

    /** Whether the signature says that it is by the holder of this certificate. */
    public boolean names(X509Certificate candidate) {
        try {
            SignerIdentifier id = signer.getSID();
            if (id.isTagged()) {
                byte[] key = ASN1OctetString.getInstance(id.getId()).getOctets();
                return CertificateExtensions.subjectKeyIdentifier(candidate)
                        .map(own -> Arrays.equals(own, key))
                        .orElse(false);
            }
            IssuerAndSerialNumber wanted = IssuerAndSerialNumber.getInstance(id.getId());
            return wanted.getSerialNumber().getValue().equals(candidate.getSerialNumber())
                    && wanted.getName()
                            .equals(X500Name.getInstance(
                                    candidate.getIssuerX500Principal().getEncoded()));
        } catch (PkiException | RuntimeException e) {
            return false;
        }
    }

    /**
     * What is wrong with it, if anything: RFC 5652 §5.4, §5.6.
     *
     * @param signed what it has to be over
     * @param key the signer's
     */
    public Optional<Flaw> flaw(byte[] signed, PublicKey key) {
        Optional<CmsAlgorithm> algorithm =
                CmsAlgorithm.of(signer.getDigestAlgorithm(), signer.getDigestEncryptionAlgorithm(), key);
        if (algorithm.isEmpty()) {
            return Optional.of(Flaw.SIGNATURE_ALGORITHM_NOT_ALLOWED);
        }
        try {
            byte[] digest = MessageDigest.getInstance(algorithm.get().digest()).digest(signed);
            byte[] told = ASN1OctetString.getInstance(attributes
                            .get(CMSAttributes.messageDigest)
                            .getAttrValues()
                            .getObjectAt(0))
                    .getOctets();
            if (!MessageDigest.isEqual(digest, told)) {
                return Optional.of(Flaw.CONTENT_DIFFERS);
            }
            Signature verifier = algorithm.get().verifier();
            verifier.initVerify(key);
            // §5.4: over the attributes as a SET OF in DER, not with the tag [0] that they have in place.
            verifier.update(signer.getAuthenticatedAttributes().getEncoded(ASN1Encoding.DER));
            return verifier.verify(signer.getEncryptedDigest().getOctets())
                    ? Optional.empty()
                    : Optional.of(Flaw.SIGNATURE_INVALID);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Optional.of(Flaw.SIGNATURE_INVALID);
        }
    }

    private static CardException invalid(String why) {
        return new CardException(CardFault.CMS_INVALID, why);
    }
}
