package org.lanyard.session.door;

import java.util.Optional;
import java.util.UUID;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.session.credential.CredentialStatus;
import org.lanyard.session.invitation.Invitations;

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
     */
    record Registration(
            boolean fresh,
            CertificateStatus serviceCertificate,
            Optional<Invitations.Held> invitation,
            String handle,
            boolean inTime,
            boolean pinned)
            implements KeyFound {
        @Override
        public boolean holderActive() {
            return invitation.filter(Invitations.Held::personActive).isPresent();
        }
    }
}
