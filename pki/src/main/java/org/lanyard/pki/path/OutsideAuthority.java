package org.lanyard.pki.path;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.lanyard.pki.InputFiles;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.AllowedKeys;
import org.lanyard.pki.path.build.Budget;
import org.lanyard.pki.path.outside.OutsideSettings;
import org.lanyard.pki.path.outside.Standing;
import org.lanyard.pki.path.outside.StatusDesk;
import org.lanyard.pki.path.parse.Extensions;
import org.lanyard.pki.path.parse.GeneralName;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PemOrDer;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.PolicyInputs;
import org.lanyard.pki.path.rules.StricterRule;
import org.lanyard.pki.path.rules.TrustAnchor;
import org.lanyard.pki.path.rules.ValidPath;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateId;

/** One authority outside whose cards may speak here: cards alone, whatever its certificates say beside. */
final class OutsideAuthority {
    private static final String URN = "urn:uuid:";

    private final OutsideSettings settings;
    private final PathValidator validator;
    private final PathInputs inputs;
    private final StatusDesk desk;

    private OutsideAuthority(OutsideSettings settings, PathValidator validator, StatusDesk desk) {
        this.settings = settings;
        this.validator = validator;
        this.desk = desk;
        Set<String> policies = new HashSet<>(settings.pinPolicies());
        policies.addAll(settings.tapPolicies());
        this.inputs = PathInputs.at(Instant.EPOCH)
                .with(PolicyInputs.explicit(policies))
                .with(settings.rules());
    }

    /**
     * Reads its files.
     *
     * @throws PkiException CONFIGURATION_INVALID
     */
    static OutsideAuthority open(OutsideSettings settings, StatusDesk.Surroundings around) throws PkiException {
        try {
            settings.requireWhole();
            List<TrustAnchor> anchors =
                    read(settings.anchors()).stream().map(TrustAnchor::of).toList();
            PathValidator validator = PathValidator.of(anchors, read(settings.untrusted()));
            return new OutsideAuthority(settings, validator, new StatusDesk(settings, around));
        } catch (IOException | PathException | IllegalArgumentException e) {
            throw new PkiException(
                    PkiReason.CONFIGURATION_INVALID, "outside " + settings.label() + ": " + e.getMessage(), e);
        }
    }

    private static List<ParsedCertificate> read(List<Path> files) throws IOException, PathException {
        List<ParsedCertificate> certificates = new ArrayList<>();
        for (Path file : files) {
            for (byte[] der : PemOrDer.read(InputFiles.read(file), "CERTIFICATE")) {
                certificates.add(ParsedCertificate.of(der));
            }
        }
        return certificates;
    }

    String label() {
        return settings.label();
    }

    /**
     * Judges a card's certificate, but not whether it is revoked.
     *
     * @throws PathException why no path of this authority's is valid
     * @throws PkiException why it is no card's for all that
     */
    VerifiedLeaf judge(X509Certificate leaf, Instant at) throws PathException, PkiException {
        ParsedCertificate parsed;
        try {
            parsed = ParsedCertificate.of(leaf.getEncoded());
        } catch (CertificateException e) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "", e);
        }
        PathInputs now = at(at);
        ValidPath path = validator
                .validate(parsed, List.of(), PathQuestion.of(now), new Budget(Budget.Limits.DEFAULT))
                .path();
        signsAssertions(parsed);
        AllowedKeys.require(leaf.getPublicKey());
        return new VerifiedLeaf(
                leaf,
                profile(path),
                CertificateId.of(leaf),
                new SubjectName.Card(card(parsed)),
                Optional.of(new OutsidePath(this, path)));
    }

    /**
     * Asks for its status; may take up to 200 ms.
     *
     * @throws PathException REVOKED, or why nothing that was said can be relied on
     */
    Standing standing(ValidPath path) throws PathException {
        return desk.standing(path, inputs, validator.builder());
    }

    void refresh() {
        desk.refresh(inputs);
    }

    private PathInputs at(Instant at) {
        return new PathInputs(at, inputs.policies(), inputs.expected(), inputs.stricter(), inputs.algorithms());
    }

    /** What it may do here is told by the policies that its path is valid for, and by nothing else. */
    private Profile profile(ValidPath path) throws PkiException {
        Set<String> valid = path.policies().userConstrained();
        boolean pin = valid.stream().anyMatch(settings.pinPolicies()::contains);
        boolean tap = valid.stream().anyMatch(settings.tapPolicies()::contains);
        if (pin && tap) {
            throw new PkiException(PkiReason.POLICY_AMBIGUOUS, settings.label() + ": " + valid);
        }
        return pin ? Profile.CARD_9A : Profile.CARD_9E;
    }

    /** The same as for our own: RFC 5280 §4.2.1.3, and no authority's key. */
    private static void signsAssertions(ParsedCertificate leaf) throws PkiException {
        Extensions extensions = leaf.extensions();
        if (extensions.isAuthority()) {
            throw new PkiException(PkiReason.LEAF_IS_AUTHORITY, "");
        }
        if (extensions.keyUsage().isEmpty() || !extensions.keyUsage().get().signs()) {
            throw new PkiException(PkiReason.KEY_USAGE_NOT_FOR_SIGNATURES, "");
        }
    }

    /** FIPS 201-3 §4.2.1: the card's UUID as a URN among the alternative names, once. Other names beside it tell nothing here. */
    private static UUID card(ParsedCertificate leaf) throws PkiException {
        Set<String> urns = leaf.extensions().alternativeNames().orElse(List.of()).stream()
                .filter(GeneralName.Uri.class::isInstance)
                .map(name -> ((GeneralName.Uri) name).text())
                .filter(text -> text != null && text.startsWith(URN))
                .collect(Collectors.toSet());
        if (urns.size() != 1) {
            throw new PkiException(PkiReason.NAME_NOT_FOR_PROFILE, urns.size() + " names that begin with " + URN);
        }
        String text = URI.create(urns.iterator().next()).toString().substring(URN.length());
        try {
            UUID id = UUID.fromString(text);
            // One card has one spelling.
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new PkiException(PkiReason.NAME_NOT_FOR_PROFILE, "not a UUID in lower case: " + text);
    }

    long anchorNotBefore(ValidPath path) {
        return anchor(path).map(anchor -> anchor.notBefore().toEpochMilli()).orElse(Long.MIN_VALUE);
    }

    long anchorNotAfter(ValidPath path) {
        return anchor(path).map(anchor -> OutsidePath.endOf(anchor.notAfter())).orElse(Long.MAX_VALUE);
    }

    private Optional<ParsedCertificate> anchor(ValidPath path) {
        return settings.rules().contains(StricterRule.ANCHOR_IS_IN_TIME)
                ? path.path().anchor().certificate()
                : Optional.empty();
    }
}
