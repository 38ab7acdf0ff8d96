package org.lanyard.session.door;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.session.credential.CredentialStatus;
import org.lanyard.session.invitation.Held;
import org.lanyard.session.invitation.Invitation;
import org.lanyard.session.invitation.InvitationKind;

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
            Optional<CredentialStatus> credential,
            Optional<UUID> holder,
            boolean holderActive)
            implements KeyFound {}

    /**
     * A registration: the invitation that the pre-session holds, and whether the credential was pinned just now.
     *
     * @param handle whom the assertion names
     * @param inPersonOnly whether the family is dealt with face to face
     */
    record Registration(
            boolean fresh,
            CertificateStatus serviceCertificate,
            Optional<Held> invitation,
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

        /** An invitation that travelled, to somebody to whom none may. */
        boolean travelledWhereNoneMay() {
            return inPersonOnly
                    && invitation
                            .filter(held -> held.invitation().kind() == InvitationKind.LETTER)
                            .isPresent();
        }
    }
}
