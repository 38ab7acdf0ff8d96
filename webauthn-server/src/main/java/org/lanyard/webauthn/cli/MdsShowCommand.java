package org.lanyard.webauthn.cli;

import java.time.InstantSource;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.pki.store.Store;
import org.lanyard.webauthn.attestation.Metadata;
import picocli.CommandLine.Command;

/** {@code lanyard webauthn mds show}. */
@Command(
        name = "show",
        description =
                "Show which issue is kept, how old it is, what it withdraws, and what became of the last refresh.",
        mixinStandardHelpOptions = true)
final class MdsShowCommand extends MdsSubcommand {
    @Override
    ExitCode run(Metadata metadata, Store store, InstantSource clock) {
        print(metadata, store, clock.instant());
        return ExitCode.OK;
    }
}
