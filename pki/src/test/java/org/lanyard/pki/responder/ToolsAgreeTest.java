package org.lanyard.pki.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.http.HttpServers;
import org.lanyard.pki.profile.CertificateReader;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.PublicationPoints;
import org.lanyard.pki.revocation.PublishedLists;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.TestStore;
import org.lanyard.pki.testing.Programs;

/** Tools that others wrote agree on every profile's certificates: good, on hold, revoked. */
@DisplayName("independent tools agree")
class ToolsAgreeTest {
    private static final int SHARDS = 3;

    @TempDir
    static Path folder;

    private static TestStore stores;
    private static TestResponder here;
    private static Server server;
    private static String base;
    private static Programs programs;

    /** By file name: is it good? */
    private static final Map<String, Boolean> GOOD = new LinkedHashMap<>();

    private static final Map<String, X509Certificate> CERTIFICATES = new LinkedHashMap<>();

    @BeforeAll
    static void issueAndPublish() throws Exception {
        programs = new Programs(folder);
        stores = TestStore.sqlite("pki");
        here = TestResponder.today(stores.store(), folder);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        base = "http://localhost:" + port;
        here.publishAt(new PublicationPoints(Optional.of(URI.create(base)), SHARDS));
        for (Profile profile : Profile.values()) {
            if (!profile.isNotCheckedForRevocation()) {
                issue(profile, null);
                issue(profile, RevocationReason.CERTIFICATE_HOLD);
                issue(profile, RevocationReason.KEY_COMPROMISE);
            }
        }
        for (int shard = 0; shard <= SHARDS; shard++) {
            here.lists().publish(shard, "test");
        }
        pem("root", here.keys.root());
        pem("issuing", here.keys.issuing());
        Files.write(
                folder.resolve("complete.crl"),
                PublishedLists.bytes(here.store, here.lists().newest().orElseThrow()));
        server = HttpServers.publishing("localhost", port, here.handler());
        server.setStopTimeout(0);
        server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
        stores.close();
    }

    private static void issue(Profile profile, RevocationReason reason) throws Exception {
        SubjectName name = switch (profile) {
            case CARD_9E, CARD_9A -> new SubjectName.Card(UUID.randomUUID());
            case TLS_SERVER -> new SubjectName.Hosts(List.of("school.example"));
            case KIOSK, WEBAUTHN_SERVICE, OCSP_RESPONDER, ADMIN, CARD_CONTENT_SIGNER ->
                new SubjectName.Service(URI.create("https://school.example/" + profile.label()));
        };
        X509Certificate certificate = here.issue(profile, name);
        if (reason != null) {
            here.revoke(certificate, reason);
        }
        String file = profile.label() + (reason == null ? "-good" : "-" + reason.label());
        pem(file, certificate);
        GOOD.put(file, reason == null);
        CERTIFICATES.put(file, certificate);
    }

    private static void pem(String name, X509Certificate certificate) throws Exception {
        Files.writeString(folder.resolve(name + ".pem"), CertificateReader.pem(certificate), StandardCharsets.US_ASCII);
    }

    @Test
    @DisplayName("openssl verify, with the complete list in a file and with the shards that it fetches itself")
    void opensslVerify() throws Exception {
        Programs.require("openssl", "openssl");
        assertEquals(
                0,
                programs.run("openssl", "crl", "-inform", "DER", "-in", "complete.crl", "-out", "complete.pem")
                        .exit());
        for (Map.Entry<String, Boolean> each : GOOD.entrySet()) {
            List<String> file = List.of("-CRLfile", "complete.pem");
            List<String> fetched = List.of("-crl_download");
            for (List<String> lists : List.of(file, fetched)) {
                List<String> words = new java.util.ArrayList<>(
                        List.of("openssl", "verify", "-crl_check", "-CAfile", "root.pem", "-untrusted", "issuing.pem"));
                words.addAll(lists);
                words.add(each.getKey() + ".pem");
                Programs.Ended ended = programs.run(words);
                assertEquals(each.getValue(), ended.exit() == 0, each.getKey() + lists + ended.output());
                assertEquals(each.getValue(), !ended.output().contains("certificate revoked"), ended.output());
            }
        }
    }

    @Test
    @DisplayName("openssl crl reads numbers, scope and entries of every list")
    void opensslCrl() throws Exception {
        Programs.require("openssl", "openssl");
        Programs.require("curl", "curl");
        int listed = 0;
        for (int shard = 0; shard <= SHARDS; shard++) {
            String uri = base + "/pki/crl/" + here.lists().issuer() + "/" + shard + ".crl";
            assertEquals(0, programs.run("curl", "-sSf", "-o", "shard.crl", uri).exit());
            Programs.Ended read = programs.run(
                    "openssl",
                    "crl",
                    "-inform",
                    "DER",
                    "-in",
                    "shard.crl",
                    "-noout",
                    "-text",
                    "-verify",
                    "-CAfile",
                    "issuing.pem");
            assertTrue(read.output().contains("verify OK"), read.output());
            assertEquals(shard > 0, read.output().contains("X509v3 Issuing Distribution Point: critical"));
            assertEquals(shard > 0, read.output().contains("URI:" + uri));
            listed += shard > 0 ? read.output().split("Serial Number:").length - 1 : 0;
        }
        assertEquals(GOOD.values().stream().filter(good -> !good).count(), listed);
    }

    @Test
    @DisplayName("openssl ocsp, with a nonce and without")
    void opensslOcsp() throws Exception {
        Programs.require("openssl", "openssl");
        for (Map.Entry<String, Boolean> each : GOOD.entrySet()) {
            for (String nonce : new String[] {"-nonce", "-no_nonce"}) {
                Programs.Ended ended = programs.run(
                        "openssl",
                        "ocsp",
                        "-issuer",
                        "issuing.pem",
                        "-cert",
                        each.getKey() + ".pem",
                        nonce,
                        "-url",
                        base + "/pki/ocsp",
                        "-CAfile",
                        "root.pem",
                        "-verify_other",
                        "issuing.pem");
                assertEquals(0, ended.exit(), ended.output());
                assertTrue(ended.output().contains("Response verify OK"), ended.output());
                String said = each.getKey() + ".pem: " + (each.getValue() ? "good" : "revoked");
                assertTrue(ended.output().contains(said), ended.output());
            }
        }
    }

    @Test
    @DisplayName("certtool verifies chains with the list, and reads it")
    void certtool() throws Exception {
        Programs.require("certtool", "gnutls-bin");
        Programs.Ended info = programs.run("certtool", "--crl-info", "--inder", "--infile", "complete.crl");
        assertTrue(info.output().contains("CRL Number (not critical): "), info.output());
        programs.run("certtool", "--crl-info", "--inder", "--infile", "complete.crl", "--outfile", "certtool-crl.pem");
        for (Map.Entry<String, Boolean> each : GOOD.entrySet()) {
            Files.writeString(
                    folder.resolve("chain.pem"),
                    Files.readString(folder.resolve(each.getKey() + ".pem"))
                            + Files.readString(folder.resolve("issuing.pem")));
            Programs.Ended ended = programs.run(
                    "certtool",
                    "--verify",
                    "--load-ca-certificate",
                    "root.pem",
                    "--load-crl",
                    "certtool-crl.pem",
                    "--infile",
                    "chain.pem");
            assertEquals(each.getValue(), ended.exit() == 0, each.getKey() + ended.output());
        }
    }

    @Test
    @DisplayName("ocsptool asks and believes the answer")
    void ocsptool() throws Exception {
        Programs.require("ocsptool", "gnutls-bin");
        for (Map.Entry<String, Boolean> each : GOOD.entrySet()) {
            Programs.Ended ended = programs.run(
                    "ocsptool",
                    "--ask=" + base + "/pki/ocsp",
                    "--load-cert",
                    each.getKey() + ".pem",
                    "--load-issuer",
                    "issuing.pem",
                    "--load-trust",
                    "issuing.pem");
            assertTrue(
                    ended.output().contains("Certificate Status: " + (each.getValue() ? "good" : "revoked")),
                    each.getKey() + ended.output());
            assertTrue(ended.output().contains("Verifying OCSP Response: Success"), ended.output());
        }
    }

    @Test
    @DisplayName("the JDK's PKIXRevocationChecker, by OCSP at the address in the certificate")
    void jdkOcsp() throws Exception {
        jdk(EnumSet.of(PKIXRevocationChecker.Option.NO_FALLBACK, PKIXRevocationChecker.Option.ONLY_END_ENTITY));
    }

    @Test
    @DisplayName("the JDK's PKIXRevocationChecker, by the list at the address in the certificate")
    void jdkLists() throws Exception {
        System.setProperty("com.sun.security.enableCRLDP", "true");
        Security.setProperty("com.sun.security.crl.timeout", "20");
        try {
            jdk(EnumSet.of(
                    PKIXRevocationChecker.Option.NO_FALLBACK,
                    PKIXRevocationChecker.Option.ONLY_END_ENTITY,
                    PKIXRevocationChecker.Option.PREFER_CRLS));
        } finally {
            System.clearProperty("com.sun.security.enableCRLDP");
        }
    }

    private static void jdk(Set<PKIXRevocationChecker.Option> options) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (Map.Entry<String, X509Certificate> each : CERTIFICATES.entrySet()) {
            CertPathValidator validator = CertPathValidator.getInstance("PKIX");
            PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
            checker.setOptions(options);
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(here.keys.root(), null)));
            parameters.addCertPathChecker(checker);
            Object said;
            try {
                validator.validate(factory.generateCertPath(List.of(each.getValue(), here.keys.issuing())), parameters);
                said = "good";
            } catch (CertPathValidatorException e) {
                said = e.getReason();
                assertNotEquals(CertPathValidatorException.BasicReason.UNDETERMINED_REVOCATION_STATUS, said, "" + e);
            }
            assertEquals(
                    GOOD.get(each.getKey()) ? "good" : CertPathValidatorException.BasicReason.REVOKED,
                    said,
                    each.getKey());
        }
    }
}
