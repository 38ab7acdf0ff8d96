package org.lanyard.dist.demo;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.lanyard.card.kiosk.DoorClient;
import org.lanyard.card.kiosk.ServerClock;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.dist.serve.Beside;
import org.lanyard.dist.serve.Node;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.store.Store;
import org.lanyard.session.RefusedException;
import org.lanyard.session.config.SessionConfig;
import org.lanyard.session.guardianship.FamilySafety;
import org.lanyard.session.invitation.InvitationOrder;
import org.lanyard.session.invitation.Invited;
import org.lanyard.session.invitation.SecondCode;
import org.lanyard.session.invitation.SecondCodeChannel;

/** The demo's school with its service running: store, authority, people, cards, and a node on a port of this machine. */
final class DemoSchool implements AutoCloseable {
    static final URI KIOSK = URI.create("urn:lanyard:demo:kiosk");
    private static final URI WEBAUTHN = URI.create("urn:lanyard:demo:webauthn");
    private static final ZoneId ZONE = ZoneId.of("Europe/London");

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.system();
    private final Store store;
    private final Node node;
    private final URI issuer;
    private final DemoPeople people;
    private final List<DemoCards.Held> cards;
    private final SigningKey kioskKey;
    private final DemoResponder responder;

    /**
     * A guardian's invitation, for this start.
     *
     * @param second empty where it was made in person
     */
    record Invitation(DemoPeople.Guardian guardian, URI link, String second) {}

    private DemoSchool(DemoFolder folder, int port) throws Exception {
        SessionConfig config = SessionConfig.localhost(port);
        issuer = config.issuer();
        Node.prepare();
        MasterKey master = MasterKey.openOrCreate(folder.masterKey(), random);
        // Keys and cards take as long to make as the store and its people: one beside the other.
        Beside<DemoAuthority.FilesRead> files = Beside.begin(() -> DemoAuthority.files(folder, clock, random));
        Beside<List<SoftCard>> blank = Beside.begin(() -> DemoCards.blank(folder, clock.instant(), random));
        store = Store.open(folder.store(), Node.MIGRATIONS);
        try {
            AuditLog audit = new AuditLog(master, random);
            people = DemoPeople.seed(store, audit, random, clock, ZONE);
            DemoAuthority authority = files.get().open(store, audit, DemoResponder.points(port));
            SigningKey webauthn = authority.key("webauthn", Profile.WEBAUTHN_SERVICE, WEBAUTHN);
            Beside<SigningKey> kiosk = Beside.begin(() -> authority.key("kiosk", Profile.KIOSK, KIOSK));
            node = new Node(new Node.Parts(
                    config,
                    store,
                    master,
                    folder.auditHeads(),
                    Optional.of(Node.WebAuthnHere.of(webauthn, "Lanyard demo")),
                    clock,
                    ZONE,
                    random));
            cards = new DemoCards(folder, authority, store, node.desk().cards())
                    .open(people.pupils(), blank.get(), clock.instant());
            node.start();
            responder = DemoResponder.of(
                    store,
                    audit,
                    node.certificates(),
                    authority.authority(),
                    () -> DemoAuthority.signRootsList(folder, store, audit, clock, random),
                    port,
                    clock,
                    random);
            kioskKey = kiosk.get();
        } catch (Exception failed) {
            store.close();
            throw failed;
        }
    }

    /** Opens the school in a folder, making what is not there yet, and serves it on {@code localhost:port}. */
    static DemoSchool open(DemoFolder folder, int port) throws Exception {
        return new DemoSchool(folder, port);
    }

    URI issuer() {
        return issuer;
    }

    Store store() {
        return store;
    }

    Node node() {
        return node;
    }

    DemoPeople people() {
        return people;
    }

    List<DemoCards.Held> cards() {
        return cards;
    }

    SecureRandom random() {
        return random;
    }

    Instant now() {
        return clock.instant();
    }

    /** Lets the demo's kiosk in, with its screen at {@code origin}. */
    void registerKiosk(String origin) {
        store.transact(tx -> {
            node.desk()
                    .kiosks()
                    .register(tx, KIOSK, origin, Set.of(people.school()), clock.instant(), DemoAuthority.ACTOR);
            node.desk().kiosks().name(tx, KIOSK, "Library", clock.instant(), DemoAuthority.ACTOR);
            return null;
        });
    }

    /** The door, as the demo's kiosk calls it. */
    DoorClient door() {
        return new DoorClient(issuer, KIOSK, kioskKey, new ServerClock(clock), random);
    }

    /** An invitation for each guardian who has no key yet. */
    List<Invitation> invite() throws RefusedException {
        return store.<List<Invitation>, RefusedException>transact(tx -> {
            List<Invitation> invitations = new ArrayList<>();
            for (DemoPeople.Guardian guardian : people.guardians()) {
                if (node.desk().credentials().ofPerson(tx, guardian.id()).isEmpty()) {
                    invitations.add(invite(tx, guardian));
                }
            }
            return invitations;
        });
    }

    /** By a letter with a code to be told; in person those whom no letter may reach. */
    private Invitation invite(Handle tx, DemoPeople.Guardian guardian) throws RefusedException {
        InvitationOrder order = FamilySafety.inPersonOnly(tx, guardian.id(), clock.instant())
                ? InvitationOrder.inPerson(guardian.id())
                : InvitationOrder.letter(guardian.id(), SecondCodeChannel.TOLD);
        Invited invited = node.desk().invitations().create(tx, order, clock.instant(), DemoAuthority.ACTOR);
        URI link = URI.create(invited.link(issuer.toString()));
        return new Invitation(
                guardian, link, invited.second().map(SecondCode::reveal).orElse(""));
    }

    /** Where the demo's authority publishes. */
    DemoResponder responder() {
        return responder;
    }

    @Override
    public void close() {
        responder.close();
        node.close();
        store.close();
    }
}
