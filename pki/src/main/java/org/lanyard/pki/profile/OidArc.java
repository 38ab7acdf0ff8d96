package org.lanyard.pki.profile;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lanyard.pki.PkiException;

/**
 * The arc of object identifiers under which an installation's own live: {@code arc.1.n} is the certificate policy of
 * profile n, {@code arc.2.n} its key purpose where no standard one exists. An arc under 2.25 needs no registration (a
 * UUID as one number, ITU-T X.667).
 *
 * @param arc dotted decimal, without a final dot
 */
public record OidArc(String arc) {
    private static final Pattern DOTTED = Pattern.compile("[0-2](\\.(0|[1-9][0-9]{0,38})){1,30}");

    /** Lanyard's own arc, 2.25.(UUID dab5bd4d-275e-439e-ba4d-d048735ee75e). */
    public static final OidArc DEFAULT = new OidArc("2.25.290715348300673941594498843518961641310");

    /** id-PIV-cardAuth, FIPS 201-3. */
    public static final String PIV_CARD_AUTH = "2.16.840.1.101.3.6.8";

    /** id-PIV-content-signing, FIPS 201-3. */
    public static final String PIV_CONTENT_SIGNING = "2.16.840.1.101.3.6.7";

    /** id-kp-clientAuth, RFC 5280 section 4.2.1.12. */
    public static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    /** id-kp-serverAuth, RFC 5280 section 4.2.1.12. */
    public static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

    /** id-kp-OCSPSigning, RFC 6960 section 4.2.2.2. */
    public static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

    public OidArc {
        Objects.requireNonNull(arc, "arc");
        if (!DOTTED.matcher(arc).matches()) {
            throw new IllegalArgumentException("Not an object identifier: " + arc);
        }
    }

    /** The certificate policy that marks a profile. */
    public String policy(Profile profile) {
        return arc + ".1." + profile.number();
    }

    /** The one key purpose that goes with a profile. */
    public String keyPurpose(Profile profile) {
        return switch (profile) {
            case CARD_9E -> PIV_CARD_AUTH;
            case CARD_9A, KIOSK, ADMIN -> CLIENT_AUTH;
            case WEBAUTHN_SERVICE -> arc + ".2." + profile.number();
            case TLS_SERVER -> SERVER_AUTH;
            case OCSP_RESPONDER -> OCSP_SIGNING;
            case CARD_CONTENT_SIGNER -> PIV_CONTENT_SIGNING;
        };
    }

    /**
     * The profiles whose policy a certificate carries, in the list's order; a certificate of ours carries exactly one.
     *
     * @throws PkiException CERTIFICATE_MALFORMED if the extension cannot be parsed
     */
    public List<Profile> policiesOf(X509Certificate leaf) throws PkiException {
        List<String> carried = CertificateExtensions.policies(leaf);
        List<Profile> ours = new ArrayList<>(1);
        for (Profile profile : Profile.values()) {
            if (carried.contains(policy(profile))) {
                ours.add(profile);
            }
        }
        return ours;
    }

    /**
     * Whether the extended key usage is that of the profile, and nothing else unless the profile may have more.
     *
     * @throws PkiException CERTIFICATE_MALFORMED if the extension cannot be parsed
     */
    public boolean keyPurposeFits(X509Certificate leaf, Profile profile) throws PkiException {
        List<String> carried = CertificateExtensions.keyPurposes(leaf);
        return profile.mayHaveMorePurposes()
                ? carried.contains(keyPurpose(profile)) && !carried.contains(KeyPurposes.ANY)
                : carried.equals(List.of(keyPurpose(profile)));
    }

    /** The profile of a certificate that has exactly one of our policies and the key purpose that goes with it. */
    public Optional<Profile> profileOf(X509Certificate leaf) {
        try {
            List<Profile> ours = policiesOf(leaf);
            return ours.size() == 1 && keyPurposeFits(leaf, ours.get(0)) ? Optional.of(ours.get(0)) : Optional.empty();
        } catch (PkiException e) {
            return Optional.empty();
        }
    }
}
