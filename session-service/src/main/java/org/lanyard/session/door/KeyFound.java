package org.lanyard.session.door;

import java.time.Instant;
import java.util.Optional;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.session.credential.CredentialStatus;
import org.lanyard.session.credential.PinnedCredential;
import org.lanyard.session.invitation.Held;
import org.lanyard.session.invitation.Invitation;
import org.lanyard.session.invitation.InvitationKind;
import org.lanyard.session.login.Acr;
import org.lanyard.session.recovery.Recoveries;
import org.lanyard.session.recovery.RecoveryWay;

/** What the transaction found of a key, all of it locked. */
sealed interface KeyFound {
    /** Whether the challenge was consumed just now, for the first time. */
    boolean fresh();

    CertificateStatus serviceCertificate();

    /** Whether the person that it would open for is there and active. */
    boolean holderActive();

    /** A sign-in with a pinned credential. */
    record SignIn(
            boolean fresh,
            CertificateStatus serviceCertificate,
            Optional<PinnedCredential> credential,
            boolean holderActive)
            implements KeyFound {
        Optional<CredentialStatus> status() {
            return credential.map(PinnedCredential::status);
        }
    }

    /**
     * A registration for somebody who is signed in: the grant of their session, and whether the credential was pinned just now.
     *
     * @param handle whom the assertion names
     * @param session how well the session was authenticated; empty where it is over
     * @param best of the keys that the person could show; empty without any
     * @param level of the new key
     * @param keys how many there are with this one
     */
    record Addition(
            boolean fresh,
            CertificateStatus serviceCertificate,
            Optional<KeyGrants.Grant> grant,
            String handle,
            Optional<Acr> session,
            Optional<Acr> best,
            Acr level,
            int keys,
            boolean pinned)
            implements KeyFound {
        @Override
        public boolean holderActive() {
            return grant.filter(KeyGrants.Grant::personActive).isPresent();
        }

        /**
         * NIST SP 800-63B-4 §4.1.2: a key is added by a session of its own level, or of the highest that the person can show.
         */
        boolean fromItsLevel() {
            Acr needed = best.filter(most -> most.compareTo(level) < 0).orElse(best.isPresent() ? level : Acr.PASS);
            return session.filter(acr -> acr.compareTo(needed) >= 0).isPresent();
        }
    }

    /**
     * A registration: the invitation that the pre-session holds, and whether the credential was pinned just now.
     *
     * @param recovery what the invitation belongs to, where it is a way back in
     * @param handle whom the assertion names
     * @param inPersonOnly whether the family is dealt with face to face
     */
    record Registration(
            boolean fresh,
            CertificateStatus serviceCertificate,
            Optional<Held> invitation,
            Optional<Recoveries.Held> recovery,
            String handle,
            boolean inPersonOnly,
            boolean pinned,
            Instant now)
            implements KeyFound {
        @Override
        public boolean holderActive() {
            return invitation.filter(Held::personActive).isPresent();
        }

        boolean is(Invitation.State state) {
            return invitation.map(held -> held.invitation().state(now)).equals(Optional.of(state));
        }

        boolean codeStands() {
            return recovery.map(Recoveries.Held::codeStands).orElse(true);
        }

        /** A printed code, of somebody who has to come in person. */
        boolean recoveredFromAfar() {
            return inPersonOnly
                    && recovery.filter(held -> held.recovery().way() == RecoveryWay.CODE)
                            .isPresent();
        }

        /** An invitation that travelled, to somebody to whom none may. */
        boolean travelledWhereNoneMay() {
            return inPersonOnly
                    && invitation
                            .filter(held -> held.invitation().kind() == InvitationKind.LETTER)
                            .isPresent();
        }
    }
}
