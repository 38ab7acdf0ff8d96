package org.lanyard.pki.cli;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.CertificateRegistry;
import picocli.CommandLine.Command;

/** {@code lanyard pki release}: on hold no more. */
@Command(name = "release", description = "Take a certificate off hold: the lost card was found.")
public final class PkiReleaseCommand extends OneCertificateCommand {
    @Override
    boolean change(CertificateRegistry registry, Handle tx, CertificateId id, Instant now) throws PkiException {
        registry.release(tx, id, now, actor(), why());
        return true;
    }

    @Override
    String done() {
        return "Released";
    }
}
