package org.lanyard.session.door;

import static org.lanyard.session.door.Rule.rule;

import java.util.List;
import java.util.Optional;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.session.Reason;
import org.lanyard.session.challenge.Challenge;
import org.lanyard.session.challenge.Purpose;
import org.lanyard.session.pass.Pass;

/**
 * Every rule on a lesson pass, in their order; {@link Rules} has those on cards and keys.
 *
 * @param seen on the kiosk's assertion
 * @param kiosk on what the store says of the kiosk; whoever fails here has tried no code
 * @param found on what the store says of the pass, its pupil and their school; whoever fails here has spent a try
 */
record PassRules(List<Rule<PassSeen>> seen, List<Rule<PassFound>> kiosk, List<Rule<PassFound>> found) {
    static final PassRules ALL = new PassRules(
            List.of(
                    rule(Reason.CHALLENGE_FOREIGN, p -> p.challenge().isPresent()),
                    rule(
                            Reason.CHALLENGE_OF_ANOTHER_PURPOSE,
                            p -> p.challenge()
                                    .flatMap(Challenge::purpose)
                                    .filter(purpose -> purpose == Purpose.KIOSK)
                                    .isPresent()),
                    rule(
                            Reason.CHALLENGE_EXPIRED,
                            p -> p.challenge()
                                    .filter(challenge -> p.now().isBefore(challenge.expiresAt()))
                                    .isPresent()),
                    rule(
                            Reason.CHALLENGE_OF_ANOTHER_CALLER,
                            p -> p.challenge()
                                    .filter(challenge -> challenge.isBoundTo(p.kioskId()))
                                    .isPresent()),
                    // The code stands where a card's assertion would: the kiosk signs for it.
                    rule(
                            Reason.KIOSK_VOUCHES_FOR_ANOTHER,
                            p -> p.kiosk().claims().assertionHash().equals(Optional.of(p.codeHash())))),
            List.of(
                    rule(Reason.CHALLENGE_USED, PassFound::fresh),
                    rule(Reason.KIOSK_UNKNOWN, f -> f.kiosk().isPresent()),
                    rule(
                            Reason.KIOSK_SUSPENDED,
                            f -> f.kiosk().filter(PassFound.Kiosk::active).isPresent()),
                    rule(Reason.KIOSK_CERTIFICATE_NOT_GOOD, f -> f.kioskCertificate() == CertificateStatus.GOOD)),
            List.of(
                    rule(Reason.PASS_TRIES_SPENT, PassFound::triesLeft),
                    rule(Reason.PASS_UNKNOWN, f -> f.pass().isPresent()),
                    rule(Reason.PASS_ENDED, f -> f.pass().flatMap(Pass::endedAt).isEmpty()),
                    // "until the bell … refused one second after".
                    rule(
                            Reason.PASS_LATE,
                            f -> f.pass()
                                    .filter(pass -> f.now().isBefore(pass.until()))
                                    .isPresent()),
                    // "for one pupil, one kiosk or room".
                    rule(
                            Reason.PASS_FOR_ANOTHER_PLACE,
                            f -> f.pass().filter(pass -> f.isIn(pass.place())).isPresent()),
                    rule(Reason.HOLDER_INACTIVE, PassFound::holderActive),
                    rule(Reason.KIOSK_OF_ANOTHER_SCHOOL, f -> f.schools() != TapFound.Schools.NONE_IN_COMMON),
                    rule(Reason.SCHOOL_INACTIVE, f -> f.schools() != TapFound.Schools.INACTIVE)));
}
