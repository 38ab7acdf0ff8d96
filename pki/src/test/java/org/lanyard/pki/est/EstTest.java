package org.lanyard.pki.est;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateFilter;
import org.lanyard.pki.revocation.CertificateLookup;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.store.TestStore;

class EstTest extends EstSetting {
    @Nested
    @DisplayName("RFC 7030 §4.1, cacerts")
    class CaCerts {
        @Test
        void rootAndIssuing_toAnybody() throws Exception {
            for (String path : new String[] {"cacerts", "main/cacerts"}) {
                RawHttp.Answer answer = http.get(EST + path);
                assertEquals(
                        "application/pkcs7-mime; smime-type=certs-only",
                        answer.header("content-type").orElseThrow());
                assertTrue(answer.all("content-transfer-encoding").isEmpty(), "RFC 8951 §3.1");
                assertEquals(Set.of(est.keys.issuing(), est.keys.root()), Set.copyOf(TestEst.certificates(answer)));
            }
            assertEquals(404, http.get(EST + "elsewhere/cacerts").status());
            assertEquals(405, http.send("POST", EST + "cacerts", "").status());
        }
    }

    @Nested
    @DisplayName("RFC 9908 §3.4, csrattrs")
    class CsrAttributes {
        @Test
        void template() throws Exception {
            RawHttp.Answer answer = http.get(EST + "csrattrs");
            assertEquals("application/csrattrs", answer.header("content-type").orElseThrow());
            ASN1Sequence all = ASN1Sequence.getInstance(Base64.getMimeDecoder().decode(answer.body()));
            assertEquals(3, all.size());
            assertEquals(
                    "[1.2.840.113549.1.9.16.2.61, [[0, [CONTEXT 0][1.2.840.10045.2.1, 1.2.840.10045.3.1.7],"
                            + " [CONTEXT 1]]]]",
                    all.getObjectAt(0).toString().replace("[]", ""));
        }
    }

    @Nested
    @DisplayName("RFC 7030 §4.2.1, simpleenroll")
    class Enroll {
        @Test
        void token_givesItsNameAndProfile() throws Exception {
            X509Certificate certificate = enrolled(KEY);
            assertEquals(KEY.getPublic(), certificate.getPublicKey());
            assertEquals(Optional.of(Profile.KIOSK), OidArc.DEFAULT.profileOf(certificate));
            assertEquals(
                    List.of(6, TestEst.KIOSK.toString()),
                    certificate.getSubjectAlternativeNames().iterator().next());
        }

        @Test
        void token_isGoodOnce() throws Exception {
            String token = est.token();
            String[] headers = {TestEst.P10, TestEst.basic(token)};
            String body = TestEst.body(TestEst.request(KEY));
            assertEquals(
                    200, http.send("POST", EST + "simpleenroll", body, headers).status());
            RawHttp.Answer again = http.send("POST", EST + "simpleenroll", body, headers);
            assertEquals(401, again.status());
            assertEquals(
                    "Basic realm=\"est\", charset=\"UTF-8\"",
                    again.header("www-authenticate").orElseThrow());
        }

        @Test
        void token_isGoodForItsTime() throws Exception {
            String token = est.token();
            est.pass(Duration.ofHours(24));
            assertEquals(
                    401,
                    http.send(
                                    "POST",
                                    EST + "simpleenroll",
                                    TestEst.body(TestEst.request(KEY)),
                                    TestEst.P10,
                                    TestEst.basic(token))
                            .status());
        }

        @Test
        void refusal_leavesTheTokenGood() throws Exception {
            String token = est.token();
            String[] headers = {TestEst.P10, TestEst.basic(token)};
            assertEquals(
                    400,
                    http.send("POST", EST + "simpleenroll", "AAAA", headers).status());
            assertEquals(
                    200,
                    http.send("POST", EST + "main/simpleenroll", TestEst.body(TestEst.request(KEY)), headers)
                            .status());
        }

        @Test
        void body_inLinesOrNot_whateverTheHeaderSays() throws Exception {
            byte[] request = TestEst.request(KEY);
            String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(request) + "\n";
            RawHttp.Answer answer = http.send(
                    "POST",
                    EST + "simpleenroll",
                    lines,
                    TestEst.P10,
                    TestEst.basic(est.token()),
                    "Content-Transfer-Encoding: binary");
            assertEquals(200, answer.status());
        }

        @Test
        void names_thatTheTokenHas_mayBeAskedFor() throws Exception {
            String uri = TestEst.KIOSK.toString();
            for (byte[] request : List.of(
                    TestEst.request(KEY, "", TestEst.uri(uri)),
                    TestEst.request(KEY, "CN=" + uri, Optional.empty()),
                    TestEst.request(KEY, "CN=" + uri, TestEst.uri(uri)))) {
                assertEquals(
                        200,
                        http.send(
                                        "POST",
                                        EST + "simpleenroll",
                                        TestEst.body(request),
                                        TestEst.P10,
                                        TestEst.basic(est.token()))
                                .status());
            }
        }

        @Test
        void server_getsItsHosts() throws Exception {
            SubjectName name = new SubjectName.Hosts(List.of("a.example", "b.example"));
            String token = est.token(Profile.TLS_SERVER, name, Duration.ofHours(1));
            GeneralNames asked = new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "b.example"), new GeneralName(GeneralName.dNSName, "a.example")
            });
            RawHttp.Answer answer = http.send(
                    "POST",
                    EST + "simpleenroll",
                    TestEst.body(TestEst.request(KEY, "CN=a.example", Optional.of(asked))),
                    TestEst.P10,
                    TestEst.basic(token));
            assertEquals(200, answer.status(), answer.body());
            assertEquals(
                    2,
                    TestEst.certificates(answer)
                            .get(0)
                            .getSubjectAlternativeNames()
                            .size());
        }
    }

    static Stream<Arguments> refused() throws Exception {
        String other = "https://kiosk.example/headmaster";
        byte[] good = TestEst.request(KEY);
        byte[] altered = good.clone();
        altered[altered.length - 1] ^= 1;
        return Stream.of(
                Arguments.of("nothing", 400, "", new byte[0]),
                Arguments.of("no request", 400, "", new byte[] {0x30, 0}),
                Arguments.of("another key's signature", 400, "", altered),
                Arguments.of(
                        "another name",
                        400,
                        "The request asks for another name",
                        TestEst.request(KEY, "", TestEst.uri(other))),
                Arguments.of(
                        "another common name",
                        400,
                        "The request asks for another name",
                        TestEst.request(KEY, "CN=" + other, Optional.empty())),
                Arguments.of(
                        "one name more",
                        400,
                        "The request asks for another name",
                        TestEst.request(KEY, "", TestEst.uri(TestEst.KIOSK.toString(), other))),
                Arguments.of(
                        "an organisation",
                        400,
                        "The request asks for another name",
                        TestEst.request(KEY, "O=School,CN=" + TestEst.KIOSK, Optional.empty())),
                Arguments.of(
                        "a host name",
                        400,
                        "The request asks for another name",
                        TestEst.request(
                                KEY,
                                "",
                                Optional.of(new GeneralNames(new GeneralName(GeneralName.dNSName, "kiosk.example"))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    @DisplayName("RFC 7030 §4.2.3, a request that is refused, with a token that is good")
    void refusedRequests(String name, int status, String sentence, byte[] request) throws Exception {
        RawHttp.Answer answer =
                http.send("POST", EST + "simpleenroll", TestEst.body(request), TestEst.P10, TestEst.basic(est.token()));
        assertEquals(status, answer.status(), answer.body());
        assertTrue(answer.body().startsWith(sentence), answer.body());
        assertEquals(List.of(), est.store.read(handle -> CertificateLookup.list(handle, CertificateFilter.all())));
    }

    @Nested
    @DisplayName("who may not enrol")
    class Strangers {
        private int enroll(String... headers) throws Exception {
            return http.send("POST", EST + "simpleenroll", TestEst.body(TestEst.request(KEY)), headers)
                    .status();
        }

        @Test
        void withoutAToken() throws Exception {
            est.token();
            assertEquals(401, enroll(TestEst.P10));
            assertEquals(401, enroll(TestEst.P10, TestEst.basic("")));
            assertEquals(401, enroll(TestEst.P10, TestEst.basic("A".repeat(22))));
            assertEquals(401, enroll(TestEst.P10, "Authorization: Basic @@@"));
            assertEquals(401, enroll(TestEst.P10, "Authorization: Bearer " + est.token()));
            // A certificate renews; it does not enrol.
            assertEquals(401, enroll(TestEst.P10, TestEst.header(enrolled(KEY))));
        }

        @Test
        void withoutTls() throws Exception {
            String token = est.token();
            try (RawHttp plain = est.plain()) {
                assertEquals(421, plain.get(EST + "cacerts").status());
                assertEquals(
                        421,
                        plain.send(
                                        "POST",
                                        EST + "simpleenroll",
                                        TestEst.body(TestEst.request(KEY)),
                                        TestEst.P10,
                                        TestEst.basic(token))
                                .status());
            }
        }

        @Test
        void atAnothersAddress() throws Exception {
            assertEquals(
                    401,
                    http.send(
                                    "POST",
                                    EST + "other/simpleenroll",
                                    TestEst.body(TestEst.request(KEY)),
                                    TestEst.P10,
                                    TestEst.basic(est.token()))
                            .status());
        }

        @Test
        void inAnotherForm() throws Exception {
            String token = TestEst.basic(est.token());
            assertEquals(415, enroll("Content-Type: text/plain", token));
            assertEquals(404, http.get(EST + "serverkeygen").status());
            assertEquals(405, http.get(EST + "simpleenroll").status());
            assertEquals(
                    413,
                    http.send("POST", EST + "simpleenroll", "A".repeat(40_000), TestEst.P10, token)
                            .status());
            assertEquals(200, enroll(TestEst.P10, token));
        }

        @Test
        void forACardOrAResponder() {
            SubjectName card = new SubjectName.Card(UUID.randomUUID());
            SubjectName service = new SubjectName.Service(TestEst.KIOSK);
            for (PkiException e : List.of(
                    assertThrows(PkiException.class, () -> est.token(Profile.CARD_9E, card, Duration.ofHours(1))),
                    assertThrows(
                            PkiException.class, () -> est.token(Profile.OCSP_RESPONDER, service, Duration.ofHours(1))),
                    assertThrows(
                            PkiException.class, () -> est.token(Profile.TLS_SERVER, service, Duration.ofHours(1))))) {
                assertEquals(PkiReason.SUBJECT_NOT_FOR_PROFILE, e.reason());
            }
        }
    }

    @StoreTest
    @DisplayName("of many who present one token at once, one gets a certificate")
    void race(TestStore nodes, @TempDir Path other) throws Exception {
        TestEst one = new TestEst(nodes.store(), other, START);
        Store second = nodes.another();
        EnrolmentToken token = EnrolmentToken.of(one.token()).orElseThrow();
        EnrolmentTokens tokens = new EnrolmentTokens(one.audit, one.random);
        Enrolment allowed = Enrolment.of("main", Profile.KIOSK, new SubjectName.Service(TestEst.KIOSK));
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<Boolean>> uses = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Store node = i % 2 == 0 ? one.store : second;
                uses.add(threads.submit(() -> {
                    go.await();
                    return node.transact(tx -> tokens.use(tx, token, allowed, START, "test"));
                }));
            }
            go.countDown();
            int won = 0;
            for (Future<Boolean> use : uses) {
                won += use.get() ? 1 : 0;
            }
            assertEquals(1, won);
            assertTrue(one.store
                    .<Optional<Enrolment>, PkiException>read(h -> tokens.find(h, token, START))
                    .isEmpty());
        } finally {
            threads.shutdown();
        }
    }
}
