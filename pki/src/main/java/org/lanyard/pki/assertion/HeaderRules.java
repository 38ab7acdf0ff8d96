package org.lanyard.pki.assertion;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.lanyard.pki.assertion.JsonValue.Items;
import org.lanyard.pki.assertion.JsonValue.Member;
import org.lanyard.pki.assertion.JsonValue.Members;
import org.lanyard.pki.assertion.JsonValue.Text;
import org.lanyard.pki.path.VerifiedLeaf;

/** What the header must say, and what it may not. */
final class HeaderRules {
    /** A leaf, and at most two that others may want to see; only the leaf is looked at. */
    private static final int MAX_CERTIFICATES = 3;

    private HeaderRules() {}

    /** A header, and the {@code typ} that it should say. */
    record Heading(Members header, String type) {}

    /** Whose certificate it is, and who should be speaking. */
    record Spoken(VerifiedLeaf leaf, Speaker expected) {}

    /** RFC 7515 §4.1.1: "This Header Parameter MUST be present and MUST be understood and processed". */
    record AlgorithmIsNamed() implements Rule<Members> {
        @Override
        public void check(Members header) throws AssertionException {
            if (header.text("alg") == null) {
                throw new AssertionException(Reason.ALG_MISSING, "alg");
            }
        }
    }

    /** RFC 8725 §3.1: "Libraries MUST enable the caller to specify a supported set of algorithms and MUST NOT use any
     * other algorithms". {@code none} and the HMACs are not of ours. */
    record AlgorithmIsAllowed() implements Rule<Members> {
        @Override
        public void check(Members header) throws AssertionException {
            String alg = header.text("alg");
            if (alg != null && JwsAlgorithm.of(alg).isEmpty()) {
                throw new AssertionException(Reason.ALG_NOT_ALLOWED, "alg");
            }
        }
    }

    /** RFC 7515 §4.1.11: "If any of the listed extension Header Parameters are not understood and supported by the
     * recipient, then the JWS is invalid." None is, and an empty list "MUST NOT" be used. */
    record NothingIsCritical() implements Rule<Members> {
        @Override
        public void check(Members header) throws AssertionException {
            if (header.get("crit") != null) {
                throw new AssertionException(Reason.CRITICAL_HEADER, "crit");
            }
        }
    }

    /** RFC 8725 §3.11: "explicit typing is RECOMMENDED"; here it is required. */
    record TypeIsNamed() implements Rule<Heading> {
        @Override
        public void check(Heading heading) throws AssertionException {
            if (heading.header().text("typ") == null) {
                throw new AssertionException(Reason.TYP_MISSING, "typ");
            }
        }
    }

    /** RFC 8725 §3.12: "Use Mutually Exclusive Validation Rules for Different Kinds of JWTs". One spelling, although
     * RFC 7515 §4.1.9 would let media types differ in case and leave {@code application/} on. */
    record TypeIsTheSpeakers() implements Rule<Heading> {
        @Override
        public void check(Heading heading) throws AssertionException {
            String typ = heading.header().text("typ");
            if (typ != null && !typ.equals(heading.type())) {
                throw new AssertionException(Reason.TYP_WRONG, "typ is not " + heading.type());
            }
        }
    }

    /** RFC 8725 §3.10: do not trust received claims: jku, jwk, x5u and kid would let the sender choose the key, zip,
     * b64 and crit the meaning. Nothing is honoured but the three that are needed, and what is not honoured is refused. */
    record NothingElseIsHonoured() implements Rule<Heading> {
        @Override
        public void check(Heading heading) throws AssertionException {
            for (Member member : heading.header().members()) {
                switch (member.name()) {
                    case "alg", "typ", "x5c" -> {}
                    default ->
                        throw new AssertionException(
                                Reason.HEADER_NOT_ALLOWED, "a header parameter beside alg, typ and x5c");
                }
            }
        }
    }

    /** RFC 7515 §4.1.6: the certificate "corresponding to the key used to digitally sign the JWS". Required here. */
    record CertificateIsThere() implements Rule<Heading> {
        @Override
        public void check(Heading heading) throws AssertionException {
            if (heading.header().get("x5c") == null) {
                throw new AssertionException(Reason.X5C_MISSING, "x5c");
            }
        }
    }

    /** RFC 7515 §4.1.6: "a JSON array of certificate value strings". Bounded, so that nobody sends a book. */
    record CertificatesAreAFewStrings() implements Rule<Heading> {
        @Override
        public void check(Heading heading) throws AssertionException {
            JsonValue x5c = heading.header().get("x5c");
            if (x5c == null) {
                return;
            }
            boolean few = x5c instanceof Items items
                    && !items.values().isEmpty()
                    && items.values().size() <= MAX_CERTIFICATES
                    && items.values().stream().allMatch(Text.class::isInstance);
            if (!few) {
                throw new AssertionException(Reason.X5C_MALFORMED, "x5c is not a list of one to three strings");
            }
        }
    }

    /** RFC 7515 §4.1.6: "Each string in the array is a base64-encoded (Section 4 of RFC 4648 -- not
     * base64url-encoded) DER PKIX certificate value." */
    record CertificatesAreCanonicalBase64() implements Rule<Heading> {
        @Override
        public void check(Heading heading) throws AssertionException {
            for (String text : certificates(heading.header())) {
                Optional<byte[]> der = base64(text);
                if (der.isEmpty()
                        || !Base64.getEncoder().encodeToString(der.get()).equals(text)) {
                    throw new AssertionException(Reason.X5C_MALFORMED, "x5c is not base64 in its one spelling");
                }
            }
        }
    }

    /** RFC 8725 §3.8: "the application MUST validate that the cryptographic keys used … belong to the issuer": what
     * the authority certified as a kiosk speaks as a kiosk, and never as a card. */
    record SpeakerIsExpected() implements Rule<Spoken> {
        @Override
        public void check(Spoken spoken) throws AssertionException {
            if (!Speaker.of(spoken.leaf().profile()).equals(Optional.of(spoken.expected()))) {
                throw new AssertionException(
                        Reason.SPEAKER_WRONG,
                        "a certificate of profile " + spoken.leaf().profile().label());
            }
        }
    }

    /** The strings of {@code x5c}, leaf first; none if it is absent or of another shape. */
    static List<String> certificates(Members header) {
        return header.get("x5c") instanceof Items items
                ? items.values().stream()
                        .filter(Text.class::isInstance)
                        .map(value -> ((Text) value).value())
                        .toList()
                : List.of();
    }

    /** As the JDK reads it: without padding too, and with unused bits set. */
    static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
