package org.lanyard.session.door;

import static org.lanyard.session.door.Rule.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lanyard.pki.assertion.Ceremony;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.session.Reason;
import org.lanyard.session.card.CardStatus;
import org.lanyard.session.challenge.Challenge;
import org.lanyard.session.challenge.Purpose;
import org.lanyard.session.credential.CredentialStatus;
import org.lanyard.session.credential.PinnedCredential;
import org.lanyard.session.invitation.Held;
import org.lanyard.session.invitation.Invitation;
import org.lanyard.session.policy.KeyRule;

/**
 * Every rule of the door, in the order in which they are checked: this is the page to read. Who signed what, for whom and when
 * was verified before (the rules of {@code org.lanyard.pki.assertion}); here stands what the words mean together.
 *
 * <p>Each list is checked to its end before anything of the next is gathered: {@code tap} and {@code key} are pure, {@code …Found}
 * is inside the transaction. A test takes out each rule in turn and sees that what it refused is then no longer refused for
 * that reason.
 *
 * @param tap on the assertions of card and kiosk
 * @param tapFound on what the store says of card, holder, kiosk and schools
 * @param key on every key's evidence
 * @param caller on whom a key's challenge was issued to
 * @param signIn on a sign-in's evidence
 * @param registration on a registration's evidence
 * @param keyFound on what the store says in both cases
 * @param signInFound on what the store says of a pinned credential
 * @param registrationFound on what the store says of the invitation
 * @param additionFound on what the store says of the session that asked for a key more
 * @param policy on what the policies of its owner say of a key, whichever way it came
 */
record Rules(
        List<Rule<TapSeen>> tap,
        List<Rule<TapFound>> tapFound,
        List<Rule<KeySeen>> key,
        List<Rule<Called>> caller,
        List<Rule<KeySeen>> signIn,
        List<Rule<KeySeen>> registration,
        List<Rule<KeyFound>> keyFound,
        List<Rule<KeyFound.SignIn>> signInFound,
        List<Rule<KeyFound.Registration>> registrationFound,
        List<Rule<KeyFound.Addition>> additionFound,
        List<Rule<KeyJudged>> policy) {

    /** So many keys has nobody a use for. */
    private static final int MOST_KEYS = 20;

    /** A challenge and who presents it: a pre-session, or a session. */
    record Called(Optional<Challenge> challenge, String caller) {}

    static Rules all(DoorPolicy policy) {
        byte[] rpIdHash = policy.rpIdHash();
        return new Rules(
                List.of(
                        // We issued the challenge that the card signed: version and MAC are right.
                        rule(Reason.CHALLENGE_FOREIGN, t -> t.challenge().isPresent()),
                        rule(
                                Reason.CHALLENGE_OF_ANOTHER_PURPOSE,
                                t -> t.challenge()
                                        .flatMap(Challenge::purpose)
                                        .filter(purpose -> purpose == Purpose.KIOSK)
                                        .isPresent()),
                        rule(
                                Reason.CHALLENGE_EXPIRED,
                                t -> t.challenge()
                                        .filter(challenge -> t.now().isBefore(challenge.expiresAt()))
                                        .isPresent()),
                        // "A challenge is issued to one authenticated kiosk and bound to its client_id".
                        rule(
                                Reason.CHALLENGE_OF_ANOTHER_CALLER,
                                t -> t.challenge()
                                        .filter(challenge -> challenge.isBoundTo(t.kioskId()))
                                        .isPresent()),
                        // "the card-signed JWT carries that client_id".
                        rule(
                                Reason.CARD_FOR_ANOTHER_KIOSK,
                                t -> t.card().claims().clientId().toString().equals(t.kioskId())),
                        // "the kiosk's client_assertion has the same challenge as its jti".
                        rule(
                                Reason.KIOSK_WITH_ANOTHER_CHALLENGE,
                                t -> t.kiosk()
                                        .claims()
                                        .jti()
                                        .equals(t.card().claims().challenge())),
                        // "and the SHA-256 of the card's assertion".
                        rule(
                                Reason.KIOSK_VOUCHES_FOR_ANOTHER,
                                t -> t.kiosk()
                                        .claims()
                                        .assertionHash()
                                        .equals(Optional.of(t.card().hash())))),
                List.of(
                        rule(Reason.CHALLENGE_USED, TapFound::fresh),
                        rule(Reason.CARD_UNKNOWN, f -> f.card().isPresent()),
                        rule(
                                Reason.CARD_WITHOUT_HOLDER,
                                f -> f.card().flatMap(TapFound.Card::holder).isPresent()),
                        rule(
                                Reason.CARD_NOT_ACTIVE,
                                f -> f.card()
                                        .filter(card -> card.status() == CardStatus.ACTIVE)
                                        .isPresent()),
                        rule(
                                Reason.HOLDER_INACTIVE,
                                f -> f.card()
                                        .filter(TapFound.Card::holderActive)
                                        .isPresent()),
                        // An outside authority may name any card's id; it speaks for those alone that were registered
                        // for it.
                        rule(
                                Reason.CARD_OF_ANOTHER_AUTHORITY,
                                f -> f.card().map(TapFound.Card::authority).equals(Optional.of(f.issuedBy()))),
                        rule(Reason.CARD_CERTIFICATE_NOT_GOOD, f -> f.cardCertificate() == CertificateStatus.GOOD),
                        rule(Reason.KIOSK_UNKNOWN, f -> f.kiosk().isPresent()),
                        rule(
                                Reason.KIOSK_SUSPENDED,
                                f -> f.kiosk().filter(TapFound.Kiosk::active).isPresent()),
                        rule(Reason.KIOSK_CERTIFICATE_NOT_GOOD, f -> f.kioskCertificate() == CertificateStatus.GOOD),
                        // "and that this kiosk may serve this card's school".
                        rule(Reason.KIOSK_OF_ANOTHER_SCHOOL, f -> f.schools() != TapFound.Schools.NONE_IN_COMMON),
                        rule(Reason.SCHOOL_INACTIVE, f -> f.schools() != TapFound.Schools.INACTIVE)),
                List.of(
                        rule(Reason.CHALLENGE_FOREIGN, k -> k.challenge().isPresent()),
                        rule(
                                Reason.CHALLENGE_OF_ANOTHER_PURPOSE,
                                k -> k.challenge()
                                        .flatMap(Challenge::purpose)
                                        .filter(purpose -> purpose == k.purpose())
                                        .isPresent()),
                        rule(
                                Reason.CHALLENGE_EXPIRED,
                                k -> k.challenge()
                                        .filter(challenge -> k.now().isBefore(challenge.expiresAt()))
                                        .isPresent()),
                        rule(
                                Reason.CHALLENGE_OF_ANOTHER_SUBJECT,
                                k -> k.challenge()
                                        .filter(challenge -> challenge.isAbout(k.subject()))
                                        .isPresent()),
                        // WebAuthn §7.1 step 7, §7.2 step 11: "Verify that the value of C.type is the string …".
                        rule(
                                Reason.CEREMONY_OF_ANOTHER_TYPE,
                                k -> k.client().type().equals(k.ceremony().type())),
                        // §7.1 step 8, §7.2 step 12: C.challenge; here the assertion's jti is the challenge.
                        rule(
                                Reason.CEREMONY_WITH_ANOTHER_CHALLENGE,
                                k -> k.client()
                                        .challenge()
                                        .equals(k.assertion().claims().challenge())),
                        // §7.1 step 9, §7.2 step 13: "Verify that the value of C.origin is an origin expected by the
                        // Relying Party."
                        rule(
                                Reason.CEREMONY_AT_ANOTHER_ORIGIN,
                                k -> policy.origins().contains(k.client().origin())),
                        // §7.1 steps 10 and 11, §7.2 steps 14 and 15: in no frame of another's but the configured ones.
                        rule(
                                Reason.CEREMONY_ACROSS_ORIGINS,
                                k -> !k.client().crossOrigin() || k.client().isWithin(policy.topOrigins())),
                        // §7.1 step 14, §7.2 step 15: rpIdHash.
                        rule(
                                Reason.CEREMONY_FOR_ANOTHER_RELYING_PARTY,
                                k -> Arrays.equals(k.data().rpIdHash(), rpIdHash)),
                        // §7.1 steps 15 and 16, §7.2 steps 16 and 17: UP and UV.
                        rule(Reason.USER_NOT_PRESENT, k -> k.data().userPresent()),
                        rule(Reason.USER_NOT_VERIFIED, k -> k.data().userVerified())),
                List.of(rule(
                        Reason.CHALLENGE_OF_ANOTHER_CALLER,
                        c -> c.challenge()
                                .filter(challenge -> challenge.isBoundTo(c.caller()))
                                .isPresent())),
                List.of(
                        // "The WebAuthn module can withhold a person, never invent one".
                        rule(Reason.CREDENTIAL_NOT_CONFIRMED, k -> k.pinned().isPresent()),
                        // §7.2 step 6: the credential is the named user's.
                        rule(
                                Reason.CREDENTIAL_OF_ANOTHER,
                                k -> k.pinned().map(PinnedCredential::handle).equals(Optional.of(k.handle()))),
                        // §7.2 step 21.
                        rule(Reason.CREDENTIAL_SIGNATURE, KeySeen::signedByThePinnedKey),
                        // §7.2 step 19: "If … the BE value changed, fail".
                        rule(
                                Reason.BACKUP_ELIGIBILITY_CHANGED,
                                k -> k.pinned()
                                        .map(PinnedCredential::backupEligible)
                                        .equals(Optional.of(k.data().backupEligible())))),
                List.of(
                        rule(Reason.CREDENTIAL_MISSING, k -> k.data().attested().isPresent()),
                        rule(Reason.CREDENTIAL_ID_DIFFERS, KeySeen::attestsTheNamedCredential),
                        // "it can be wrong about a model", but not about another than the key's.
                        rule(Reason.ATTESTED_MODEL_DIFFERS, KeySeen::attestsTheNamedModel)),
                List.of(
                        rule(Reason.CHALLENGE_USED, KeyFound::fresh),
                        rule(
                                Reason.SERVICE_CERTIFICATE_NOT_GOOD,
                                f -> f.serviceCertificate() == CertificateStatus.GOOD)),
                List.of(
                        rule(
                                Reason.CREDENTIAL_NOT_ACTIVE,
                                f -> f.status().equals(Optional.of(CredentialStatus.ACTIVE))),
                        rule(Reason.HOLDER_INACTIVE, KeyFound.SignIn::holderActive)),
                List.of(
                        rule(Reason.INVITATION_NOT_HELD, f -> f.invitation().isPresent()),
                        rule(
                                Reason.INVITATION_OF_ANOTHER,
                                f -> f.invitation().map(Held::handle).equals(Optional.of(f.handle()))),
                        // Whoever holds it had both codes right when it was opened; what has come since counts as well.
                        rule(Reason.INVITATION_REDEEMED, f -> !f.is(Invitation.State.REDEEMED)),
                        rule(Reason.INVITATION_WITHDRAWN, f -> !f.is(Invitation.State.WITHDRAWN)),
                        rule(Reason.INVITATION_SPENT, f -> !f.is(Invitation.State.SPENT)),
                        rule(Reason.INVITATION_EXPIRED, f -> !f.is(Invitation.State.EXPIRED)),
                        // "Some parents hide from other parents": a letter of before the restriction opens nothing.
                        rule(Reason.INVITATION_IN_PERSON, f -> !f.travelledWhereNoneMay()),
                        // Another sheet was made, or the code used up, since it opened the registration.
                        rule(Reason.RECOVERY_CODE_USED, KeyFound.Registration::codeStands),
                        rule(Reason.RECOVERY_IN_PERSON, f -> !f.recoveredFromAfar()),
                        rule(Reason.HOLDER_INACTIVE, KeyFound.Registration::holderActive),
                        // §7.1 step 26: "Verify that the credentialId is not registered for any user."
                        rule(Reason.CREDENTIAL_KNOWN, KeyFound.Registration::pinned)),
                List.of(
                        // "confirms each credential once (invitation redeemed, or a session stepped up)".
                        rule(
                                Reason.KEY_NOT_ASKED_FOR,
                                f -> f.grant().map(KeyGrants.Grant::handle).equals(Optional.of(f.handle()))),
                        rule(Reason.SESSION_OVER, f -> f.session().isPresent()),
                        rule(Reason.HOLDER_INACTIVE, KeyFound.Addition::holderActive),
                        rule(Reason.KEY_ADDED_FROM_BELOW, KeyFound.Addition::fromItsLevel),
                        rule(Reason.TOO_MANY_KEYS, f -> f.keys() <= MOST_KEYS),
                        rule(Reason.CREDENTIAL_KNOWN, KeyFound.Addition::pinned)),
                Stream.concat(
                                // "A passkey of their own once the school allows it (age by configuration)".
                                Stream.of(Rule.<KeyJudged>rule(Reason.KEY_OF_A_PUPIL_TOO_YOUNG, KeyJudged::oldEnough)),
                                KeyRule.ALL.stream()
                                        .map(one -> Rule.<KeyJudged>rule(
                                                one.reason(), j -> one.holds(j.policy(), j.key()))))
                        .toList());
    }

    /** The ceremony's own rules. */
    List<Rule<KeySeen>> of(Ceremony ceremony) {
        return switch (ceremony) {
            case GET -> signIn;
            case CREATE -> registration;
        };
    }
}
