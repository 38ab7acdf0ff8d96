package org.lanyard.pki.responder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.http.HttpServers;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.PublishedList;
import org.lanyard.pki.revocation.PublishedLists;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.TestStore;

class ResponderHandlerTest {
    @TempDir
    Path folder;

    private final TestStore stores = TestStore.sqlite("pki");
    private TestResponder here;
    private RawHttp http;
    private String id;

    @BeforeEach
    void start() throws Exception {
        here = TestResponder.on(stores.store(), folder);
        id = CertificateId.issuerId(here.keys.issuing());
        http = RawHttp.start(here.handler());
    }

    @AfterEach
    void stop() {
        http.close();
        stores.close();
    }

    private static String header(RawHttp.Answer answer, String name) {
        return answer.header(name).orElse("");
    }

    @Nested
    @DisplayName("RFC 5280 §4.2.1.13, lists over HTTP")
    class Lists {
        @Test
        void newestList_withItsTimes() throws Exception {
            X509Certificate card = here.card();
            here.revoke(card, RevocationReason.SUPERSEDED);
            PublishedList list = here.lists().publish("test");
            here.pass(Duration.ofHours(1));
            RawHttp.Answer answer = http.get("/pki/crl/" + id + "/0.crl");
            assertEquals(200, answer.status());
            assertEquals("application/pkix-crl", header(answer, "content-type"));
            assertEquals("\"1\"", header(answer, "etag"));
            assertEquals("Mon, 23 Nov 2026 09:00:00 GMT", header(answer, "last-modified"));
            assertEquals("Mon, 23 Nov 2026 10:15:00 GMT", header(answer, "expires"));
            assertEquals("public, max-age=900, no-transform, must-revalidate", header(answer, "cache-control"));
            assertArrayEquals(PublishedLists.bytes(here.store, list), answer.bodyBytes());
            RawHttp.Answer head = http.send("HEAD", "/pki/crl/" + id + "/0.crl", "", "Connection: close");
            assertEquals(200, head.status());
            assertEquals(Long.toString(list.bytes()), header(head, "content-length"));
            assertEquals(0, head.bodyBytes().length);
        }

        @Test
        @DisplayName(
                "RFC 9111 §4.2: no cache keeps a list for long, nor past its end, so that none hides an emergency list")
        void keptForAShortTime() throws Exception {
            here.authority();
            here.lists().publish("test");
            String path = "/pki/crl/" + id + "/0.crl";
            here.pass(Duration.ofDays(7).minusMinutes(10));
            RawHttp.Answer last = http.get(path);
            assertEquals("public, max-age=600, no-transform, must-revalidate", header(last, "cache-control"));
            assertEquals("Mon, 30 Nov 2026 09:00:00 GMT", header(last, "expires"));
            here.pass(Duration.ofDays(1));
            assertEquals("public, max-age=0, no-transform, must-revalidate", header(http.get(path), "cache-control"));
        }

        @Test
        void whoHasIt_isToldSo() throws Exception {
            here.authority();
            here.lists().publish("test");
            String path = "/pki/crl/" + id + "/0.crl";
            assertEquals(304, http.get(path, "If-None-Match: \"1\"").status());
            assertEquals(304, http.get(path, "If-None-Match: \"7\", W/\"1\"").status());
            assertEquals(304, http.get(path, "If-None-Match: *").status());
            assertEquals(
                    304,
                    http.get(path, "If-Modified-Since: Mon, 23 Nov 2026 09:00:00 GMT")
                            .status());
            assertEquals(
                    200,
                    http.get(path, "If-Modified-Since: Mon, 23 Nov 2026 08:59:59 GMT")
                            .status());
            assertEquals(200, http.get(path, "If-Modified-Since: yesterday").status());
            // RFC 9110 section 13.1.3: with If-None-Match, the date is left out.
            assertEquals(
                    200,
                    http.get(path, "If-None-Match: \"7\"", "If-Modified-Since: Mon, 23 Nov 2026 09:00:00 GMT")
                            .status());
            here.lists().publish("test");
            assertEquals(200, http.get(path, "If-None-Match: \"1\"").status());
        }

        @Test
        void deltaAndStrangers() throws Exception {
            here.authority();
            assertEquals(404, http.get("/pki/crl/" + id + "/0.crl").status());
            here.lists().publish("test");
            assertEquals(404, http.get("/pki/crl/" + id + "/0-delta.crl").status());
            here.lists().publishDelta(0, "test");
            assertEquals("\"2\"", header(http.get("/pki/crl/" + id + "/0-delta.crl"), "etag"));
            assertEquals("\"1\"", header(http.get("/pki/crl/" + id + "/0.crl"), "etag"));
            for (String path : new String[] {"/pki/crl/" + id + "/1.crl", "/pki/crl/00/0.crl", "/pki/crl/", "/pki/x"}) {
                assertEquals(404, http.get(path).status(), path);
            }
            assertEquals(
                    404, http.send("DELETE", "/pki/crl/" + id + "/0.crl", "").status());
        }

        @Test
        void longList_comesWhole() throws Exception {
            here.authority();
            long notAfter = TestResponder.START.plus(Duration.ofDays(90)).toEpochMilli();
            ManyRevoked.insert(here.store, id, 29_000, notAfter);
            PublishedList list = here.lists().publish("test");
            assertEquals(29_000, list.entries());
            assertTrue(list.bytes() > 1 << 20);
            RawHttp.Answer answer = http.get("/pki/crl/" + id + "/0.crl");
            assertEquals(list.bytes(), answer.bodyBytes().length);
            X509CRL parsed = (X509CRL)
                    CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(answer.bodyBytes()));
            parsed.verify(here.keys.issuing().getPublicKey());
            assertEquals(29_000, parsed.getRevokedCertificates().size());
        }
    }

    @Nested
    @DisplayName("RFC 5280 §4.2.2.1, authorities' certificates over HTTP")
    class Certificates {
        @Test
        void issuingAndRoot() throws Exception {
            RawHttp.Answer issuing = http.get("/pki/ca/" + id + ".cer");
            assertEquals("application/pkix-cert", header(issuing, "content-type"));
            assertArrayEquals(here.keys.issuing().getEncoded(), issuing.bodyBytes());
            String path = "/pki/ca/" + CertificateId.issuerId(here.keys.root()) + ".cer";
            assertArrayEquals(here.keys.root().getEncoded(), http.get(path).bodyBytes());
            assertEquals(
                    304,
                    http.get(path, "If-None-Match: " + header(http.get(path), "etag"))
                            .status());
            assertEquals(404, http.get("/pki/ca/00.cer").status());
        }
    }

    @Nested
    @DisplayName("RFC 6960 appendix A and RFC 5019, OCSP over HTTP")
    class Ocsp {
        @Test
        void post() throws Exception {
            byte[] request = here.request(TestResponder.SHA1, here.card().getSerialNumber(), null);
            RawHttp.Answer answer = http.send("POST", "/pki/ocsp", request, "Content-Type: application/ocsp-request");
            assertEquals("application/ocsp-response", header(answer, "content-type"));
            assertEquals("no-store", header(answer, "cache-control"));
            assertEquals("good", here.told(answer.bodyBytes()));
        }

        @Test
        void whatIsNoRequest() throws Exception {
            assertEquals(
                    415,
                    http.send("POST", "/pki/ocsp", "x", "Content-Type: text/plain")
                            .status());
            assertEquals(405, http.get("/pki/ocsp").status());
            byte[] large = new byte[OcspRequest.LONGEST + 1];
            assertEquals(
                    413,
                    http.send("POST", "/pki/ocsp", large, "Content-Type: application/ocsp-request")
                            .status());
            RawHttp.Answer malformed = http.send("POST", "/pki/ocsp", "x", "Content-Type: application/ocsp-request");
            assertEquals("status 1", here.told(malformed.bodyBytes()));
            assertEquals("status 1", here.told(http.get("/pki/ocsp/@").bodyBytes()));
            assertEquals("no-store", header(http.get("/pki/ocsp/@"), "cache-control"));
            assertEquals(
                    "status 1",
                    here.told(http.get("/pki/ocsp/" + "A".repeat(3000)).bodyBytes()));
            assertEquals(405, http.send("PUT", "/pki/ocsp/MA==", "").status());
        }

        @Test
        void get_withTimesForCaches() throws Exception {
            X509Certificate card = here.card();
            byte[] request = here.request(TestResponder.SHA1, card.getSerialNumber(), null);
            Server server = HttpServers.publishing("localhost", 0, here.handler());
            server.setStopTimeout(0);
            server.start();
            try {
                HttpURLConnection first = get(server, request, Optional.empty());
                assertEquals(200, first.getResponseCode());
                assertEquals(
                        "public, max-age=3600, no-transform, must-revalidate", first.getHeaderField("Cache-Control"));
                assertEquals("Mon, 23 Nov 2026 09:00:00 GMT", first.getHeaderField("Last-Modified"));
                assertEquals("Mon, 23 Nov 2026 10:00:00 GMT", first.getHeaderField("Expires"));
                assertEquals("good", here.told(body(first)));
                String etag = first.getHeaderField("ETag");
                assertEquals(304, get(server, request, Optional.of(etag)).getResponseCode());
                here.revoke(card, RevocationReason.CERTIFICATE_HOLD);
                HttpURLConnection held = get(server, request, Optional.of(etag));
                assertEquals(200, held.getResponseCode());
                assertEquals("revoked 6", here.told(body(held)));
                byte[] nonce = here.request(TestResponder.SHA1, card.getSerialNumber(), new byte[16]);
                assertEquals("no-store", get(server, nonce, Optional.empty()).getHeaderField("Cache-Control"));
                for (int i = 0; i < 50; i++) {
                    // Base64 of these has slashes and pluses, now and then two in a row.
                    byte[] other = here.request(TestResponder.SHA256, new BigInteger(150, here.random).setBit(1), null);
                    assertEquals("unknown", here.told(body(get(server, other, Optional.empty()))));
                }
            } finally {
                server.stop();
            }
        }

        private HttpURLConnection get(Server server, byte[] request, Optional<String> etag) throws Exception {
            String base64 = URLEncoder.encode(Base64.getEncoder().encodeToString(request), StandardCharsets.US_ASCII);
            URI uri = URI.create("http://localhost:" + HttpServers.port(server) + "/pki/ocsp/" + base64);
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            etag.ifPresent(tag -> connection.setRequestProperty("If-None-Match", tag));
            return connection;
        }

        private byte[] body(HttpURLConnection connection) throws Exception {
            try (InputStream in = connection.getInputStream()) {
                return in.readAllBytes();
            }
        }
    }
}
