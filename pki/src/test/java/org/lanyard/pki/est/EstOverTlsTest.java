package org.lanyard.pki.est;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.CertificateReader;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.testing.Programs;
import org.lanyard.pki.testing.TestKeys;

@DisplayName("RFC 7030 §3.3: EST over TLS, by our client and by curl with openssl")
class EstOverTlsTest {
    @TempDir
    Path folder;

    private EstServer server;
    private TestEst est;
    private String service;

    @BeforeEach
    void start() throws Exception {
        server = new EstServer(folder);
        est = server.est;
        service = server.service().toString();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    @DisplayName("our client enrols with a token, and renews with what it got, as often as it likes")
    void client() throws Exception {
        EstClient client = new EstClient(URI.create(service), Optional.of(est.keys.root()));
        String token = est.token();
        SigningKey first = client.enrol(token, TestKeys.p256());
        SigningKey second = client.renew(first, TestKeys.p256());
        SigningKey third = client.renew(second, TestKeys.p256());
        assertEquals(
                List.copyOf(first.certificate().getSubjectAlternativeNames()),
                List.copyOf(third.certificate().getSubjectAlternativeNames()));
        assertEquals(
                PkiReason.ENROLMENT_REFUSED,
                assertThrows(PkiException.class, () -> client.enrol(token, TestKeys.p256()))
                        .reason());
        est.revoke(third.certificate(), RevocationReason.CERTIFICATE_HOLD);
        PkiException held = assertThrows(PkiException.class, () -> client.renew(third, TestKeys.p256()));
        assertTrue(held.detail().startsWith("401 "), held.detail());
    }

    @Test
    @DisplayName(
            "a client whose key was taken away, or who has another's certificate, does not get through the handshake")
    void foreignKey() throws Exception {
        EstClient client = new EstClient(URI.create(service), Optional.of(est.keys.root()));
        SigningKey good = client.enrol(est.token(), TestKeys.p256());
        SigningKey stolen = new SigningKey(TestKeys.p256().getPrivate(), good.chain());
        assertThrows(java.io.IOException.class, () -> client.renew(stolen, TestKeys.p256()));
    }

    @Test
    @DisplayName("curl and openssl: cacerts, csrattrs, enrol, renew, renew when revoked")
    void curlAndOpenssl() throws Exception {
        Programs.require("openssl", "openssl");
        Programs.require("curl", "curl");
        server.root();
        String token = est.token();
        Programs.Ended ended = new Programs(folder)
                .run("bash", "-euo", "pipefail", "-c", """
                curl -sSf --cacert root.pem SERVICE/cacerts | openssl base64 -d > cacerts.p7
                openssl pkcs7 -inform DER -in cacerts.p7 -print_certs -out cacerts.pem
                grep -c BEGIN cacerts.pem
                curl -sSf --cacert root.pem SERVICE/csrattrs | openssl base64 -d | openssl asn1parse -inform DER | grep -c prime256v1
                for name in first second; do
                  openssl ecparam -name prime256v1 -genkey -noout -out $name.key
                  openssl req -new -key $name.key -subj / -outform DER | openssl base64 > $name.b64
                done
                curl -sSf --cacert root.pem -u kiosk:TOKEN -H 'Content-Type: application/pkcs10' \\
                  --data-binary @first.b64 SERVICE/simpleenroll | openssl base64 -d > first.p7
                openssl pkcs7 -inform DER -in first.p7 -print_certs -out first.pem
                openssl verify -CAfile cacerts.pem first.pem
                curl -sSf --cacert root.pem --cert first.pem --key first.key -H 'Content-Type: application/pkcs10' \\
                  --data-binary @second.b64 SERVICE/simplereenroll | openssl base64 -d > second.p7
                openssl pkcs7 -inform DER -in second.p7 -print_certs -out second.pem
                openssl verify -CAfile cacerts.pem second.pem
                openssl x509 -in second.pem -noout -ext subjectAltName
                openssl x509 -in second.pem -out renewed.crt
                """.replace("SERVICE", service)
                        .replace("TOKEN", token));
        assertEquals(0, ended.exit(), ended.output());
        assertTrue(ended.output().startsWith("2\n2\nfirst.pem: OK\nsecond.pem: OK\n"), ended.output());
        assertTrue(ended.output().contains("URI:" + TestEst.KIOSK), ended.output());
        est.revoke(
                CertificateReader.read(Files.readAllBytes(folder.resolve("renewed.crt"))),
                RevocationReason.KEY_COMPROMISE);
        Programs.Ended refused = new Programs(folder)
                .run(
                        "curl",
                        "-sS",
                        "--cacert",
                        "root.pem",
                        "--cert",
                        "second.pem",
                        "--key",
                        "second.key",
                        "-H",
                        "Content-Type: application/pkcs10",
                        "--data-binary",
                        "@first.b64",
                        "-w",
                        "%{http_code}",
                        service + "/simplereenroll");
        assertTrue(refused.output().endsWith("401"), refused.output());
    }

    @Test
    @DisplayName("a token of a server lets it enrol for its hosts, and no client certificate is needed for that")
    void server() throws Exception {
        EstClient client = new EstClient(URI.create(service + "/main"), Optional.of(est.keys.root()));
        SubjectName hosts = new SubjectName.Hosts(List.of("a.example", "b.example"));
        SigningKey got = client.enrol(est.token(Profile.TLS_SERVER, hosts, Duration.ofHours(1)), TestKeys.p256());
        assertEquals(2, got.certificate().getSubjectAlternativeNames().size());
    }
}
