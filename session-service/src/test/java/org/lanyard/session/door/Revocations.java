package org.lanyard.session.door;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.session.card.CardStatus;
import org.lanyard.session.credential.CredentialStatus;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestCard;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.house.TestKiosk;
import org.lanyard.session.login.EndReason;

/** All that can take a session's ground away: for each a proof that is good, and the office's act that ends it. */
final class Revocations {
    private Revocations() {}

    /**
     * A sign-in about to happen, and what revokes it.
     *
     * @param person whose session it would be
     * @param act the office's, in a transaction on any node
     */
    record Case(String name, Proof proof, UUID person, Act act) {
        void revoke(House node) {
            node.run(tx -> act.in(node, tx));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    interface Act {
        void in(House node, Handle tx) throws Exception;
    }

    /** Each kind, made new at each call. */
    static List<Supplier<Case>> all(House house) {
        return List.of(
                () -> card(house, "card lost", CardStatus.LOST),
                () -> card(house, "card suspended", CardStatus.SUSPENDED),
                () -> cardsCertificate(house, RevocationReason.KEY_COMPROMISE),
                () -> cardsCertificate(house, RevocationReason.CERTIFICATE_HOLD),
                () -> kiosksCertificate(house),
                () -> kioskSuspended(house),
                () -> pupilLeft(house),
                () -> credentialRemoved(house),
                () -> guardianLeft(house),
                () -> invitedLeft(house));
    }

    private static Case card(House house, String name, CardStatus to) {
        UUID school = house.school();
        UUID pupil = house.person("pupil", school);
        TestCard card = house.card(pupil);
        return new Case(
                name,
                house.kiosk(school).proof(card),
                pupil,
                (node, tx) -> node.desk.cards().change(tx, card.id(), to, node.now(), "office", name));
    }

    /** By the authority alone, which knows no cards and no sessions. */
    private static Case cardsCertificate(House house, RevocationReason reason) {
        UUID school = house.school();
        UUID pupil = house.person("pupil", school);
        TestCard card = house.card(pupil);
        return new Case(
                "card's certificate: " + reason.label(),
                house.kiosk(school).proof(card),
                pupil,
                (node, tx) ->
                        node.certificates.revoke(tx, house.idOf(card.key()), reason, node.now(), "authority", "found"));
    }

    private static Case kiosksCertificate(House house) {
        UUID school = house.school();
        UUID pupil = house.person("pupil", school);
        TestKiosk kiosk = house.kiosk(school);
        return new Case(
                "kiosk's certificate revoked",
                kiosk.proof(house.card(pupil)),
                pupil,
                (node, tx) -> node.certificates.revoke(
                        tx,
                        house.idOf(kiosk.key()),
                        RevocationReason.CESSATION_OF_OPERATION,
                        node.now(),
                        "authority",
                        "stolen"));
    }

    private static Case kioskSuspended(House house) {
        UUID school = house.school();
        UUID pupil = house.person("pupil", school);
        TestKiosk kiosk = house.kiosk(school);
        return new Case(
                "kiosk suspended",
                kiosk.proof(house.card(pupil)),
                pupil,
                (node, tx) -> node.desk.kiosks().setActive(tx, kiosk.id(), false, node.now(), "office"));
    }

    private static Case pupilLeft(House house) {
        UUID school = house.school();
        UUID pupil = house.person("pupil", school);
        return new Case("pupil left", house.kiosk(school).proof(house.card(pupil)), pupil, leaves(pupil));
    }

    private static Case credentialRemoved(House house) {
        KeyRows.SignIn parent = new KeyRows.SignIn(house);
        house.run(tx -> house.desk.ending().ofPerson(tx, parent.parent, EndReason.SIGNED_OUT, house.now(), "office"));
        String id = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(parent.key.id);
        return new Case(
                "credential removed",
                parent.proof().proof(),
                parent.parent,
                (node, tx) -> node.desk
                        .credentials()
                        .changeStatus(tx, id, CredentialStatus.REMOVED, node.now(), "office", "lost"));
    }

    private static Case guardianLeft(House house) {
        KeyRows.SignIn parent = new KeyRows.SignIn(house);
        house.run(tx -> house.desk.ending().ofPerson(tx, parent.parent, EndReason.SIGNED_OUT, house.now(), "office"));
        return new Case("guardian left", parent.proof().proof(), parent.parent, leaves(parent.parent));
    }

    private static Case invitedLeft(House house) {
        UUID parent = house.person("guardian", house.school());
        Browser browser = new Browser(house);
        var opened = browser.openInvitation(parent);
        String registration = browser.registration(
                new TestKey(),
                opened.get("challenge").textValue(),
                opened.get("handle").textValue());
        return new Case(
                "invited guardian left",
                new Proof.Key(registration, browser.preSession, Optional.empty()),
                parent,
                leaves(parent));
    }

    /** As the roster does it: the person's status, and the end of their sessions, in one transaction. */
    private static Act leaves(UUID person) {
        return (node, tx) -> {
            tx.execute("UPDATE person SET status = 'inactive' WHERE id = ?", person.toString());
            node.desk.ending().ofPerson(tx, person, EndReason.PERSON_ENDED, node.now(), "roster");
        };
    }
}
