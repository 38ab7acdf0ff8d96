package org.lanyard.pki.path;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.path.parse.OcspAnswer;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.ParsedCrl;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PemOrDer;
import org.lanyard.pki.path.revocation.RevocationMode;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.TrustAnchor;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.TestAuthority;

@DisplayName("Whatever bytes come in, nothing but a PathException comes out")
class PathFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final TestAuthority AUTHORITY = TestAuthority.create(NOW);
    private static final byte[] LEAF = leaf();

    private static byte[] leaf() {
        try {
            return AUTHORITY
                    .issue(Profile.CARD_9A, new SubjectName.Card(UUID.randomUUID()))
                    .certificate()
                    .getEncoded();
        } catch (java.security.cert.CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    @FuzzTest
    @Tag("fuzz")
    void certificate(byte[] bytes) {
        parse(bytes);
    }

    @FuzzTest
    @Tag("fuzz")
    void list(byte[] bytes) {
        parseList(bytes);
    }

    @FuzzTest
    @Tag("fuzz")
    void answer(byte[] bytes) {
        try {
            OcspAnswer.of(bytes);
        } catch (PathException refused) {
            // as it should
        }
    }

    /** Pairs of place and value that alter a good chain, whose signatures are then wrong: all but the last step is judged. */
    @FuzzTest
    @Tag("fuzz")
    void chain(byte[] changes) throws Exception {
        judge(changes);
    }

    @Test
    void randomChanges() {
        long seed = Long.getLong("lanyard.seed", new SecureRandom().nextLong());
        Random random = new Random(seed);
        assertDoesNotThrow(
                () -> {
                    for (int round = 0; round < 3_000; round++) {
                        byte[] changes = new byte[3 * (1 + random.nextInt(4))];
                        random.nextBytes(changes);
                        judge(changes);
                    }
                },
                "again with -Dlanyard.seed=" + seed);
    }

    private static void judge(byte[] changes) throws Exception {
        List<byte[]> chain = new ArrayList<>(List.of(
                LEAF.clone(), AUTHORITY.issuing().getEncoded(), AUTHORITY.root().getEncoded()));
        for (int i = 0; i + 2 < changes.length; i += 3) {
            byte[] one = chain.get((changes[i] & 0xff) % 3);
            one[((changes[i] & 0xff) / 3 << 8 | changes[i + 1] & 0xff) % one.length] = changes[i + 2];
        }
        try {
            PathValidator validator = PathValidator.of(
                    List.of(TrustAnchor.of(ParsedCertificate.of(chain.get(2)))),
                    List.of(ParsedCertificate.of(chain.get(1))));
            validator.validate(chain.get(0), PathQuestion.of(PathInputs.at(NOW)));
        } catch (PathException refused) {
            // as it should
        }
        parse(chain.get(0));
        parseList(chain.get(0));
    }

    private static void parse(byte[] bytes) {
        try {
            for (byte[] der : PemOrDer.read(bytes, "CERTIFICATE")) {
                ParsedCertificate read = ParsedCertificate.of(der);
                read.label();
                read.subject().hashCode();
                PathValidator.of(List.of(TrustAnchor.of(read)), List.of(read))
                        .validate(read, PathQuestion.of(PathInputs.at(NOW)));
            }
        } catch (PathException refused) {
            // as it should
        }
    }

    private static void parseList(byte[] bytes) {
        try {
            ParsedCrl list = ParsedCrl.of(bytes);
            ParsedCertificate leaf = ParsedCertificate.of(LEAF);
            list.find(list.issuer(), leaf.serial());
            PathValidator.of(
                            List.of(TrustAnchor.of(
                                    ParsedCertificate.of(AUTHORITY.issuing().getEncoded()))),
                            List.of())
                    .validate(leaf, PathQuestion.of(PathInputs.at(NOW)).with(RevocationMode.REQUIRED, List.of(list)));
        } catch (PathException refused) {
            // as it should
        } catch (java.security.cert.CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
