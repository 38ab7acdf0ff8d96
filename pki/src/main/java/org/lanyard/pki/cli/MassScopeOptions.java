package org.lanyard.pki.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.KeyAlgorithm;
import org.lanyard.pki.mass.MassScope;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which certificates a mass action means. */
final class MassScopeOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "Of one profile: ${COMPLETION-CANDIDATES}.",
            converter = ProfileConverter.class,
            completionCandidates = ProfileConverter.Labels.class)
    private Profile profile;

    @Option(
            names = "--key-algorithm",
            paramLabel = "KIND",
            description = "With one kind of key: p-256, p-384, rsa-2048, rsa-3072 or rsa-4096.")
    private String algorithm;

    @Option(names = "--batch", paramLabel = "LABEL", description = "Of one delivery of cards.")
    private String batch;

    @Option(names = "--authority", paramLabel = "LABEL|ID", description = "Of one issuing authority.")
    private String authority;

    @Option(
            names = "--issued-between",
            arity = "2",
            paramLabel = "TIME",
            description = "Issued between two times (2026-09-01, or 2026-09-01T08:00:00Z), the second left out.")
    private String[] between;

    MassScope scope(Store records) throws PkiException {
        Optional<String> issuer = Optional.empty();
        if (authority != null) {
            issuer = Optional.of(records.<String, PkiException>read(
                    handle -> AuthorityShowCommand.find(handle, authority).id()));
        }
        try {
            return new MassScope(
                    Optional.ofNullable(profile),
                    algorithm(),
                    Optional.ofNullable(batch),
                    issuer,
                    between == null ? Optional.empty() : Optional.of(time(between[0])),
                    between == null ? Optional.empty() : Optional.of(time(between[1])));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private Optional<KeyAlgorithm> algorithm() {
        if (algorithm == null) {
            return Optional.empty();
        }
        Optional<KeyAlgorithm> known = KeyAlgorithm.ofLabel(algorithm);
        if (known.isEmpty()) {
            throw new IllegalArgumentException("--key-algorithm: there is no " + algorithm);
        }
        return known;
    }

    private static Instant time(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("--issued-between: '" + text + "' is no time", e);
        }
    }
}
