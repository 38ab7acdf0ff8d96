package org.lanyard.pki.lint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.ProfileSettings;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.TestAuthority;

class LinterTest {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    static final TestAuthority AUTHORITY = TestAuthority.create(NOW);

    private static final Duration DAYS = Duration.ofDays(300);

    private final Linter linter = new Linter(AUTHORITY.arc());

    static byte[] leaf(Profile profile) {
        try {
            return AUTHORITY
                    .certificate(profile, nameFor(profile))
                    .validity(
                            NOW,
                            NOW.plus(profile.longestValidity().compareTo(DAYS) < 0 ? profile.longestValidity() : DAYS))
                    .certify()
                    .getTBSCertificate();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    static SubjectName nameFor(Profile profile) {
        return switch (profile) {
            case CARD_9E, CARD_9A -> new SubjectName.Card(UUID.fromString("6f2a7c1e-0f0e-4c8e-9d53-1c1a8f2f9b10"));
            case KIOSK, WEBAUTHN_SERVICE, OCSP_RESPONDER, ADMIN, CARD_CONTENT_SIGNER ->
                new SubjectName.Service(URI.create("https://kiosk.example/library"));
            case TLS_SERVER -> new SubjectName.Hosts(List.of("sign-in.example"));
        };
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void leaf_goodOfEachProfile_keepsEveryRule(Profile profile) throws Exception {
        byte[] tbs = leaf(profile);
        LintSubject subject = LintSubject.of(
                tbs, Optional.of(ProfileSettings.of(profile)), Optional.of(AUTHORITY.issuing()), AUTHORITY.arc());
        assertEquals(List.of(), linter.findings(subject));
        assertArrayEquals(tbs, linter.leaf(tbs, profile, AUTHORITY.issuing()).redeem());
    }

    @Test
    void authority_goodIssuingAndRoot_keepEveryRule() throws Exception {
        linter.authority(AUTHORITY.issuing().getTBSCertificate(), AUTHORITY.root());
        linter.root(AUTHORITY.root().getTBSCertificate());
    }

    static Stream<BrokenRule> rows() {
        return BrokenRule.all().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void findings_oneThingBroken_nameItsRule(BrokenRule row) throws Exception {
        Optional<X509Certificate> issuer = switch (row.kind()) {
            case LEAF -> Optional.of(AUTHORITY.issuing());
            case ISSUING -> Optional.of(AUTHORITY.root());
            case ROOT -> Optional.empty();
        };
        LintSubject subject = LintSubject.of(row.tbs(), row.settings(), issuer, AUTHORITY.arc());
        Set<String> broken =
                linter.findings(subject).stream().map(Finding::rule).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(broken.contains(row.rule()), row + " found " + broken);
        broken.remove(row.rule());
        broken.remove(JdkParsesIt.class.getSimpleName());
        if (row.rule().equals(KeyParametersFit.class.getSimpleName())
                || row.rule().equals(PointIsUncompressed.class.getSimpleName())) {
            // Providers differ in which odd encodings they read.
            broken.remove(KeyIsAllowed.class.getSimpleName());
        }
        assertEquals(row.alsoBreaks(), broken);
    }

    @Test
    void rows_breakEveryRuleThereIs() {
        Set<String> rules = Linter.RULES.stream()
                .map(rule -> rule.getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> broken = rows().map(BrokenRule::rule).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(rules, broken);
    }

    @Test
    void leaf_broken_isNotSignedAndSaysWhy() {
        byte[] tbs = new Edit(leaf(Profile.CARD_9E)).without("2.5.29.35").tbs();
        PkiException e = assertThrows(PkiException.class, () -> linter.leaf(tbs, Profile.CARD_9E, AUTHORITY.issuing()));
        assertEquals(PkiReason.LINT_FAILED, e.reason());
        assertEquals(
                "AuthorityKeyIdentifierIsIssuers (RFC 5280 §4.2.1.1): the authority key identifier must be there, not"
                        + " critical, and the issuer's own",
                e.detail());
    }

    @Test
    void redeem_twice_isRefused() throws Exception {
        LintedCertificate linted = linter.leaf(leaf(Profile.KIOSK), Profile.KIOSK, AUTHORITY.issuing());
        linted.redeem();
        assertEquals(
                PkiReason.LINT_TOKEN_SPENT,
                assertThrows(PkiException.class, linted::redeem).reason());
    }

    @Test
    void leaf_randomChanges_throwOnlyOurException() {
        Random random = new Random(20261123);
        byte[] good = leaf(Profile.CARD_9A);
        for (int round = 0; round < 1_500; round++) {
            byte[] tbs = Arrays.copyOf(good, round % 7 == 0 ? random.nextInt(good.length) : good.length);
            for (int i = random.nextInt(4); i >= 0 && tbs.length > 0; i--) {
                tbs[random.nextInt(tbs.length)] = (byte) random.nextInt();
            }
            try {
                linter.leaf(tbs, Profile.CARD_9A, AUTHORITY.issuing());
            } catch (PkiException e) {
                assertTrue(
                        e.reason() == PkiReason.LINT_FAILED || e.reason() == PkiReason.CERTIFICATE_MALFORMED,
                        e.reason().name());
            }
            try {
                linter.root(tbs);
            } catch (PkiException e) {
                assertTrue(
                        e.reason() == PkiReason.LINT_FAILED || e.reason() == PkiReason.CERTIFICATE_MALFORMED,
                        e.reason().name());
            }
        }
    }
}
