package org.lanyard.card.judge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.lanyard.card.cli.CardFolder;
import org.lanyard.card.judge.CardTrust.Use;
import org.lanyard.pki.path.PathQuestion;
import org.lanyard.pki.path.PathValidator;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.StricterRule;
import org.lanyard.pki.path.rules.TrustAnchor;
import org.lanyard.vectors.SharedVectors;

/** The GSA's test cards (piv-conformance, CC0), as folders of containers, and their authorities. */
final class GsaCards {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private static final String ARC = "2.16.840.1.101.3.2.1.48.";
    /** As the root knows them: the authorities map 78, 79 and 80 to those of PIV-I, which stand on its cards. */
    private static final Map<Use, Set<String>> POLICIES = Map.of(
            Use.PIV_AUTHENTICATION, Set.of(ARC + "11", ARC + "78"),
            Use.CARD_AUTHENTICATION, Set.of(ARC + "13", ARC + "79"),
            Use.CONTENT_SIGNER, Set.of(ARC + "86", ARC + "80"));

    private GsaCards() {}

    static Path card(String name) {
        return SharedVectors.require("gsa-cards").resolve(name);
    }

    static CardContents contents(Path folder) throws Exception {
        return CardFolder.read(folder);
    }

    /** The first certificate of a file that begins with other lines. */
    private static byte[] der(Path file) throws IOException {
        String text = Files.readString(file);
        String base64 = text.substring(
                text.indexOf("-----BEGIN CERTIFICATE-----") + 27, text.indexOf("-----END CERTIFICATE-----"));
        return Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
    }

    /** Both roots, and the authorities below them; expired and revoked ones too, as somebody may send them along. */
    static CardTrust trust(Instant at) throws Exception {
        List<TrustAnchor> anchors = new ArrayList<>();
        List<ParsedCertificate> known = new ArrayList<>();
        try (Stream<Path> files = Files.list(SharedVectors.require("gsa-cards").resolve("authority"))) {
            for (Path file : files.sorted().toList()) {
                ParsedCertificate certificate = ParsedCertificate.of(der(file));
                if (file.toString().contains("Root_CA")) {
                    anchors.add(TrustAnchor.of(certificate));
                } else if (file.toString().contains("Signing_CA")) {
                    known.add(certificate);
                }
            }
        }
        // The older of their authorities has policy constraints that are not critical.
        PathInputs inputs = PathInputs.at(at).with(EnumSet.complementOf(EnumSet.of(StricterRule.CRITICALITY)));
        return new CardTrust(PathValidator.of(anchors, known), PathQuestion.of(inputs), POLICIES);
    }
}
