package org.lanyard.session.house;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.lanyard.pki.assertion.AssertionVerifier;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.path.LeafValidator;
import org.lanyard.pki.path.OutsideLeaves;
import org.lanyard.pki.path.StoredIssuers;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.pki.testing.TestKeys;
import org.lanyard.session.card.CardLife;
import org.lanyard.session.card.CardStates;
import org.lanyard.session.card.CardStatus;
import org.lanyard.session.card.SealedPuks;
import org.lanyard.session.challenge.Challenges;
import org.lanyard.session.challenge.NodeSecrets;
import org.lanyard.session.config.SessionConfig;
import org.lanyard.session.door.Door;
import org.lanyard.session.http.Desk;
import org.lanyard.session.http.SessionService;
import org.lanyard.session.invitation.InvitationOrder;
import org.lanyard.session.invitation.Invited;
import org.lanyard.session.invitation.SecondCodeChannel;
import org.lanyard.session.login.EndedWithCertificate;
import org.lanyard.session.login.Opening;
import org.lanyard.session.login.SessionLimits;
import org.lanyard.session.pass.Passes;

/** A session service on a fresh store, with an authority whose records are in the same store. One node. */
public final class House implements AutoCloseable {
    public static final String ISSUER = "http://localhost:8080";
    static final SecureRandom RANDOM = new SecureRandom();

    public final MovableClock clock;
    public final Store store;
    public final TestAuthority root;
    public final Authority authority;
    public final CertificateRegistry certificates;
    public final Desk desk;
    public final SessionService service;
    public final RawHttp http;
    public final Passes passes;
    public final AuditLog audit;
    public final SealedPuks puks;
    public final CardLife life;
    public final Door.Parts doorParts;
    private final Path master;
    private final NodeSecrets secrets;

    /** The first node. */
    public House(Store store) {
        this(store, new MovableClock(), TestAuthority.create(), masterFile());
    }

    /** A node that also takes cards of authorities outside. */
    public House(Store store, MovableClock clock, OutsideLeaves outside) {
        this(store, clock, TestAuthority.create(), masterFile(), outside);
    }

    private House(Store store, MovableClock clock, TestAuthority root, Path master) {
        this(store, clock, root, master, OutsideLeaves.NONE);
    }

    private House(Store store, MovableClock clock, TestAuthority root, Path master, OutsideLeaves outside) {
        this.store = store;
        this.clock = clock;
        this.root = root;
        this.master = master;
        try {
            MasterKey key = MasterKey.openOrCreate(master);
            audit = new AuditLog(key, RANDOM);
            puks = new SealedPuks(store.engine(), key, audit);
            authority = Authority.open(store, root.issuingKey(), root.root(), root.arc(), clock, RANDOM, audit);
            certificates = new CertificateRegistry(store.engine(), audit, new EndedWithCertificate(audit));
            desk = Desk.of(store.engine(), audit, certificates, RANDOM);
            life = new CardLife(store.engine(), desk.cards(), puks, audit);
            LeafValidator leaves = new LeafValidator(StoredIssuers.open(store, clock), root.arc(), outside);
            service = SessionService.create(
                    SessionConfig.localhost(8080),
                    new SessionService.Parts(
                            store,
                            key,
                            leaves,
                            certificates,
                            audit,
                            desk,
                            new SimpleMeterRegistry(),
                            clock,
                            ZoneId.of("Europe/London"),
                            RANDOM),
                    Optional.empty());
            http = RawHttp.start(service.handler());
            secrets = new NodeSecrets(store, key, clock, RANDOM);
            passes = Passes.of(store, key, audit, desk.ending(), clock, RANDOM);
            doorParts = new Door.Parts(
                    store,
                    new AssertionVerifier(leaves, ISSUER, clock),
                    new Challenges(new NodeSecrets(store, key, clock, RANDOM).secret("challenge"), clock, RANDOM),
                    desk.credentials(),
                    desk.invitations(),
                    desk.recoveries(),
                    certificates::lock,
                    leaves::standing,
                    new Opening(SessionLimits.DEFAULT, audit, RANDOM),
                    desk.ending(),
                    clock);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another node on the same data. */
    public House another(Store sameData) {
        return new House(sameData, clock, root, master);
    }

    public UUID school() {
        UUID id = UUID.randomUUID();
        store.transact(
                tx -> Sql.update(tx, "INSERT INTO school (id, name, status) VALUES (?, 'Ysgol Gwaun', 'active')", id));
        return id;
    }

    public UUID person(String role, UUID school) {
        UUID id = UUID.randomUUID();
        store.transact(tx -> {
            Sql.update(
                    tx,
                    "INSERT INTO person (id, role, given_name, family_name, status, handle)"
                            + " VALUES (?, ?, 'Cadi', 'Prydderch', 'active', ?)",
                    id,
                    role,
                    random(32));
            return Sql.update(tx, "INSERT INTO person_school (person_id, school_id) VALUES (?, ?)", id, school);
        });
        return id;
    }

    public String handleOf(UUID person) {
        return store.read(h -> Sql.one(h, "SELECT handle FROM person WHERE id = ?", row -> row.getString(1), person))
                .orElseThrow();
    }

    public TestKiosk kiosk(UUID... schools) {
        URI id = URI.create("urn:lanyard:kiosk:" + UUID.randomUUID());
        SigningKey key = issue(Profile.KIOSK, new SubjectName.Service(id));
        String origin = "http://127.0.0.1:" + (20_000 + RANDOM.nextInt(20_000));
        run(tx -> desk.kiosks().register(tx, id, origin, Set.of(schools), clock.instant(), "office"));
        return new TestKiosk(this, id, key, origin);
    }

    /** An active card of {@code holder}. */
    public TestCard card(UUID holder) {
        return card(holder, Profile.CARD_9E);
    }

    public TestCard card(UUID holder, Profile profile) {
        UUID id = UUID.randomUUID();
        run(tx -> desk.cards()
                .add(tx, new CardStates.Card(id, CardStatus.ACTIVE, Optional.of(holder)), clock.instant(), "office"));
        return new TestCard(this, id, issue(profile, new SubjectName.Card(id)));
    }

    /** A certificate in the authority's records, and its key. */
    public SigningKey issue(Profile profile, SubjectName name) {
        try {
            var pair = TestKeys.p256();
            var leaf = authority.issue(new IssuanceRequest(profile, pair.getPublic(), name), "office");
            return new SigningKey(pair.getPrivate(), List.of(leaf));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public CertificateId idOf(SigningKey key) {
        try {
            return CertificateId.of(key.certificate());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** One transaction of the office's. */
    public void run(Work work) {
        try {
            store.<Void, Exception>transact(tx -> {
                work.in(tx);
                return null;
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    public interface Work {
        void in(org.jdbi.v3.core.Handle tx) throws Exception;
    }

    public void sql(String sql, Object... arguments) {
        store.transact(tx -> Sql.update(tx, sql, arguments));
    }

    /** A letter for {@code person}, its second code to be told. */
    public Invited invite(UUID person) {
        return invite(InvitationOrder.letter(person, SecondCodeChannel.TOLD));
    }

    public Invited invite(InvitationOrder order) {
        Invited[] invited = new Invited[1];
        run(tx -> invited[0] = desk.invitations().create(tx, order, now(), "office"));
        return invited[0];
    }

    /** A secret that the nodes share. */
    public byte[] secret(String name) {
        try {
            return secrets.secret(name);
        } catch (org.lanyard.pki.PkiException e) {
            throw new IllegalStateException(e);
        }
    }

    public long count(String table) {
        return store.read(h -> Sql.one(h, "SELECT COUNT(*) FROM " + table, row -> row.getLong(1)))
                .orElseThrow();
    }

    public Instant now() {
        return clock.instant();
    }

    public static String random(int bytes) {
        byte[] raw = new byte[bytes];
        RANDOM.nextBytes(raw);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
    }

    private static Path masterFile() {
        try {
            Path folder = Files.createTempDirectory("house");
            folder.toFile().deleteOnExit();
            Path file = folder.resolve("master.key");
            file.toFile().deleteOnExit();
            return file;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        service.close();
    }
}
