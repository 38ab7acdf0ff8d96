package org.lanyard.pki.lint;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.SignatureAlgorithm;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.ProfileBook;

/** Holds a certificate to be against every rule; the list below is all of them. */
public final class Linter {
    static final List<Lint> RULES = List.of(
            new VersionIsThree(),
            new SerialIsShortAndPositive(),
            new SerialIsLongEnough(),
            new SerialIsNotACounter(),
            new SignatureFitsIssuersKey(),
            new SignatureParametersFit(),
            new IssuerIsIssuersSubject(),
            new TimesAreEncodedByYear(),
            new ValidityIsInOrder(),
            new ValidityIsInsideIssuers(),
            new ValidityIsWithinProfile(),
            new NamesArePrintable(),
            new AuthorityHasSubject(),
            new EmptySubjectHasCriticalName(),
            new NoUniqueIdentifiers(),
            new DefaultsAreLeftOut(),
            new ExtensionsAppearOnce(),
            new ExtensionsAreKnown(),
            new AuthorityKeyIdentifierIsIssuers(),
            new AuthorityHasKeyIdentifier(),
            new KeyUsageIsCritical(),
            new KeyUsageOfAuthority(),
            new KeyUsageOfLeaf(),
            new PoliciesAppearOnce(),
            new PoliciesHaveNoQualifiers(),
            new PolicyIsProfiles(),
            new AlternativeNamesAreWellFormed(),
            new HostNamesAreNotAddresses(),
            new HostLabelsAreNotReserved(),
            new CardNamesNobody(),
            new NamesAreProfiles(),
            new AuthorityHasBasicConstraints(),
            new PathLengthFitsIssuers(),
            new LeafIsNoAuthority(),
            new NameConstraintsAreAuthoritys(),
            new KeyPurposeIsProfiles(),
            new ResponderIsNotChecked(),
            new DistributionPointsAreNotCritical(),
            new InformationAccessIsNotCritical(),
            new NamesAreWithinProfile(),
            new KeyIsAllowed(),
            new KeyIsProfiles(),
            new KeyParametersFit(),
            new PointIsUncompressed(),
            new RsaKeyIsNotRoca(),
            new RsaModulusHasNoSmallFactor(),
            new RsaPrimesAreNotClose(),
            new KeyIsNotIssuers(),
            new JdkParsesIt());

    private final OidArc arc;
    private final ProfileBook profiles;
    private volatile Known last;

    /** The issuer of the last certificate, taken apart: mostly it is the next one's too. */
    private record Known(X509Certificate certificate, Issuer issuer) {}

    /** A linter for certificates of one arc, with the built-in profiles. */
    public Linter(OidArc arc) {
        this(arc, ProfileBook.DEFAULTS);
    }

    /** A linter for certificates of one arc. */
    public Linter(OidArc arc, ProfileBook profiles) {
        this.arc = arc;
        this.profiles = profiles;
    }

    /**
     * Lints an end entity's certificate.
     *
     * @param tbs the TBSCertificate to be signed, DER
     * @return the right to sign it once
     * @throws PkiException LINT_FAILED with every broken rule, CERTIFICATE_MALFORMED
     */
    public LintedCertificate leaf(byte[] tbs, Profile profile, X509Certificate issuer) throws PkiException {
        return pass(tbs, LintSubject.of(tbs, Optional.of(profiles.of(profile)), known(issuer), arc));
    }

    /** As {@link #leaf}, for the certificate of an authority under another. */
    public LintedCertificate authority(byte[] tbs, X509Certificate issuer) throws PkiException {
        return pass(tbs, LintSubject.of(tbs, Optional.empty(), Optional.of(issuer), arc));
    }

    /** As {@link #leaf}, for a root, which is its own issuer. */
    public LintedCertificate root(byte[] tbs) throws PkiException {
        return pass(tbs, LintSubject.of(tbs, Optional.empty(), (Issuer) null, arc));
    }

    private Issuer known(X509Certificate certificate) throws PkiException {
        Known known = last;
        if (known == null || known.certificate != certificate) {
            known = new Known(certificate, Issuer.of(certificate));
            last = known;
        }
        return known.issuer;
    }

    /** What is wrong with a certificate to be; empty where nothing is. */
    List<Finding> findings(LintSubject certificate) {
        List<Finding> findings = new ArrayList<>();
        for (Lint rule : RULES) {
            Optional<String> problem;
            try {
                problem = rule.problem(certificate);
            } catch (RuntimeException e) {
                // A shape that the rule cannot even look at breaks it.
                problem = Optional.of("is of a shape that cannot be judged: " + e.getMessage());
            }
            if (problem.isPresent()) {
                findings.add(new Finding(rule.getClass().getSimpleName(), rule.clause(), problem.get()));
            }
        }
        return findings;
    }

    private LintedCertificate pass(byte[] tbs, LintSubject certificate) throws PkiException {
        List<Finding> findings = findings(certificate);
        if (!findings.isEmpty()) {
            throw new PkiException(
                    PkiReason.LINT_FAILED,
                    findings.stream().map(Finding::toString).collect(Collectors.joining("; ")));
        }
        SignatureAlgorithm algorithm = SignatureAlgorithm.ofOid(
                        certificate.parts().signature().getAlgorithm().getId())
                .orElseThrow(() -> new PkiException(PkiReason.LINT_FAILED, "signature algorithm"));
        return new LintedCertificate(tbs, algorithm);
    }
}
