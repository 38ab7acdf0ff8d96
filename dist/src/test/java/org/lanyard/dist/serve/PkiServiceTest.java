package org.lanyard.dist.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.ca.KeyFileIssuance;
import org.lanyard.pki.config.Toml;
import org.lanyard.pki.est.Enrolment;
import org.lanyard.pki.est.EnrolmentTokens;
import org.lanyard.pki.est.EstClient;
import org.lanyard.pki.est.EstTls;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.TestStore;
import org.lanyard.pki.testing.TestKeys;
import org.lanyard.session.config.SessionConfig;

@DisplayName("the authority's side of a node")
class PkiServiceTest {
    private static final Path FILE = Path.of("/srv/lanyard/lanyard.toml");

    @TempDir
    Path folder;

    private final TestStore stores = TestStore.sqlite("pki");
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.system();
    private Passphrase passphrase;
    private AuditLog audit;
    private KeysHere keys;
    private PkiService service;

    @BeforeEach
    void compose() throws Exception {
        CryptoProviders.install();
        Path pass = folder.resolve("issuing.pass");
        Files.createFile(pass, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(pass, "issuing of a school\n", StandardCharsets.UTF_8);
        passphrase = new Passphrase.FromFile(pass);
        AuthorityDirectory.init(folder.resolve("authority"), passphrase, passphrase, OidArc.DEFAULT, clock, random);
        Files.writeString(
                folder.resolve("authority/authority.toml"),
                "[publication]\nbase = \"http://pki.example\"\nshards = 2\n");
        Store store = stores.store();
        audit = new AuditLog(MasterKey.openOrCreate(folder.resolve("master.key")), random);
        ServeConfig defaults = ServeConfig.defaults(folder);
        keys = KeysHere.of(defaults.authority(), store, audit, clock, random);
        service = new PkiService(new PkiService.Parts(
                store,
                audit,
                new CertificateRegistry(store.engine(), audit),
                keys,
                with(defaults.responder(), 0),
                clock,
                random));
    }

    private static ServeConfig.Responder with(ServeConfig.Responder usual, int port) {
        return new ServeConfig.Responder(
                true,
                new SessionConfig.Listen("localhost", port),
                usual.listValidity(),
                usual.listMargin(),
                usual.listSoon(),
                Optional.of(Duration.ofHours(12)),
                usual.ocspValidity(),
                usual.ocspNonces(),
                usual.ahead());
    }

    @AfterEach
    void close() {
        service.close();
        stores.close();
    }

    private String get(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://localhost:" + service.port() + path).toURL().openConnection();
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    @DisplayName("signs the lists of every shard by itself, and serves them")
    void lists() throws Exception {
        String id = keys.of("main").id();
        service.publish();
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> get("/health/lists").contains("\"signed\":6"));
        for (int shard = 0; shard <= 2; shard++) {
            X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509")
                    .generateCRL(new java.io.ByteArrayInputStream(
                            get("/pki/crl/" + id + "/" + shard + ".crl").getBytes(StandardCharsets.ISO_8859_1)));
            list.verify(keys.of("main").certificate().getPublicKey());
        }
    }

    @Test
    @DisplayName("signs OCSP answers before the first question")
    void ahead() throws Exception {
        keys.of("main")
                .issue(
                        new IssuanceRequest(
                                Profile.CARD_9E, TestKeys.p256().getPublic(), new SubjectName.Card(UUID.randomUUID())),
                        "test");
        service.publish();
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> get("/health/lists").contains("\"ahead\":1"));
    }

    @Test
    @DisplayName("enrols a kiosk over TLS with a token, and says where its certificate's status is told")
    void enrols() throws Exception {
        new KeyFileIssuance(keys.of("main"), random)
                .create(
                        folder.resolve("tls.p12"),
                        passphrase,
                        Profile.TLS_SERVER,
                        new SubjectName.Hosts(java.util.List.of("localhost")),
                        Optional.empty(),
                        "test");
        SessionConfig.Tls tls = new SessionConfig.Tls(folder.resolve("tls.p12"), folder.resolve("issuing.pass"));
        service.enrol(new SessionConfig.Listen("localhost", 0), TlsKeys.with(tls, new EstTls()));
        SubjectName kiosk = new SubjectName.Service(URI.create("https://kiosk.example/library"));
        String token = stores.store().transact(tx -> {
            try {
                return new EnrolmentTokens(audit, random)
                        .create(
                                tx,
                                Enrolment.of("main", Profile.KIOSK, kiosk),
                                Instant.now(),
                                Duration.ofHours(1),
                                "test")
                        .reveal();
            } catch (PkiException e) {
                throw new IllegalStateException(e);
            }
        });
        EstClient client = new EstClient(
                URI.create("https://localhost:" + service.port() + "/.well-known/est"),
                Optional.of(keys.of("main").root()));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        SigningKey first = client.enrol(token, pair);
        SigningKey second = client.renew(first, generator.generateKeyPair());
        String der = new String(second.certificate().getEncoded(), StandardCharsets.ISO_8859_1);
        assertTrue(der.contains("http://pki.example/pki/ocsp"));
        assertTrue(Set.of(1, 2).stream().anyMatch(shard -> der.contains("/" + shard + ".crl")));
    }

    @Test
    @DisplayName("settings that cannot go together are refused")
    void settings() {
        for (String wrong : new String[] {
            "responder.here = true",
            "enrolment.here = true",
            "authority.here = true\nenrolment.here = true",
            "responder.list-margin = \"7d\"",
            "responder.list-soon = \"59s\"",
            "responder.list-soon = \"8d\"",
            "responder.ocsp-nonces = 0",
            "responder.ahead = -1",
            "responder.delta-validity = \"1m\""
        }) {
            assertThrows(
                    PkiException.class, () -> Toml.parse(wrong, FILE, ServeConfig.defaults(FILE.getParent())), wrong);
        }
        ServeConfig.defaults(FILE.getParent());
        assertEquals(
                8081,
                ServeConfig.defaults(FILE.getParent()).responder().listen().port());
    }
}
