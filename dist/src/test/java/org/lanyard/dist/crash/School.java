package org.lanyard.dist.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.lanyard.dist.demo.DemoPeople;
import org.lanyard.dist.serve.Node;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.keystore.KeyFiles;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Store;
import org.lanyard.session.http.Desk;

/** A school with everything that {@code lanyard serve} needs, made before its first start; cards come from the office. */
record School(Grounds grounds, URI issuer, List<DoorCaller> kiosks, List<UUID> pupils, X509Certificate issuing) {
    private static final String CLIENT = "crash-test";
    private static final String ACTOR = "office";
    private static final String PASS = "correct horse battery staple";

    static School make(Grounds grounds, int kiosks, Random seeded) throws Exception {
        write(grounds.passphrase(), PASS);
        // A store without users has an empty password; the option wants a file all the same.
        write(
                grounds.password(),
                grounds.store().password().isEmpty() ? "-" : grounds.store().password());
        URI issuer = URI.create("http://localhost:" + freePort(seeded));
        write(grounds.configuration(), configuration(grounds, issuer));
        try (Store store = Store.open(grounds.store(), Node.MIGRATIONS)) {
            return new Maker(grounds, store).make(issuer, kiosks);
        }
    }

    private record Maker(Grounds grounds, Store store) {
        School make(URI issuer, int kiosks) throws Exception {
            SecureRandom random = new SecureRandom();
            InstantSource clock = InstantSource.system();
            AuditLog audit = new AuditLog(MasterKey.openOrCreate(grounds.masterKey()), random);
            Passphrase passphrase = new Passphrase.FromFile(grounds.passphrase());
            AuthorityDirectory directory =
                    AuthorityDirectory.init(grounds.authority(), passphrase, passphrase, OidArc.DEFAULT, clock, random);
            Authority authority = Authority.open(
                    store, directory.issuing(passphrase), directory.root(), OidArc.DEFAULT, clock, random, audit);
            KeyFiles.create(
                    grounds.webauthnKey(),
                    key(authority, Profile.WEBAUTHN_SERVICE, URI.create("urn:lanyard:crash:webauthn")),
                    PASS.toCharArray());
            DemoPeople people = DemoPeople.seed(store, audit, random, clock, ZoneId.of("Europe/London"));
            Desk desk = Desk.of(store.engine(), audit, new CertificateRegistry(store.engine(), audit), random);
            String secret = store.transact(tx ->
                    desk.clients().register(tx, CLIENT, clock.instant(), ACTOR).reveal());
            List<DoorCaller> doors = new ArrayList<>();
            for (int i = 0; i < kiosks; i++) {
                URI kiosk = URI.create("urn:lanyard:crash:kiosk:" + i);
                String origin = "http://127.0.0.1:" + (1000 + i);
                SigningKey key = key(authority, Profile.KIOSK, kiosk);
                store.transact(tx -> {
                    desk.kiosks().register(tx, kiosk, origin, Set.of(people.school()), clock.instant(), ACTOR);
                    return null;
                });
                doors.add(new DoorCaller(issuer, kiosk, key, CLIENT, secret));
            }
            List<UUID> pupils =
                    people.pupils().stream().map(DemoPeople.Pupil::id).toList();
            return new School(grounds, issuer, doors, pupils, authority.certificate());
        }

        private SigningKey key(Authority authority, Profile profile, URI name) throws Exception {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            X509Certificate certificate = authority.issue(
                    new IssuanceRequest(profile, pair.getPublic(), new SubjectName.Service(name)), ACTOR);
            return new SigningKey(pair.getPrivate(), List.of(certificate, authority.certificate()));
        }
    }

    private static String configuration(Grounds grounds, URI issuer) {
        String store = grounds.store().url().startsWith("jdbc:sqlite:")
                ? ""
                : "url = \"%s\"\nuser = \"%s\"\npassword-file = \"store.pass\"\n"
                        .formatted(grounds.store().url(), grounds.store().user());
        // A lease of a minute, so that no session lapses while the service is down.
        return """
                [service]
                issuer = "%s"
                [service.listen]
                host = "localhost"
                port = %d
                [service.times]
                lease = "60s"
                [store]
                %s[webauthn]
                passphrase-file = "pass"
                """.formatted(issuer, issuer.getPort(), store);
    }

    /** Below the ports that the system gives to clients: one of those would take it while the service is down. */
    private static int freePort(Random random) throws IOException {
        for (int tries = 0; tries < 100; tries++) {
            int port = 20_000 + random.nextInt(12_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IOException("no free port from 20000 to 32000");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
