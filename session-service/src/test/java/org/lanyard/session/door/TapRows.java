package org.lanyard.session.door;

import static org.lanyard.session.door.DoorRow.row;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.lanyard.pki.assertion.KioskClaims;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.session.Reason;
import org.lanyard.session.card.CardStatus;
import org.lanyard.session.door.DoorRow.Broken;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestCard;
import org.lanyard.session.house.TestKiosk;

/** What can be wrong with a tap. */
final class TapRows {
    private TapRows() {}

    /** A school with a pupil, their card, and a kiosk, all good; and a challenge. */
    static final class Tap {
        final House house;
        final UUID school;
        final UUID pupil;
        final TestKiosk kiosk;
        final TestCard card;
        final String challenge;

        Tap(House house) {
            this.house = house;
            school = house.school();
            pupil = house.person("pupil", school);
            kiosk = house.kiosk(school);
            card = house.card(pupil);
            challenge = kiosk.challenge();
        }

        Broken good() {
            return proof(card.assertion(challenge, kiosk.id()));
        }

        Broken proof(String cardAssertion) {
            return new Broken(new Proof.Tap(cardAssertion, kiosk.beside(cardAssertion, challenge)));
        }

        Broken signedBy(SigningKey key) {
            return proof(new TestCard(house, card.id(), key).assertion(challenge, kiosk.id()));
        }
    }

    static Broken good(House house) {
        return new Tap(house).good();
    }

    /** Good until {@code change} has happened, after the proof was made. */
    private static Broken after(House house, Consumer<Tap> change) {
        Tap tap = new Tap(house);
        Broken proof = tap.good();
        change.accept(tap);
        return proof;
    }

    static List<DoorRow> all() {
        return java.util.stream.Stream.of(bindings(), states())
                .flatMap(List::stream)
                .toList();
    }

    private static List<DoorRow> bindings() {
        return List.of(
                row("a challenge that was never issued", Reason.CHALLENGE_FOREIGN, h -> {
                    Tap tap = new Tap(h);
                    String made = House.random(90);
                    String card = tap.card.assertion(made, tap.kiosk.id());
                    return new Broken(new Proof.Tap(card, tap.kiosk.beside(card, made)));
                }),
                row("a browser's challenge", Reason.CHALLENGE_OF_ANOTHER_PURPOSE, h -> {
                    Tap tap = new Tap(h);
                    String browsers = h.doorParts
                            .challenges()
                            .issue(
                                    org.lanyard.session.challenge.Purpose.SIGN_IN,
                                    tap.kiosk.id().toString(),
                                    "");
                    String card = tap.card.assertion(browsers, tap.kiosk.id());
                    return new Broken(new Proof.Tap(card, tap.kiosk.beside(card, browsers)));
                }),
                row("a challenge two minutes old", Reason.CHALLENGE_EXPIRED, h -> {
                    Tap tap = new Tap(h);
                    h.clock.move(Duration.ofSeconds(120));
                    return tap.good();
                }),
                row("a challenge of another kiosk", Reason.CHALLENGE_OF_ANOTHER_CALLER, h -> {
                    Tap tap = new Tap(h);
                    String others = h.kiosk(tap.school).challenge();
                    String card = tap.card.assertion(others, tap.kiosk.id());
                    return new Broken(new Proof.Tap(card, tap.kiosk.beside(card, others)));
                }),
                row("the card signed for another kiosk", Reason.CARD_FOR_ANOTHER_KIOSK, h -> {
                    Tap tap = new Tap(h);
                    return tap.proof(tap.card.assertion(tap.challenge, URI.create("urn:lanyard:kiosk:other")));
                }),
                row("the kiosk's assertion has another challenge", Reason.KIOSK_WITH_ANOTHER_CHALLENGE, h -> {
                    Tap tap = new Tap(h);
                    String card = tap.card.assertion(tap.challenge, tap.kiosk.id());
                    return new Broken(new Proof.Tap(card, tap.kiosk.beside(card, tap.kiosk.challenge())));
                }),
                row("another card's assertion beside this kiosk's", Reason.KIOSK_VOUCHES_FOR_ANOTHER, h -> {
                    Tap tap = new Tap(h);
                    TestCard other = h.card(h.person("pupil", tap.school));
                    String mine = tap.card.assertion(tap.challenge, tap.kiosk.id());
                    String theirs = other.assertion(tap.challenge, tap.kiosk.id());
                    return new Broken(new Proof.Tap(mine, tap.kiosk.beside(theirs, tap.challenge)));
                }),
                row("the kiosk vouches for no card", Reason.KIOSK_VOUCHES_FOR_ANOTHER, h -> {
                    Tap tap = new Tap(h);
                    Instant now = h.now();
                    String alone = tap.kiosk.sign(new KioskClaims(
                            tap.kiosk.id(), House.ISSUER, now, now.plusSeconds(30), tap.challenge, Optional.empty()));
                    return new Broken(new Proof.Tap(tap.card.assertion(tap.challenge, tap.kiosk.id()), alone));
                }),
                row(
                        "a card's assertion with another kiosk's client assertion",
                        Reason.CHALLENGE_OF_ANOTHER_CALLER,
                        h -> {
                            Tap tap = new Tap(h);
                            String card = tap.card.assertion(tap.challenge, tap.kiosk.id());
                            return new Broken(
                                    new Proof.Tap(card, h.kiosk(tap.school).beside(card, tap.challenge)));
                        }),
                row("replay", Reason.CHALLENGE_USED, h -> {
                    Broken good = good(h);
                    good.send(h);
                    return good;
                }));
    }

    private static List<DoorRow> states() {
        return List.of(
                row(
                        "card not known",
                        Reason.CARD_UNKNOWN,
                        h -> after(h, tap -> h.sql("DELETE FROM card WHERE id = ?", tap.card.id()))),
                row(
                        "card without a holder",
                        Reason.CARD_WITHOUT_HOLDER,
                        h -> after(h, tap -> h.sql("UPDATE card SET holder_id = NULL WHERE id = ?", tap.card.id()))),
                row(
                        "card not active",
                        Reason.CARD_NOT_ACTIVE,
                        h -> after(
                                h,
                                tap -> h.sql("UPDATE card SET status = 'personalised' WHERE id = ?", tap.card.id()))),
                row(
                        "card suspended",
                        Reason.CARD_NOT_ACTIVE,
                        h -> after(
                                h,
                                tap -> h.run(tx -> h.desk.cards()
                                        .change(
                                                tx,
                                                tap.card.id(),
                                                CardStatus.SUSPENDED,
                                                h.now(),
                                                "office",
                                                "mislaid")))),
                row(
                        "card lost",
                        Reason.CARD_NOT_ACTIVE,
                        h -> after(
                                h,
                                tap -> h.run(tx -> h.desk.cards()
                                        .revoke(
                                                tx,
                                                tap.card.id(),
                                                CardStatus.LOST,
                                                h.now(),
                                                "office",
                                                "lost on the bus")))),
                row(
                        "holder inactive",
                        Reason.HOLDER_INACTIVE,
                        h -> after(h, tap -> h.sql("UPDATE person SET status = 'inactive' WHERE id = ?", tap.pupil))),
                row(
                        "card's certificate revoked",
                        Reason.CARD_CERTIFICATE_NOT_GOOD,
                        h -> after(
                                h,
                                tap -> h.run(tx -> h.certificates.revoke(
                                        tx,
                                        h.idOf(tap.card.key()),
                                        RevocationReason.KEY_COMPROMISE,
                                        h.now(),
                                        "office",
                                        "batch")))),
                row(
                        "card's certificate on hold",
                        Reason.CARD_CERTIFICATE_NOT_GOOD,
                        h -> after(
                                h,
                                tap -> h.run(tx -> h.certificates.revoke(
                                        tx,
                                        h.idOf(tap.card.key()),
                                        RevocationReason.CERTIFICATE_HOLD,
                                        h.now(),
                                        "office",
                                        "mislaid")))),
                row("all that its authority issued, revoked with it", Reason.CARD_CERTIFICATE_NOT_GOOD, h -> {
                    Broken good = good(h);
                    h.sql("UPDATE certificate SET status = 'REVOKED' WHERE status = 'GOOD'");
                    return new Broken(
                            good.proof(),
                            () -> h.sql(
                                    "UPDATE certificate SET status = 'GOOD' WHERE status = 'REVOKED' AND why IS NULL"));
                }),
                row(
                        "a card that was registered for an outside authority",
                        Reason.CARD_OF_ANOTHER_AUTHORITY,
                        h -> after(
                                h, tap -> h.sql("UPDATE card SET authority = 'council' WHERE id = ?", tap.card.id()))),
                row("a certificate that its authority has no record of", Reason.CARD_CERTIFICATE_NOT_GOOD, h -> {
                    Tap tap = new Tap(h);
                    return tap.signedBy(h.root.issue(Profile.CARD_9E, new SubjectName.Card(tap.card.id())));
                }),
                row(
                        "kiosk not registered",
                        Reason.KIOSK_UNKNOWN,
                        h -> after(h, tap -> {
                            h.sql(
                                    "DELETE FROM kiosk_school WHERE client_id = ?",
                                    tap.kiosk.id().toString());
                            h.sql(
                                    "DELETE FROM kiosk WHERE client_id = ?",
                                    tap.kiosk.id().toString());
                        })),
                row(
                        "kiosk suspended",
                        Reason.KIOSK_SUSPENDED,
                        h -> after(
                                h,
                                tap -> h.run(tx ->
                                        h.desk.kiosks().setActive(tx, tap.kiosk.id(), false, h.now(), "office")))),
                row(
                        "kiosk's certificate revoked",
                        Reason.KIOSK_CERTIFICATE_NOT_GOOD,
                        h -> after(
                                h,
                                tap -> h.run(tx -> h.certificates.revoke(
                                        tx,
                                        h.idOf(tap.kiosk.key()),
                                        RevocationReason.KEY_COMPROMISE,
                                        h.now(),
                                        "office",
                                        "stolen")))),
                row(
                        "a kiosk of another school",
                        Reason.KIOSK_OF_ANOTHER_SCHOOL,
                        h -> after(
                                h,
                                tap -> h.run(tx -> h.desk.kiosks()
                                        .register(
                                                tx,
                                                tap.kiosk.id(),
                                                tap.kiosk.origin(),
                                                java.util.Set.of(),
                                                h.now(),
                                                "office")))),
                row(
                        "school inactive",
                        Reason.SCHOOL_INACTIVE,
                        h -> after(h, tap -> h.sql("UPDATE school SET status = 'inactive' WHERE id = ?", tap.school))));
    }
}
