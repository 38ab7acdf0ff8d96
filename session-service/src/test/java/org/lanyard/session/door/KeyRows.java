package org.lanyard.session.door;

import static org.lanyard.session.door.DoorRow.row;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.lanyard.pki.assertion.AttestationFacts;
import org.lanyard.pki.assertion.Ceremony;
import org.lanyard.pki.assertion.WebAuthnEvidence;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.testing.TestKeys;
import org.lanyard.session.Reason;
import org.lanyard.session.credential.CredentialStatus;
import org.lanyard.session.door.DoorRow.Broken;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestKey;

/** What can be wrong with a key's evidence and with an invitation. */
final class KeyRows {
    private KeyRows() {}

    /** A parent with a confirmed key, signing in again: good until something is broken. */
    static final class SignIn {
        final House house;
        final UUID parent;
        final String handle;
        final Browser browser;
        final TestKey key = new TestKey();
        String challenge;

        SignIn(House house) {
            this.house = house;
            parent = house.person("guardian", house.school());
            handle = house.handleOf(parent);
            browser = new Browser(house);
            browser.register(key, parent);
            challenge = browser.challenge();
        }

        Broken proof() {
            return proof(browser.signIn(key, challenge, handle));
        }

        Broken proof(String assertion) {
            return new Broken(new Proof.Key(assertion, browser.preSession, Optional.empty()));
        }

        Broken evidence(byte[] data, byte[] client) {
            return proof(browser.assertion(
                    handle,
                    challenge,
                    new WebAuthnEvidence(Ceremony.GET, key.id, data, client, Optional.of(key.sign(data, client)))));
        }
    }

    /** A parent who has opened their invitation. */
    static final class Registration {
        final House house;
        final UUID parent;
        final Browser browser;
        final TestKey key = new TestKey();
        final String handle;
        final String challenge;

        Registration(House house) {
            this.house = house;
            parent = house.person("guardian", house.school());
            browser = new Browser(house);
            var opened = browser.openInvitation(parent);
            handle = opened.get("handle").textValue();
            challenge = opened.get("challenge").textValue();
        }

        Broken proof() {
            return proof(browser.registration(key, challenge, handle));
        }

        Broken proof(String assertion) {
            return new Broken(new Proof.Key(assertion, browser.preSession, Optional.empty()));
        }
    }

    static Broken goodSignIn(House house) {
        return new SignIn(house).proof();
    }

    static Broken goodRegistration(House house) {
        return new Registration(house).proof();
    }

    private static Broken signIn(House house, Consumer<SignIn> change) {
        SignIn it = new SignIn(house);
        change.accept(it);
        return it.proof();
    }

    private static Broken after(House house, Consumer<SignIn> change) {
        SignIn it = new SignIn(house);
        Broken proof = it.proof();
        change.accept(it);
        return proof;
    }

    static Broken registration(House house, Consumer<Registration> change) {
        Registration it = new Registration(house);
        Broken proof = it.proof();
        change.accept(it);
        return proof;
    }

    static List<DoorRow> all() {
        return Stream.of(
                        speakers(),
                        challenges(),
                        ceremonies(),
                        credentials(),
                        registrations(),
                        InvitationRows.all(),
                        RecoveryRows.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<DoorRow> speakers() {
        return List.of(
                row(
                        "the service's certificate revoked",
                        Reason.SERVICE_CERTIFICATE_NOT_GOOD,
                        h -> after(h, it -> revokeService(h, it.browser))),
                row(
                        "the service's certificate revoked before a registration",
                        Reason.SERVICE_CERTIFICATE_NOT_GOOD,
                        h -> registration(h, it -> revokeService(h, it.browser))));
    }

    private static void revokeService(House house, Browser browser) {
        house.run(tx -> house.certificates.revoke(
                tx, house.idOf(browser.service), RevocationReason.KEY_COMPROMISE, house.now(), "office", "stolen"));
    }

    private static List<DoorRow> challenges() {
        return List.of(
                row(
                        "a challenge that was never issued",
                        Reason.CHALLENGE_FOREIGN,
                        h -> signIn(h, it -> it.challenge = House.random(90))),
                row(
                        "a registration's challenge",
                        Reason.CHALLENGE_OF_ANOTHER_PURPOSE,
                        h -> signIn(
                                h,
                                it -> it.challenge = it.browser
                                        .openInvitation(it.parent)
                                        .get("challenge")
                                        .textValue())),
                row(
                        "a challenge two minutes old",
                        Reason.CHALLENGE_EXPIRED,
                        h -> signIn(h, it -> h.clock.move(Duration.ofMinutes(2)))),
                row(
                        "a challenge of another pre-session",
                        Reason.CHALLENGE_OF_ANOTHER_CALLER,
                        h -> signIn(h, it -> it.challenge = new Browser(h, it.browser.service).challenge())),
                row("a registration about another handle", Reason.CHALLENGE_OF_ANOTHER_SUBJECT, h -> {
                    Registration it = new Registration(h);
                    String other = h.handleOf(h.person("guardian", h.school()));
                    return it.proof(it.browser.registration(it.key, it.challenge, other));
                }),
                row("replay", Reason.CHALLENGE_USED, h -> {
                    Broken good = goodSignIn(h);
                    good.send(h);
                    return good;
                }));
    }

    private static List<DoorRow> ceremonies() {
        return List.of(
                row("type of another ceremony", Reason.CEREMONY_OF_ANOTHER_TYPE, h -> {
                    SignIn it = new SignIn(h);
                    return it.evidence(it.key.data(), it.key.clientData("webauthn.create", it.challenge));
                }),
                row(
                        "evidence of another ceremony: its challenge is not the jti",
                        Reason.CEREMONY_WITH_ANOTHER_CHALLENGE,
                        h -> {
                            SignIn it = new SignIn(h);
                            return it.evidence(
                                    it.key.data(), it.key.clientData("webauthn.get", it.browser.challenge()));
                        }),
                row(
                        "wrong origin",
                        Reason.CEREMONY_AT_ANOTHER_ORIGIN,
                        h -> signIn(h, it -> it.key.origin = "http://localhost:8081")),
                row("crossOrigin", Reason.CEREMONY_ACROSS_ORIGINS, h -> signIn(h, it -> it.key.crossOrigin = "true")),
                row(
                        "topOrigin",
                        Reason.CEREMONY_ACROSS_ORIGINS,
                        h -> signIn(h, it -> it.key.crossOrigin = "false,\"topOrigin\":\"https://evil.example\"")),
                row(
                        "wrong rpIdHash",
                        Reason.CEREMONY_FOR_ANOTHER_RELYING_PARTY,
                        h -> signIn(h, it -> it.key.rpId = "evil.example")),
                row("UP flag absent", Reason.USER_NOT_PRESENT, h -> signIn(h, it -> it.key.flags = TestKey.UV)),
                row("UV flag absent", Reason.USER_NOT_VERIFIED, h -> signIn(h, it -> it.key.flags = TestKey.UP)),
                malformed("client data that is no JSON", it -> it.evidence(it.key.data(), new byte[] {'{', '}', '}'})),
                malformed(
                        "client data with a name twice",
                        it -> it.evidence(
                                it.key.data(), "{\"type\":\"webauthn.get\",\"type\":\"webauthn.get\"}".getBytes())),
                malformed(
                        "a byte after the authenticator data",
                        it -> it.evidence(
                                java.util.Arrays.copyOf(it.key.data(), 38),
                                it.key.clientData("webauthn.get", it.challenge))),
                malformed("backed up without being eligible", it -> {
                    it.key.flags |= 0x10;
                    return it.proof();
                }));
    }

    private static DoorRow malformed(String name, java.util.function.Function<SignIn, Broken> change) {
        return new DoorRow(name, Reason.EVIDENCE_MALFORMED, "(malformed)", h -> change.apply(new SignIn(h)));
    }

    private static List<DoorRow> credentials() {
        return List.of(
                row(
                        "a credential that was not confirmed",
                        Reason.CREDENTIAL_NOT_CONFIRMED,
                        h -> signIn(h, it -> it.key.id = new TestKey().id)),
                row("a credential of another handle", Reason.CREDENTIAL_OF_ANOTHER, h -> {
                    SignIn it = new SignIn(h);
                    String other = h.handleOf(h.person("guardian", h.school()));
                    return it.proof(it.browser.signIn(it.key, it.challenge, other));
                }),
                row(
                        "signature wrong under the pinned key",
                        Reason.CREDENTIAL_SIGNATURE,
                        h -> signIn(h, it -> it.key.pair = TestKeys.p256())),
                row(
                        "BE flag changed",
                        Reason.BACKUP_ELIGIBILITY_CHANGED,
                        h -> signIn(h, it -> it.key.flags |= TestKey.BE)),
                row(
                        "credential suspended",
                        Reason.CREDENTIAL_NOT_ACTIVE,
                        h -> after(
                                h,
                                it -> h.run(tx -> h.desk.credentials()
                                        .changeStatus(
                                                tx,
                                                java.util.Base64.getUrlEncoder()
                                                        .withoutPadding()
                                                        .encodeToString(it.key.id),
                                                CredentialStatus.SUSPENDED,
                                                h.now(),
                                                "office",
                                                "lost")))),
                row(
                        "holder inactive",
                        Reason.HOLDER_INACTIVE,
                        h -> after(h, it -> h.sql("UPDATE person SET status = 'inactive' WHERE id = ?", it.parent))));
    }

    private static List<DoorRow> registrations() {
        return List.of(
                row("a registration without a credential", Reason.CREDENTIAL_MISSING, h -> {
                    Registration it = new Registration(h);
                    return it.proof(it.browser.assertion(
                            it.handle,
                            it.challenge,
                            new WebAuthnEvidence(
                                    Ceremony.CREATE,
                                    it.key.id,
                                    it.key.data(),
                                    it.key.clientData("webauthn.create", it.challenge),
                                    Optional.empty())));
                }),
                row("another credential id than the attested", Reason.CREDENTIAL_ID_DIFFERS, h -> {
                    Registration it = new Registration(h);
                    return it.proof(it.browser.assertion(
                            it.handle,
                            it.challenge,
                            new WebAuthnEvidence(
                                    Ceremony.CREATE,
                                    new TestKey().id,
                                    it.key.attestedData(),
                                    it.key.clientData("webauthn.create", it.challenge),
                                    Optional.empty())));
                }),
                row("told to be of another model than it says", Reason.ATTESTED_MODEL_DIFFERS, h -> {
                    Registration it = new Registration(h);
                    it.browser.facts = AttestationFacts.unattested(
                            "2fc0579f-8113-47ea-b116-bb5a8db9202a", "packed", java.util.Set.of());
                    return it.proof();
                }),
                row("a credential that is known already", Reason.CREDENTIAL_KNOWN, h -> {
                    SignIn other = new SignIn(h);
                    Registration it = new Registration(h);
                    return it.proof(it.browser.registration(other.key, it.challenge, it.handle));
                }),
                row(
                        "the invited person inactive",
                        Reason.HOLDER_INACTIVE,
                        h -> registration(
                                h, it -> h.sql("UPDATE person SET status = 'inactive' WHERE id = ?", it.parent))));
    }
}
