package org.lanyard.pki.lint;

import java.math.BigInteger;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.nist.NISTNamedCurves;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.lanyard.pki.keystore.KeyAlgorithm;
import org.lanyard.pki.lint.BrokenRule.Kind;
import org.lanyard.pki.profile.KeyUse;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.ProfileSettings;
import org.lanyard.pki.testing.TestKeys;

/** Keys that are broken or written oddly, and names that say too much or nothing that anybody looks up. */
final class BrokenKeysAndNames {
    private static final String ALTERNATIVE_NAME = "2.5.29.17";
    private static final String POLICIES = "2.5.29.32";
    private static final String CARD = "6f2a7c1e-0f0e-4c8e-9d53-1c1a8f2f9b10";

    private BrokenKeysAndNames() {}

    static List<BrokenRule> all() {
        return List.of(
                BrokenRule.leaf(
                        SerialIsNotACounter.class,
                        Profile.KIOSK,
                        e -> e.part(
                                Edit.SERIAL,
                                new ASN1Integer(BigInteger.ONE.shiftLeft(150).add(BigInteger.valueOf(4711))))),
                BrokenRule.leaf(
                        SignatureParametersFit.class,
                        Profile.KIOSK,
                        e -> e.part(
                                Edit.SIGNATURE,
                                new AlgorithmIdentifier(
                                        new ASN1ObjectIdentifier("1.2.840.10045.4.3.2"), DERNull.INSTANCE))),
                BrokenRule.leaf(KeyParametersFit.class, Profile.KIOSK, e -> e.part(Edit.KEY, explicitCurve())),
                BrokenRule.leaf(KeyParametersFit.class, Profile.KIOSK, e -> e.part(Edit.KEY, rsaWithoutParameters())),
                BrokenRule.leaf(PointIsUncompressed.class, Profile.KIOSK, e -> e.part(Edit.KEY, compressed())),
                BrokenRule.leaf(
                        RsaModulusHasNoSmallFactor.class,
                        Profile.CARD_9A,
                        e -> e.key(Parts.rsa(BigInteger.valueOf(751).multiply(Parts.random(2040))))),
                BrokenRule.leaf(RsaPrimesAreNotClose.class, Profile.CARD_9A, e -> e.key(closePrimes())),
                BrokenRule.leaf(
                        HostNamesAreNotAddresses.class,
                        Profile.TLS_SERVER,
                        e -> e.extension(ALTERNATIVE_NAME, true, host("10.0.0.7"))),
                BrokenRule.leaf(
                        HostLabelsAreNotReserved.class,
                        Profile.TLS_SERVER,
                        e -> e.extension(ALTERNATIVE_NAME, true, host("ab--cd.example"))),
                BrokenRule.leaf(
                        HostLabelsAreNotReserved.class,
                        Profile.TLS_SERVER,
                        e -> e.extension(ALTERNATIVE_NAME, true, host("xn--9999999999.example"))),
                BrokenRule.leaf(
                        CardNamesNobody.class,
                        Profile.CARD_9E,
                        e -> e.part(
                                Edit.SUBJECT,
                                new X500NameBuilder(BCStyle.INSTANCE)
                                        .addRDN(BCStyle.CN, new org.bouncycastle.asn1.DERPrintableString("Mia Example"))
                                        .build()),
                        "NamesAreProfiles"),
                BrokenRule.leaf(
                        CardNamesNobody.class,
                        Profile.CARD_9A,
                        e -> e.extension(ALTERNATIVE_NAME, false, Parts.uri("https://greenfield.school.example/")),
                        "NamesAreProfiles"),
                BrokenRule.leaf(
                        NamesArePrintable.class,
                        Profile.CARD_9E,
                        e -> e.part(
                                Edit.SUBJECT,
                                new X500NameBuilder(BCStyle.INSTANCE)
                                        .addRDN(BCStyle.SERIALNUMBER, new DERUTF8String(CARD))
                                        .build())),
                BrokenRule.leaf(
                        PoliciesHaveNoQualifiers.class,
                        Profile.KIOSK,
                        e -> e.extension(POLICIES, false, qualified(Profile.KIOSK))),
                with(
                        KeyIsProfiles.class,
                        settings(Profile.CARD_9A, Set.of(KeyAlgorithm.P_384), List.of()),
                        LinterTest.leaf(Profile.CARD_9A)),
                with(
                        NamesAreWithinProfile.class,
                        settings(Profile.TLS_SERVER, Set.of(KeyAlgorithm.values()), List.of("school.example")),
                        LinterTest.leaf(Profile.TLS_SERVER)));
    }

    private static BrokenRule with(Class<?> rule, ProfileSettings settings, byte[] tbs) {
        return new BrokenRule(rule.getSimpleName(), Kind.LEAF, Optional.of(settings), tbs, Set.of());
    }

    private static ProfileSettings settings(Profile profile, Set<KeyAlgorithm> keys, List<String> within) {
        return new ProfileSettings(
                profile,
                Duration.ofDays(300),
                Duration.ofDays(301),
                Set.of(KeyUse.DIGITAL_SIGNATURE),
                List.of(),
                List.of(),
                keys,
                within);
    }

    private static GeneralNames host(String name) {
        return new GeneralNames(new GeneralName(GeneralName.dNSName, name));
    }

    private static DERSequence qualified(Profile profile) {
        PolicyQualifierInfo notice = new PolicyQualifierInfo("https://greenfield.school.example/cps");
        return new DERSequence(new PolicyInformation(
                new ASN1ObjectIdentifier(LinterTest.AUTHORITY.arc().policy(profile)), new DERSequence(notice)));
    }

    private static SubjectPublicKeyInfo p256() {
        return SubjectPublicKeyInfo.getInstance(TestKeys.p256().getPublic().getEncoded());
    }

    private static SubjectPublicKeyInfo explicitCurve() {
        return new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(
                        new ASN1ObjectIdentifier("1.2.840.10045.2.1"), NISTNamedCurves.getByName("P-256")),
                p256().getPublicKeyData().getOctets());
    }

    private static SubjectPublicKeyInfo compressed() {
        SubjectPublicKeyInfo good = p256();
        byte[] point = good.getPublicKeyData().getOctets();
        byte[] shorter = java.util.Arrays.copyOf(point, 33);
        shorter[0] = (byte) (2 + (point[64] & 1));
        return new SubjectPublicKeyInfo(good.getAlgorithm(), shorter);
    }

    private static SubjectPublicKeyInfo rsaWithoutParameters() {
        SubjectPublicKeyInfo good =
                SubjectPublicKeyInfo.getInstance(TestKeys.rsa(2048).getPublic().getEncoded());
        return new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.113549.1.1.1")),
                good.getPublicKeyData().getOctets());
    }

    private static PublicKey closePrimes() {
        BigInteger p = Parts.prime(1024);
        return Parts.rsa(p.multiply(p.add(BigInteger.valueOf(4000)).nextProbablePrime()));
    }
}
