package org.lanyard.pki.cli;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.revocation.RevocationReason;
import picocli.CommandLine.Command;

/** {@code lanyard pki suspend}: on hold, from this second on. */
@Command(
        name = "suspend",
        description = "Put a certificate on hold, which can be taken back with: lanyard pki release.")
public final class PkiSuspendCommand extends OneCertificateCommand {
    @Override
    boolean change(CertificateRegistry registry, Handle tx, CertificateId id, Instant now) throws PkiException {
        return registry.revoke(tx, id, RevocationReason.CERTIFICATE_HOLD, now, actor(), why());
    }

    @Override
    String done() {
        return "On hold";
    }
}
