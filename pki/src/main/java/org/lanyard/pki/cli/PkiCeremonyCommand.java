package org.lanyard.pki.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.lanyard.pki.InputFiles;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.ca.AuthoritySettings;
import org.lanyard.pki.ceremony.Ceremony;
import org.lanyard.pki.ceremony.SignedTranscript;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code lanyard pki ceremony}: what needs the root's key. */
@Command(
        name = "ceremony",
        description = {
            "What needs the root's key, mounted for the occasion. It prints a transcript that the root signed.",
            "  reissue    certify the issuing authority's key for another term",
            "  roll-over  give the label to an authority with a new key; the old one retires, no card is issued anew",
            "  list       sign the root's own revocation list again, at least once a year"
        })
public final class PkiCeremonyCommand extends PkiSubcommand {
    /** What may be done. */
    enum What {
        REISSUE,
        ROLL_OVER,
        LIST
    }

    @Mixin
    private AuthorityOptions authority;

    @Mixin
    private RootOptions root;

    @Parameters(
            arity = "0..1",
            paramLabel = "WHAT",
            description = "reissue, roll-over or list.",
            converter = WhatConverter.class)
    private What what;

    @Option(names = "--verify", paramLabel = "FILE", description = "Say whether the root signed this transcript.")
    private Path transcript;

    /** {@code roll-over} and its like. */
    static final class WhatConverter implements picocli.CommandLine.ITypeConverter<What> {
        @Override
        public What convert(String word) {
            for (What each : What.values()) {
                if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
                    return each;
                }
            }
            throw new picocli.CommandLine.TypeConversionException("'" + word + "' is none of reissue, roll-over, list");
        }
    }

    @Override
    void run() throws PkiException, IOException {
        AuthorityDirectory directory = AuthorityDirectory.open(authority.folder(store()));
        if ((what == null) == (transcript == null)) {
            throw new ParameterException(spec().commandLine(), "Say what to do, or --verify FILE.");
        }
        if (transcript != null) {
            SignedTranscript.verify(InputFiles.read(transcript), directory.root());
            out().println("The root signed every line of it.");
            return;
        }
        String why = root.why();
        AuditLog audit = new AuditLog(store().masterKey(), surroundings().random());
        AuthoritySettings.Approval approval =
                AuthoritySettings.read(directory.folder()).approval();
        try (Store records = store().open("pki")) {
            Optional<String> approvedBy = ApprovalGate.pass(
                    this,
                    records,
                    audit,
                    approval.ceremonies() && what != What.LIST,
                    approval,
                    "ceremony",
                    AuthorityListCommand.lower(what) + " of authority " + authority.label() + "; why: " + why);
            Ceremony ceremony = new Ceremony(
                    records,
                    root.open(directory, authority.arc(), surroundings()),
                    surroundings().clock(),
                    audit,
                    Sittings.of(spec(), actor(), approvedBy, why));
            byte[] told = switch (what) {
                case REISSUE -> ceremony.reissue(authority.label());
                case ROLL_OVER -> ceremony.rollOver(authority.label(), authority.newKeys(store(), surroundings()));
                case LIST -> ceremony.publish();
            };
            out().print(new String(told, StandardCharsets.UTF_8));
        }
    }
}
