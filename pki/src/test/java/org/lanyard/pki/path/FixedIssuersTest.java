package org.lanyard.pki.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.pki.testing.TestCertificate;

@DisplayName(
        "RFC 5280 §4.2.1.1: an issuer is found by the authority key identifier, and must have the issuer's name too")
class FixedIssuersTest {
    private static final TestAuthority AUTHORITY = TestAuthority.create(Instant.parse("2026-11-23T09:00:00Z"));

    private static TestCertificate leaf() {
        return AUTHORITY.certificate(Profile.CARD_9E, new SubjectName.Card(UUID.randomUUID()));
    }

    private static Optional<X509Certificate> issuerOf(TestCertificate leaf) throws Exception {
        return AUTHORITY.issuers().issuerOf(leaf.certify());
    }

    @Test
    void issuerOf_keyIdentifierAndNameOfOurs_isOurs() throws Exception {
        assertEquals(Optional.of(AUTHORITY.issuing()), issuerOf(leaf()));
    }

    @Test
    void issuerOf_noKeyIdentifier_isNone() throws Exception {
        assertEquals(Optional.empty(), issuerOf(leaf().without("2.5.29.35")));
    }

    @Test
    void issuerOf_anotherName_isNone() throws Exception {
        assertEquals(Optional.empty(), issuerOf(leaf().issuerName("CN=somebody else")));
    }

    @Test
    void issuerOf_keyIdentifierOfAnother_isNone() throws Exception {
        TestAuthority other = TestAuthority.create();
        assertEquals(Optional.empty(), other.issuers().issuerOf(leaf().certify()));
    }

    @Test
    void generation_isAlwaysTheSame() {
        assertEquals(AUTHORITY.issuers().generation(), AUTHORITY.issuers().generation());
    }
}
