package org.lanyard.pki.est;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.pki.testing.TestKeys;

@DisplayName("RFC 7030 §4.2.2, simplereenroll")
class RenewTest extends EstSetting {
    private RawHttp.Answer renew(X509Certificate certificate, byte[] request) throws Exception {
        return http.send(
                "POST", EST + "simplereenroll", TestEst.body(request), TestEst.P10, TestEst.header(certificate));
    }

    @Test
    void sameNameAndProfile_newKey_oldStaysGood() throws Exception {
        X509Certificate old = enrolled(KEY);
        est.pass(Duration.ofDays(200));
        KeyPair next = TestKeys.p256();
        RawHttp.Answer answer = renew(old, TestEst.request(next));
        assertEquals(200, answer.status(), answer.body());
        X509Certificate renewed = TestEst.certificates(answer).get(0);
        assertEquals(next.getPublic(), renewed.getPublicKey());
        assertEquals(List.copyOf(old.getSubjectAlternativeNames()), List.copyOf(renewed.getSubjectAlternativeNames()));
        assertEquals(Optional.of(Profile.KIOSK), OidArc.DEFAULT.profileOf(renewed));
        assertTrue(renewed.getNotAfter().after(old.getNotAfter()));
        assertEquals(CertificateStatus.GOOD, est.store.transact(tx -> {
            try {
                return est.registry.lock(tx, CertificateId.of(old));
            } catch (PkiException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    @Test
    void revokedOrHeld_isRefused() throws Exception {
        for (RevocationReason reason : List.of(RevocationReason.CERTIFICATE_HOLD, RevocationReason.KEY_COMPROMISE)) {
            X509Certificate certificate = enrolled(KEY);
            est.revoke(certificate, reason);
            assertEquals(401, renew(certificate, TestEst.request(KEY)).status());
        }
    }

    @Test
    void expired_isRefused() throws Exception {
        X509Certificate certificate = enrolled(KEY);
        est.pass(Duration.ofDays(366));
        assertEquals(401, renew(certificate, TestEst.request(KEY)).status());
    }

    @Test
    void strangersCertificate_isRefused() throws Exception {
        TestAuthority stranger = TestAuthority.create(START);
        X509Certificate theirs =
                stranger.certify(Profile.KIOSK, new SubjectName.Service(TestEst.KIOSK), KEY.getPublic());
        assertEquals(401, renew(theirs, TestEst.request(KEY)).status());
        // Signed by our key, but never recorded.
        X509Certificate unknown =
                est.keys.certify(Profile.KIOSK, new SubjectName.Service(TestEst.KIOSK), KEY.getPublic());
        assertEquals(401, renew(unknown, TestEst.request(KEY)).status());
    }

    @Test
    void card_isRefused() throws Exception {
        X509Certificate card = est.authority()
                .issue(
                        new IssuanceRequest(Profile.CARD_9A, KEY.getPublic(), new SubjectName.Card(UUID.randomUUID())),
                        "test");
        assertEquals(400, renew(card, TestEst.request(KEY)).status());
    }

    @Test
    void otherName_isRefused() throws Exception {
        X509Certificate certificate = enrolled(KEY);
        byte[] request = TestEst.request(KEY, "", TestEst.uri("https://kiosk.example/headmaster"));
        RawHttp.Answer answer = renew(certificate, request);
        assertEquals(400, answer.status());
        assertTrue(answer.body().startsWith("The request asks for another name"), answer.body());
    }

    @Test
    void withoutCertificate_orWithABrokenHeader_isRefused() throws Exception {
        String body = TestEst.body(TestEst.request(KEY));
        String header = TestEst.header(enrolled(KEY));
        for (String[] headers : new String[][] {
            {TestEst.P10},
            {TestEst.P10, "Client-Cert: ::"},
            {TestEst.P10, "Client-Cert: :@:"},
            {TestEst.P10, "Client-Cert: :AAAA:"},
            {TestEst.P10, header, header},
            {TestEst.P10, header + ";x"}
        }) {
            RawHttp.Answer answer = http.send("POST", EST + "simplereenroll", body, headers);
            assertEquals(401, answer.status(), Arrays.toString(headers) + answer.body());
        }
    }
}
