package org.lanyard.card.judge;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.piv.Capabilities;
import org.lanyard.card.piv.Chuid;
import org.lanyard.card.piv.Container;
import org.lanyard.card.piv.FascN;
import org.lanyard.card.piv.SecurityObject;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.pki.path.PathQuestion;
import org.lanyard.pki.path.PathValidator;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.TrustAnchor;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.FuzzedEdits;
import org.lanyard.pki.testing.TestAuthority;

/** Whatever stands on a card, a judgement comes out, and the parsers let nothing out but a {@link CardException}. */
@DisplayName("CHUID, CMS and Security Object with anything in them")
class SignedContentsFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final UUID ID = UUID.fromString("3f8a2c1e-5b7d-4e90-a1b2-c3d4e5f60718");
    private static final TestAuthority AUTHORITY = TestAuthority.create(NOW);
    private static final CardContents GOOD = good();
    private static final CardTrust TRUST = trust();

    /** Set {@code -Dlanyard.seed=…} to run a failure again. */
    private final long seed = Long.getLong("lanyard.seed", System.nanoTime());

    private static CardContents good() {
        try {
            IssuerSigner signer = new IssuerSigner(
                    AUTHORITY.issue(
                            Profile.CARD_CONTENT_SIGNER,
                            new SubjectName.Service(URI.create("urn:lanyard:content-signer:one"))),
                    InstantSource.fixed(NOW));
            Map<Container, byte[]> hashed = new EnumMap<>(Container.class);
            hashed.put(Container.CHUID, signer.chuid(Chuid.of(FascN.OF_NINES, ID, LocalDate.of(2031, 7, 31))));
            hashed.put(Container.CAPABILITIES, Capabilities.of(ID).content());
            Map<Container, byte[]> all = new EnumMap<>(hashed);
            all.put(Container.SECURITY_OBJECT, signer.securityObject(hashed).content());
            return new CardContents(all);
        } catch (CardException e) {
            throw new AssertionError(e);
        }
    }

    private static CardTrust trust() {
        try {
            PathValidator paths = PathValidator.of(
                    List.of(TrustAnchor.of(ParsedCertificate.of(AUTHORITY.root().getEncoded()))),
                    List.of(ParsedCertificate.of(AUTHORITY.issuing().getEncoded())));
            return new CardTrust(paths, PathQuestion.of(PathInputs.at(NOW)), Map.of());
        } catch (PathException | CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] of(Container container) {
        return GOOD.of(container).orElseThrow();
    }

    private static byte[] cms() {
        try {
            return SecurityObject.parse(of(Container.SECURITY_OBJECT), TlvPolicy.STRICT)
                    .signature();
        } catch (CardException e) {
            throw new AssertionError(e);
        }
    }

    private static void judge(CardContents contents) {
        assertNotNull(CardJudge.judge(contents, TRUST).toString());
    }

    private static void readSignature(byte[] bytes) {
        try {
            IssuerSignature signature = IssuerSignature.parse(bytes);
            signature.signerName();
            signature.fascN();
            signature.entryUuid();
            signature.names(AUTHORITY.issuing());
            assertNotNull(signature.flaw(new byte[0], AUTHORITY.issuing().getPublicKey()));
            HashList.parse(signature.content().orElse(new byte[0]));
        } catch (CardException e) {
            // As it should.
        }
    }

    private static void readAll(byte[] bytes) {
        readSignature(bytes);
        try {
            Biometric.parse(bytes, TlvPolicy.FIELD);
        } catch (CardException e) {
            // As it should.
        }
        int which = bytes.length == 0 ? 0 : bytes[bytes.length - 1] & 0xFF;
        judge(GOOD.with(Container.values()[which % Container.values().length], bytes));
    }

    @Tag("fuzz")
    @FuzzTest(maxDuration = "1m")
    void anyBytes(byte[] bytes) {
        readAll(bytes);
    }

    @Tag("fuzz")
    @FuzzTest(maxDuration = "1m")
    void editedSignature(byte[] edits) {
        readSignature(FuzzedEdits.apply(cms(), edits));
    }

    @Tag("fuzz")
    @FuzzTest(maxDuration = "1m")
    void editedContainers(byte[] edits) {
        for (Container container : List.of(Container.CHUID, Container.SECURITY_OBJECT)) {
            judge(GOOD.with(container, FuzzedEdits.apply(of(container), edits)));
        }
    }

    @Test
    void randomEdits() {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] edits = new byte[3 * (1 + random.nextInt(3)) + random.nextInt(2)];
            random.nextBytes(edits);
            try {
                readSignature(FuzzedEdits.apply(cms(), edits));
                editedContainers(edits);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", round " + i, e);
            }
        }
    }

    /** No edit of what is signed goes unnoticed. */
    @Test
    void everyByteOfTheChuid_isVouchedFor() {
        byte[] good = of(Container.CHUID);
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 1;
            Judgement judgement = CardJudge.judge(GOOD.with(Container.CHUID, changed), TRUST);
            if (!judgement.of(Container.CHUID).isBroken()) {
                throw new AssertionError("byte " + i);
            }
        }
    }
}
