package org.lanyard.pki.lint;

import java.security.cert.CertificateEncodingException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.ProfileSettings;
import org.lanyard.pki.testing.TestKeys;

/**
 * A certificate that was good until one thing was changed.
 *
 * @param rule the rule that it breaks
 * @param alsoBreaks rules that cannot be kept once that one is broken, besides {@code JdkParsesIt}: JDKs differ in what
 *     they refuse
 */
record BrokenRule(String rule, Kind kind, Optional<ProfileSettings> settings, byte[] tbs, Set<String> alsoBreaks) {
    enum Kind {
        LEAF,
        ISSUING,
        ROOT
    }

    private static final String KEY_IDENTIFIER = "2.5.29.14";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String ALTERNATIVE_NAME = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final String DISTRIBUTION_POINTS = "2.5.29.31";
    private static final String POLICIES = "2.5.29.32";
    private static final String ISSUER_IDENTIFIER = "2.5.29.35";
    private static final String KEY_PURPOSES = "2.5.29.37";
    private static final String NO_CHECK = ResponderIsNotChecked.NO_CHECK;
    private static final String INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";

    @Override
    public String toString() {
        return rule + " in " + kind;
    }

    static BrokenRule leaf(Class<?> rule, Profile profile, UnaryOperator<Edit> change, String... also) {
        byte[] tbs = change.apply(new Edit(LinterTest.leaf(profile))).tbs();
        return new BrokenRule(
                rule.getSimpleName(), Kind.LEAF, Optional.of(ProfileSettings.of(profile)), tbs, Set.of(also));
    }

    private static BrokenRule issuing(Class<?> rule, UnaryOperator<Edit> change, String... also) {
        try {
            byte[] tbs = change.apply(new Edit(LinterTest.AUTHORITY.issuing().getTBSCertificate()))
                    .tbs();
            return new BrokenRule(rule.getSimpleName(), Kind.ISSUING, Optional.empty(), tbs, Set.of(also));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows of both tables. */
    static List<BrokenRule> all() {
        return Stream.concat(clauses().stream(), BrokenKeysAndNames.all().stream())
                .toList();
    }

    private static List<BrokenRule> clauses() {
        return List.of(
                leaf(VersionIsThree.class, Profile.KIOSK, e -> e.part(Edit.VERSION, Parts.version(2))),
                leaf(SerialIsShortAndPositive.class, Profile.KIOSK, e -> e.part(Edit.SERIAL, Parts.serial(160))),
                leaf(
                        SerialIsShortAndPositive.class,
                        Profile.KIOSK,
                        e -> e.part(
                                Edit.SERIAL, new ASN1Integer(Parts.random(100).negate()))),
                leaf(SerialIsLongEnough.class, Profile.KIOSK, e -> e.part(Edit.SERIAL, Parts.serial(62))),
                leaf(
                        SignatureFitsIssuersKey.class,
                        Profile.KIOSK,
                        e -> e.part(Edit.SIGNATURE, Parts.algorithm("1.2.840.10045.4.3.3"))),
                leaf(IssuerIsIssuersSubject.class, Profile.KIOSK, e -> e.part(Edit.ISSUER, new X500Name("CN=other"))),
                leaf(
                        TimesAreEncodedByYear.class,
                        Profile.KIOSK,
                        e -> e.part(
                                Edit.VALIDITY,
                                Parts.validity(Parts.time(0), new DERGeneralizedTime("20270101000000Z")))),
                leaf(
                        TimesAreEncodedByYear.class,
                        Profile.KIOSK,
                        e -> e.part(
                                Edit.VALIDITY,
                                Parts.validity(Parts.time(0), new ASN1GeneralizedTime("20510101000000.5Z"))),
                        "ValidityIsInsideIssuers",
                        "ValidityIsWithinProfile"),
                leaf(
                        ValidityIsInOrder.class,
                        Profile.KIOSK,
                        e -> e.part(Edit.VALIDITY, Parts.validity(Parts.time(2), Parts.time(1)))),
                leaf(
                        ValidityIsInsideIssuers.class,
                        Profile.KIOSK,
                        e -> e.part(Edit.VALIDITY, Parts.validity(Parts.time(-2), Parts.time(1)))),
                leaf(
                        ValidityIsWithinProfile.class,
                        Profile.KIOSK,
                        e -> e.part(Edit.VALIDITY, Parts.validity(Parts.time(0), Parts.time(731)))),
                issuing(
                        AuthorityHasSubject.class,
                        e -> e.part(Edit.SUBJECT, new X500Name("")),
                        "EmptySubjectHasCriticalName"),
                leaf(
                        EmptySubjectHasCriticalName.class,
                        Profile.KIOSK,
                        e -> e.extension(ALTERNATIVE_NAME, false, Parts.uri("https://kiosk.example"))),
                leaf(
                        EmptySubjectHasCriticalName.class,
                        Profile.KIOSK,
                        e -> e.without(ALTERNATIVE_NAME),
                        "NamesAreProfiles"),
                leaf(
                        NoUniqueIdentifiers.class,
                        Profile.KIOSK,
                        e -> e.add(new DERTaggedObject(false, 2, new DERBitString(new byte[] {1})))),
                leaf(DefaultsAreLeftOut.class, Profile.KIOSK, e -> e.writeDefault(POLICIES)),
                leaf(ExtensionsAppearOnce.class, Profile.KIOSK, e -> e.repeat(POLICIES)),
                leaf(
                        ExtensionsAreKnown.class,
                        Profile.KIOSK,
                        e -> e.extension("1.3.6.1.4.1.99999.1", false, DERNull.INSTANCE)),
                leaf(AuthorityKeyIdentifierIsIssuers.class, Profile.KIOSK, e -> e.without(ISSUER_IDENTIFIER)),
                leaf(
                        AuthorityKeyIdentifierIsIssuers.class,
                        Profile.KIOSK,
                        e -> e.extension(ISSUER_IDENTIFIER, false, new AuthorityKeyIdentifier(new byte[20]))),
                issuing(AuthorityHasKeyIdentifier.class, e -> e.without(KEY_IDENTIFIER)),
                leaf(
                        KeyUsageIsCritical.class,
                        Profile.KIOSK,
                        e -> e.extension(KEY_USAGE, false, new KeyUsage(KeyUsage.digitalSignature))),
                issuing(
                        KeyUsageOfAuthority.class,
                        e -> e.extension(
                                KEY_USAGE,
                                true,
                                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign | KeyUsage.cRLSign))),
                leaf(
                        KeyUsageOfLeaf.class,
                        Profile.KIOSK,
                        e -> e.extension(KEY_USAGE, true, new KeyUsage(KeyUsage.keyAgreement))),
                leaf(
                        PoliciesAppearOnce.class,
                        Profile.KIOSK,
                        e -> e.extension(POLICIES, false, Parts.policies(Profile.KIOSK, Profile.KIOSK)),
                        "PolicyIsProfiles"),
                leaf(
                        PolicyIsProfiles.class,
                        Profile.KIOSK,
                        e -> e.extension(POLICIES, false, Parts.policies(Profile.CARD_9A))),
                issuing(PolicyIsProfiles.class, e -> e.extension(POLICIES, false, Parts.policies(Profile.KIOSK))),
                issuing(PolicyIsProfiles.class, e -> e.without(POLICIES)),
                leaf(
                        AlternativeNamesAreWellFormed.class,
                        Profile.KIOSK,
                        e -> e.extension(
                                ALTERNATIVE_NAME,
                                true,
                                new GeneralNames(new GeneralName(GeneralName.rfc822Name, "ada@school.example"))),
                        "NamesAreProfiles"),
                leaf(
                        AlternativeNamesAreWellFormed.class,
                        Profile.TLS_SERVER,
                        e -> e.extension(
                                ALTERNATIVE_NAME, true, new GeneralNames(new GeneralName(GeneralName.dNSName, "-x"))),
                        "NamesAreProfiles"),
                leaf(
                        NamesAreProfiles.class,
                        Profile.CARD_9E,
                        e -> e.part(Edit.SUBJECT, new X500Name("SERIALNUMBER=6F2A7C1E-0F0E-4C8E-9D53-1C1A8F2F9B10"))),
                issuing(
                        AuthorityHasBasicConstraints.class,
                        e -> e.extension(BASIC_CONSTRAINTS, true, new BasicConstraints(true))),
                issuing(
                        PathLengthFitsIssuers.class,
                        e -> e.extension(BASIC_CONSTRAINTS, true, new BasicConstraints(1))),
                leaf(
                        LeafIsNoAuthority.class,
                        Profile.KIOSK,
                        e -> e.extension(BASIC_CONSTRAINTS, true, new BasicConstraints(false))),
                leaf(
                        NameConstraintsAreAuthoritys.class,
                        Profile.KIOSK,
                        e -> e.extension(NAME_CONSTRAINTS, true, Parts.nameConstraints())),
                leaf(
                        KeyPurposeIsProfiles.class,
                        Profile.CARD_9E,
                        e -> e.extension(KEY_PURPOSES, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))),
                issuing(
                        KeyPurposeIsProfiles.class,
                        e -> e.extension(KEY_PURPOSES, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))),
                leaf(ResponderIsNotChecked.class, Profile.OCSP_RESPONDER, e -> e.without(NO_CHECK)),
                leaf(
                        ResponderIsNotChecked.class,
                        Profile.OCSP_RESPONDER,
                        e -> e.extension(NO_CHECK, true, DERNull.INSTANCE)),
                leaf(
                        ResponderIsNotChecked.class,
                        Profile.OCSP_RESPONDER,
                        e -> e.extension(NO_CHECK, false, new ASN1Integer(0))),
                leaf(ResponderIsNotChecked.class, Profile.KIOSK, e -> e.extension(NO_CHECK, false, DERNull.INSTANCE)),
                leaf(
                        DistributionPointsAreNotCritical.class,
                        Profile.KIOSK,
                        e -> e.extension(DISTRIBUTION_POINTS, true, Parts.point("http://pki.example/x"))),
                leaf(
                        DistributionPointsAreNotCritical.class,
                        Profile.KIOSK,
                        e -> e.extension(DISTRIBUTION_POINTS, false, Parts.point("https://pki.example/x"))),
                leaf(
                        InformationAccessIsNotCritical.class,
                        Profile.KIOSK,
                        e -> e.extension(INFORMATION_ACCESS, true, DERNull.INSTANCE)),
                leaf(
                        KeyIsAllowed.class,
                        Profile.CARD_9A,
                        e -> e.key(TestKeys.rsa(1024).getPublic())),
                leaf(
                        KeyIsAllowed.class,
                        Profile.CARD_9A,
                        e -> e.key(TestKeys.ec("secp521r1").getPublic())),
                leaf(KeyIsAllowed.class, Profile.CARD_9A, e -> e.part(Edit.KEY, Parts.offCurve())),
                leaf(RsaKeyIsNotRoca.class, Profile.CARD_9A, e -> e.key(Parts.roca())),
                leaf(
                        KeyIsNotIssuers.class,
                        Profile.KIOSK,
                        e -> e.key(LinterTest.AUTHORITY.issuing().getPublicKey())),
                leaf(
                        JdkParsesIt.class,
                        Profile.KIOSK,
                        e -> e.extension(KEY_USAGE, true, new ASN1Integer(1)),
                        "KeyUsageOfLeaf"));
    }
}
