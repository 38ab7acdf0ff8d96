package org.lanyard.webauthn.ceremony;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.lanyard.webauthn.KeyAlgorithm;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;

/**
 * Android key attestation (W3C WebAuthn Level 3 §8.4), which Yubico's library passes without a look at it. The certificate is
 * the key's own, and says how Android's keystore made it; who signed that certificate is for those who know Google's roots.
 *
 * <p>Software enforces some of what it says, the trusted environment the rest (§8.4: "use the union of teeEnforced and
 * softwareEnforced").
 */
final class AndroidKeyStatement {
    static final String FORMAT = "android-key";

    private static final String EXTENSION = "1.3.6.1.4.1.11129.2.1.17";
    private static final int ATTESTATION_CHALLENGE = 4;
    private static final int SOFTWARE_ENFORCED = 6;
    private static final int TEE_ENFORCED = 7;
    private static final int PURPOSE = 1;
    private static final int ALL_APPLICATIONS = 600;
    private static final int ORIGIN = 702;
    private static final int KM_ORIGIN_GENERATED = 0;
    private static final int KM_PURPOSE_SIGN = 2;

    private AndroidKeyStatement() {}

    /** The verification procedure of §8.4, in its order. */
    static void require(
            AttestationObject object,
            AuthenticatorData.AttestedCredential credential,
            KeyAlgorithm algorithm,
            byte[] clientDataHash)
            throws WebAuthnException {
        // "Verify that attStmt is valid CBOR conforming to the syntax defined above": alg, sig and x5c.
        CBORObject alg = object.statement().get("alg");
        CBORObject sig = object.statement().get("sig");
        require(object.statement().size() == 3, "members");
        require(alg != null && alg.isNumber() && alg.equals(CBORObject.FromObject(algorithm.cose())), "alg");
        require(sig != null && sig.getType() == CBORType.ByteString, "sig");
        require(!object.chain().isEmpty(), "x5c");
        X509Certificate certificate = certificate(object.chain().get(0));
        // "Verify that sig is a valid signature over the concatenation of authenticatorData and clientDataHash using
        // the
        // public key in the first certificate in x5c with the algorithm specified in alg."
        require(isSigned(object, sig.GetByteString(), certificate, algorithm, clientDataHash), "signature");
        // "Verify that the public key in the first certificate in x5c matches the credentialPublicKey".
        require(CoseKey.isThatOf(certificate.getPublicKey(), credential.key()), "key");
        byte[] extension = certificate.getExtensionValue(EXTENSION);
        require(extension != null, "no description");
        requireDescription(extension, clientDataHash);
    }

    /** The steps of §8.4 about {@code KeyDescription}: eight fields, to which Android may add further ones. */
    static void requireDescription(byte[] extension, byte[] clientDataHash) throws WebAuthnException {
        ASN1Sequence description = sequence(parsed(octets(parsed(extension))));
        require(description.size() > TEE_ENFORCED, "description");
        // "Verify that the attestationChallenge field in the attestation certificate extension data is identical to
        // clientDataHash."
        byte[] challenge = octets(description.getObjectAt(ATTESTATION_CHALLENGE));
        require(MessageDigest.isEqual(challenge, clientDataHash), "challenge");
        ASN1Sequence software = sequence(description.getObjectAt(SOFTWARE_ENFORCED));
        ASN1Sequence trusted = sequence(description.getObjectAt(TEE_ENFORCED));
        // "The AuthorizationList.allApplications field is not present on either authorization list, … since
        // PublicKeyCredential MUST be scoped to the RP ID."
        require(!has(software, ALL_APPLICATIONS) && !has(trusted, ALL_APPLICATIONS), "all applications");
        // "The value in the AuthorizationList.origin field is equal to KM_ORIGIN_GENERATED": the key was never outside.
        require(has(software, ORIGIN) || has(trusted, ORIGIN), "no origin");
        require(isGenerated(software) && isGenerated(trusted), "origin");
        // "The value in the AuthorizationList.purpose field is equal to KM_PURPOSE_SIGN": it does nothing else.
        require(has(software, PURPOSE) || has(trusted, PURPOSE), "no purpose");
        require(isForSigning(software) && isForSigning(trusted), "purpose");
    }

    private static void require(boolean holds, String what) throws WebAuthnException {
        if (!holds) {
            throw refused(what);
        }
    }

    private static WebAuthnException refused(String what) {
        return new WebAuthnException(Reason.ATTESTATION, FORMAT + ", " + what);
    }

    private static X509Certificate certificate(byte[] der) throws WebAuthnException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException malformed) {
            throw refused("certificate");
        }
    }

    private static boolean isSigned(
            AttestationObject object,
            byte[] signature,
            X509Certificate certificate,
            KeyAlgorithm algorithm,
            byte[] clientDataHash) {
        try {
            Signature verifier = Signature.getInstance(algorithm.signatureName());
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(object.authenticatorData());
            verifier.update(clientDataHash);
            return verifier.verify(signature);
        } catch (GeneralSecurityException notASignature) {
            return false;
        }
    }

    private static ASN1Primitive parsed(byte[] der) throws WebAuthnException {
        try {
            return ASN1Primitive.fromByteArray(der);
        } catch (IOException | IllegalArgumentException malformed) {
            throw refused("ASN.1");
        }
    }

    private static byte[] octets(ASN1Encodable value) throws WebAuthnException {
        if (value instanceof ASN1OctetString octets) {
            return octets.getOctets();
        }
        throw refused("ASN.1");
    }

    private static ASN1Sequence sequence(ASN1Encodable value) throws WebAuthnException {
        if (value instanceof ASN1Sequence sequence) {
            return sequence;
        }
        throw refused("ASN.1");
    }

    private static boolean has(ASN1Sequence list, int tag) {
        return find(list, tag) != null;
    }

    private static ASN1TaggedObject find(ASN1Sequence list, int tag) {
        for (ASN1Encodable item : list) {
            if (item instanceof ASN1TaggedObject tagged && tagged.getTagNo() == tag) {
                return tagged;
            }
        }
        return null;
    }

    /** {@code origin [702] EXPLICIT INTEGER}, where the list speaks of it. */
    private static boolean isGenerated(ASN1Sequence list) throws WebAuthnException {
        ASN1TaggedObject origin = find(list, ORIGIN);
        return origin == null || isInteger(content(origin), KM_ORIGIN_GENERATED);
    }

    /** {@code purpose [1] EXPLICIT SET OF INTEGER}, where the list speaks of it. */
    private static boolean isForSigning(ASN1Sequence list) throws WebAuthnException {
        ASN1TaggedObject purpose = find(list, PURPOSE);
        if (purpose == null) {
            return true;
        }
        return content(purpose) instanceof ASN1Set purposes
                && purposes.size() == 1
                && isInteger(purposes.getObjectAt(0), KM_PURPOSE_SIGN);
    }

    private static ASN1Encodable content(ASN1TaggedObject tagged) throws WebAuthnException {
        require(tagged.isExplicit(), "ASN.1");
        return tagged.getExplicitBaseObject();
    }

    private static boolean isInteger(ASN1Encodable value, int wanted) {
        return value instanceof ASN1Integer number && number.hasValue(wanted);
    }
}
