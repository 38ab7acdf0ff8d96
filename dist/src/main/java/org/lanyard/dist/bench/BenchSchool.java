package org.lanyard.dist.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFactory;
import org.lanyard.dist.demo.DemoAuthority;
import org.lanyard.dist.demo.DemoFolder;
import org.lanyard.dist.demo.DemoPeople;
import org.lanyard.dist.demo.FreePort;
import org.lanyard.dist.serve.Node;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.session.RefusedException;
import org.lanyard.session.card.CardStates;
import org.lanyard.session.card.CardStatus;
import org.lanyard.session.http.Desk;
import org.lanyard.session.invitation.InvitationOrder;
import org.lanyard.session.invitation.Invited;
import org.lanyard.session.invitation.SecondCodeChannel;
import org.lanyard.session.people.RandomIds;

/**
 * A school with many kiosks and cards in a folder of its own, and a configuration to serve it with. The keys of all of them are
 * kept here: this is everybody whom the node meets.
 *
 * @param classroom cards in software that can be put into a reader
 * @param clientSecret of the service {@link #CLIENT}, 256 bits, which the store has hashed
 * @param invitations one for each parent, who registers one key
 */
record BenchSchool(
        DemoFolder folder,
        URI issuer,
        List<KioskClient> kiosks,
        List<Card> cards,
        List<SoftCard> classroom,
        String clientSecret,
        List<Invitation> invitations) {
    static final String CLIENT = "bench";
    static final int KIOSKS = 256;
    /** Of parents in one benchmark; there are invitations for two. */
    static final int KEYS = 64;

    private static final URI WEBAUTHN = URI.create("urn:lanyard:bench:webauthn");
    static final String SCREEN = "http://127.0.0.1:1";
    private static final String PIN = "135790";
    private static final ZoneId ZONE = ZoneId.of("Europe/London");

    /** A card in software, down to its key. */
    record Card(UUID id, SigningKey key) {}

    /** A letter to a parent: both of its codes. */
    record Invitation(String code, String second) {
        static Invitation of(Invited invited) {
            return new Invitation(
                    invited.code().reveal(), invited.second().orElseThrow().reveal());
        }
    }

    /** Makes it; nothing runs yet. */
    static BenchSchool make() throws Exception {
        DemoFolder folder = DemoFolder.temporary();
        try {
            return new Maker(folder).make();
        } catch (Exception failed) {
            folder.delete();
            throw failed;
        }
    }

    /** A node that serves it; not started yet. */
    NodeProcess node() {
        return new NodeProcess(issuer, configuration(folder), folder.path().resolve("node.log"));
    }

    /** Parents with a key each, registered at the running node with the invitations from {@code first} on. */
    List<ParentClient> parents(int first, int number) throws IOException {
        List<ParentClient> parents = new ArrayList<>();
        SecureRandom random = new SecureRandom();
        try (KeptConnection connection = new KeptConnection(issuer)) {
            for (Invitation invitation : invitations.subList(first, first + number)) {
                ParentClient parent = new ParentClient(issuer, random);
                parent.register(invitation, connection);
                parents.add(parent);
            }
        }
        return parents;
    }

    private static Path configuration(DemoFolder folder) {
        return folder.path().resolve("lanyard.toml");
    }

    /** What is at hand while a school is made. */
    private static final class Maker {
        private final SecureRandom random = new SecureRandom();
        private final InstantSource clock = InstantSource.system();
        private final DemoFolder folder;

        Maker(DemoFolder folder) {
            this.folder = folder;
        }

        BenchSchool make() throws Exception {
            MasterKey master = MasterKey.openOrCreate(folder.masterKey(), random);
            try (Store store = Store.open(folder.store(), Node.MIGRATIONS)) {
                return fill(store, new AuditLog(master, random));
            }
        }

        private BenchSchool fill(Store store, AuditLog audit) throws Exception {
            DemoAuthority authority = DemoAuthority.open(folder, store, audit, clock, random);
            authority.key("webauthn", Profile.WEBAUTHN_SERVICE, WEBAUTHN);
            DemoPeople people = DemoPeople.seed(store, audit, random, clock, ZONE);
            int port = FreePort.or(0);
            URI issuer = URI.create("http://localhost:" + port);
            configure(issuer, port);
            List<KioskClient> kiosks = kiosks(authority, issuer);
            List<Card> cards = cards(authority);
            List<SoftCard> classroom = classroom(authority);
            List<UUID> ids = Stream.concat(
                            cards.stream().map(Card::id), classroom.stream().map(SoftCard::id))
                    .toList();
            Desk desk = Desk.of(store.engine(), audit, new CertificateRegistry(store.engine(), audit), random);
            return store.<BenchSchool, RefusedException>transact(tx -> {
                Instant now = clock.instant();
                for (KioskClient kiosk : kiosks) {
                    desk.kiosks().register(tx, kiosk.id(), SCREEN, Set.of(people.school()), now, DemoAuthority.ACTOR);
                }
                for (int i = 0; i < ids.size(); i++) {
                    DemoPeople.Pupil pupil =
                            people.pupils().get(i % people.pupils().size());
                    desk.cards()
                            .add(
                                    tx,
                                    new CardStates.Card(ids.get(i), CardStatus.ACTIVE, Optional.of(pupil.id())),
                                    now,
                                    DemoAuthority.ACTOR);
                }
                List<Invitation> invitations = new ArrayList<>();
                for (int i = 0; i < 2 * KEYS; i++) {
                    invitations.add(Invitation.of(desk.invitations()
                            .create(
                                    tx,
                                    InvitationOrder.letter(parent(tx), SecondCodeChannel.TOLD),
                                    now,
                                    DemoAuthority.ACTOR)));
                }
                String secret = desk.clients()
                        .register(tx, CLIENT, now, DemoAuthority.ACTOR)
                        .reveal();
                return new BenchSchool(folder, issuer, kiosks, cards, classroom, secret, invitations);
            });
        }

        /** Each key has a parent of its own: a new invitation withdraws the one before. */
        private UUID parent(Handle tx) {
            RandomIds ids = new RandomIds(random);
            UUID id = ids.uuid();
            Sql.update(
                    tx,
                    "INSERT INTO person (id, role, given_name, family_name, status, handle)"
                            + " VALUES (?, 'guardian', 'Bench', 'Parent', 'active', ?)",
                    id,
                    ids.handle());
            return id;
        }

        private void configure(URI issuer, int port) throws IOException {
            Files.writeString(configuration(folder), """
                    [service]
                    issuer = "%s"
                    listen = { host = "localhost", port = %d }

                    [webauthn]
                    passphrase-file = "authority.pass"
                    """.formatted(issuer, port));
        }

        private List<KioskClient> kiosks(DemoAuthority authority, URI issuer) throws Exception {
            List<SubjectName> names = new ArrayList<>();
            for (int i = 0; i < KIOSKS; i++) {
                names.add(new SubjectName.Service(URI.create("urn:lanyard:bench:kiosk:" + i)));
            }
            List<KioskClient> kiosks = new ArrayList<>();
            for (SigningKey key : keys(authority, Profile.KIOSK, names)) {
                URI id = URI.create("urn:lanyard:bench:kiosk:" + kiosks.size());
                kiosks.add(new KioskClient(issuer, id, key, clock, random));
            }
            return kiosks;
        }

        private List<Card> cards(DemoAuthority authority) throws Exception {
            List<UUID> ids = new ArrayList<>();
            List<SubjectName> names = new ArrayList<>();
            for (int i = 0; i < KIOSKS; i++) {
                ids.add(UUID.randomUUID());
                names.add(new SubjectName.Card(ids.get(i)));
            }
            List<SigningKey> keys = keys(authority, Profile.CARD_9E, names);
            List<Card> cards = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                cards.add(new Card(ids.get(i), keys.get(i)));
            }
            return cards;
        }

        private List<SoftCard> classroom(DemoAuthority authority) throws CardException, PkiException {
            SoftCardFactory factory =
                    new SoftCardFactory(random, LocalDate.now().plusYears(1));
            List<SoftCard> cards = new ArrayList<>();
            List<IssuanceRequest> requests = new ArrayList<>();
            for (int i = 0; i < ClassOfThirty.PUPILS; i++) {
                SoftCard card = factory.make(UUID.randomUUID(), PIN.toCharArray(), AlgorithmId.P_256);
                cards.add(card);
                requests.add(new IssuanceRequest(
                        Profile.CARD_9E,
                        card.publicKey(KeyReference.CARD_AUTHENTICATION),
                        new SubjectName.Card(card.id())));
            }
            List<X509Certificate> certificates = authority.issueAll(requests);
            for (int i = 0; i < cards.size(); i++) {
                cards.set(i, cards.get(i).withCertificate(KeyReference.CARD_AUTHENTICATION, certificates.get(i)));
            }
            return cards;
        }

        private List<SigningKey> keys(DemoAuthority authority, Profile profile, List<SubjectName> names)
                throws GeneralSecurityException, PkiException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            List<KeyPair> pairs = new ArrayList<>();
            List<IssuanceRequest> requests = new ArrayList<>();
            for (SubjectName name : names) {
                KeyPair pair = generator.generateKeyPair();
                pairs.add(pair);
                requests.add(new IssuanceRequest(profile, pair.getPublic(), name));
            }
            List<X509Certificate> certificates = authority.issueAll(requests);
            List<SigningKey> keys = new ArrayList<>();
            for (int i = 0; i < pairs.size(); i++) {
                keys.add(new SigningKey(pairs.get(i).getPrivate(), List.of(certificates.get(i))));
            }
            return keys;
        }
    }
}
