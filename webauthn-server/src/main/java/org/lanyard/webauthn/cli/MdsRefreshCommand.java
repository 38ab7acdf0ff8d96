package org.lanyard.webauthn.cli;

import java.time.InstantSource;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.pki.store.Store;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.attestation.Metadata;
import picocli.CommandLine.Command;

/** {@code lanyard webauthn mds refresh}. */
@Command(
        name = "refresh",
        description = "Look for a newer issue now. The running service has it within a minute.",
        mixinStandardHelpOptions = true)
final class MdsRefreshCommand extends MdsSubcommand {
    @Override
    ExitCode run(Metadata metadata, Store store, InstantSource clock) {
        try {
            metadata.refresh();
            print(metadata, store, clock.instant());
            return ExitCode.OK;
        } catch (WebAuthnException refused) {
            return failed(refused);
        }
    }
}
