package org.lanyard.card.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.lanyard.card.judge.CardTrust;
import org.lanyard.card.judge.CardTrust.Use;
import org.lanyard.pki.path.PathQuestion;
import org.lanyard.pki.path.PathValidator;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.ParsedCrl;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PemOrDer;
import org.lanyard.pki.path.revocation.RevocationMode;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.StricterRule;
import org.lanyard.pki.path.rules.TrustAnchor;
import picocli.CommandLine.Option;

/** Whom {@code lanyard card verify} trusts, when, and how strictly. */
final class CardTrustOptions {
    @Option(
            names = "--anchor",
            paramLabel = "FILE",
            required = true,
            description = "Certificates that are trusted, PEM or DER; or a folder of them. May be repeated.")
    private List<Path> anchors;

    @Option(
            names = "--untrusted",
            paramLabel = "FILE",
            description = "Certificates that a path may lead through, or a folder of them.")
    private List<Path> untrusted = List.of();

    @Option(names = "--crl", paramLabel = "FILE", description = "Revocation lists, or a folder of them.")
    private List<Path> lists = List.of();

    @Option(names = "--at", paramLabel = "TIME", description = "Judge at this time, such as 2026-11-23T09:00:00Z.")
    private String at;

    @Option(names = "--policy-9a", paramLabel = "OID", description = "A policy that counts for 9A (default: any).")
    private List<String> policies9a = List.of();

    @Option(names = "--policy-9e", paramLabel = "OID", description = "A policy that counts for 9E (default: any).")
    private List<String> policies9e = List.of();

    @Option(names = "--policy-signer", paramLabel = "OID", description = "One that counts for the content signer.")
    private List<String> policiesSigner = List.of();

    @Option(
            names = "--without",
            paramLabel = "RULE",
            description = "Let go of one of the stricter rules for certificates: see lanyard pki verify --rules.")
    private List<String> without = List.of();

    /** @throws IllegalArgumentException for a time or a rule that is none */
    CardTrust trust(InstantSource clock) throws IOException, PathException {
        List<TrustAnchor> trusted = new ArrayList<>();
        for (byte[] der : read(anchors, "CERTIFICATE")) {
            trusted.add(TrustAnchor.of(ParsedCertificate.of(der)));
        }
        List<ParsedCertificate> between = new ArrayList<>();
        for (byte[] der : read(untrusted, "CERTIFICATE")) {
            between.add(ParsedCertificate.of(der));
        }
        List<ParsedCrl> crls = new ArrayList<>();
        for (byte[] der : read(lists, "X509 CRL")) {
            crls.add(ParsedCrl.of(der));
        }
        PathInputs inputs = PathInputs.at(instant(clock)).with(rules());
        RevocationMode mode = crls.isEmpty() ? RevocationMode.OFF : RevocationMode.WHERE_KNOWN;
        return new CardTrust(
                PathValidator.of(trusted, between), PathQuestion.of(inputs).with(mode, crls), policies());
    }

    private static List<byte[]> read(List<Path> files, String label) throws IOException, PathException {
        List<byte[]> all = new ArrayList<>();
        for (Path each : files) {
            for (Path file : Files.isDirectory(each) ? inside(each) : List.of(each)) {
                all.addAll(PemOrDer.read(Files.readAllBytes(file), label));
            }
        }
        return all;
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Instant instant(InstantSource clock) {
        try {
            return at == null ? clock.instant() : Instant.parse(at);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no time: " + at, e);
        }
    }

    private Set<StricterRule> rules() {
        Set<StricterRule> rules = EnumSet.allOf(StricterRule.class);
        for (String label : without) {
            rules.remove(
                    StricterRule.ofLabel(label).orElseThrow(() -> new IllegalArgumentException("no rule: " + label)));
        }
        return rules;
    }

    private Map<Use, Set<String>> policies() {
        Map<Use, Set<String>> wanted = new EnumMap<>(Use.class);
        want(wanted, Use.PIV_AUTHENTICATION, policies9a);
        want(wanted, Use.CARD_AUTHENTICATION, policies9e);
        want(wanted, Use.CONTENT_SIGNER, policiesSigner);
        return wanted;
    }

    private static void want(Map<Use, Set<String>> wanted, Use use, List<String> policies) {
        if (!policies.isEmpty()) {
            wanted.put(use, Set.copyOf(policies));
        }
    }
}
