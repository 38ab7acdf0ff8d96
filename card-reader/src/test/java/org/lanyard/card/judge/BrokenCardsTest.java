package org.lanyard.card.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanyard.card.judge.CardTrust.Use;
import org.lanyard.card.piv.Capabilities;
import org.lanyard.card.piv.CertificateContainer;
import org.lanyard.card.piv.Chuid;
import org.lanyard.card.piv.Container;
import org.lanyard.card.piv.FascN;
import org.lanyard.card.piv.PrintedInformation;
import org.lanyard.card.piv.SecurityObject;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.path.PathQuestion;
import org.lanyard.pki.path.PathValidator;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.TrustAnchor;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.pki.testing.TestCertificate;
import org.lanyard.pki.testing.TestKeys;

@DisplayName("A card of ours with one thing broken")
class BrokenCardsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final LocalDate EXPIRES = LocalDate.of(2031, 7, 31);
    private static final UUID ID = UUID.fromString("3f8a2c1e-5b7d-4e90-a1b2-c3d4e5f60718");
    private static final Container PIV = Container.PIV_AUTHENTICATION_CERTIFICATE;
    private static final Container CARD = Container.CARD_AUTHENTICATION_CERTIFICATE;
    private static final SubjectName SIGNER_NAME =
            new SubjectName.Service(URI.create("urn:lanyard:content-signer:one"));

    private final TestAuthority authority = TestAuthority.create(NOW);
    private final SigningKey signer = authority.issue(Profile.CARD_CONTENT_SIGNER, SIGNER_NAME);
    private final KeyPair pivKey = TestKeys.p256();
    private final KeyPair cardKey = TestKeys.p256();

    /** What a card is made of, each part to be replaced by a broken one. */
    private record Parts(Chuid chuid, SigningKey chuidSigner, SigningKey hashSigner, byte[] piv, byte[] card) {
        Parts signedBy(SigningKey other) {
            return new Parts(chuid, other, other, piv, card);
        }

        Parts hashesBy(SigningKey other) {
            return new Parts(chuid, chuidSigner, other, piv, card);
        }

        Parts with(Chuid other) {
            return new Parts(other, chuidSigner, hashSigner, piv, card);
        }

        Parts withPiv(X509Certificate other) {
            return new Parts(chuid, chuidSigner, hashSigner, container(other), card);
        }

        Parts withCard(X509Certificate other) {
            return new Parts(chuid, chuidSigner, hashSigner, piv, container(other));
        }

        CardContents contents() throws Exception {
            Map<Container, byte[]> hashed = new EnumMap<>(Container.class);
            hashed.put(Container.CHUID, by(chuidSigner).chuid(chuid));
            hashed.put(Container.CAPABILITIES, Capabilities.of(ID).content());
            hashed.put(Container.PRINTED_INFORMATION, new PrintedInformation(EXPIRES, "0001", "LANYARD").content());
            Map<Container, byte[]> all = new EnumMap<>(hashed);
            all.put(
                    Container.SECURITY_OBJECT,
                    by(hashSigner).securityObject(hashed).content());
            all.put(PIV, piv);
            all.put(CARD, card);
            return new CardContents(all);
        }

        private static IssuerSigner by(SigningKey key) {
            return new IssuerSigner(key, InstantSource.fixed(NOW));
        }
    }

    private static byte[] container(X509Certificate certificate) {
        return CertificateContainer.content(certificate, 1856);
    }

    private TestCertificate piv() {
        return authority.certificate(Profile.CARD_9A, new SubjectName.Card(ID)).key(pivKey);
    }

    private TestCertificate card() {
        return authority.certificate(Profile.CARD_9E, new SubjectName.Card(ID)).key(cardKey);
    }

    private TestCertificate signer() {
        return authority.certificate(Profile.CARD_CONTENT_SIGNER, SIGNER_NAME).key(TestKeys.p256());
    }

    private Parts good() {
        return new Parts(
                Chuid.of(FascN.OF_NINES, ID, EXPIRES),
                signer,
                signer,
                container(piv().certify()),
                container(card().certify()));
    }

    private Judgement judge(CardContents contents) throws Exception {
        PathValidator paths = PathValidator.of(
                List.of(TrustAnchor.of(ParsedCertificate.of(authority.root().getEncoded()))),
                List.of(ParsedCertificate.of(authority.issuing().getEncoded())));
        Map<Use, Set<String>> policies = Map.of(
                Use.PIV_AUTHENTICATION, Set.of(authority.arc().policy(Profile.CARD_9A)),
                Use.CARD_AUTHENTICATION, Set.of(authority.arc().policy(Profile.CARD_9E)),
                Use.CONTENT_SIGNER, Set.of(authority.arc().policy(Profile.CARD_CONTENT_SIGNER)));
        return CardJudge.judge(contents, new CardTrust(paths, PathQuestion.of(PathInputs.at(NOW)), policies));
    }

    @Test
    void nothingBroken_isGood() throws Exception {
        Judgement judgement = judge(good().contents());
        assertEquals("good", judgement.toString());
        assertTrue(judgement.isGood());
    }

    private record Row(String name, UnaryOperator<Parts> broken, Map<Container, Set<Flaw>> flaws) {}

    private Row ofSigner(String name, SigningKey other, Flaw... flaws) {
        return new Row(
                name,
                parts -> parts.signedBy(other),
                Map.of(Container.CHUID, Set.of(flaws), Container.SECURITY_OBJECT, Set.of(flaws)));
    }

    private Row ofPiv(String name, TestCertificate other, Flaw... flaws) {
        return new Row(name, parts -> parts.withPiv(other.certify()), Map.of(PIV, Set.of(flaws)));
    }

    private Row ofCard(String name, TestCertificate other, Flaw... flaws) {
        return new Row(name, parts -> parts.withCard(other.certify()), Map.of(CARD, Set.of(flaws)));
    }

    @TestFactory
    Stream<DynamicTest> onePartBroken() {
        TestAuthority stranger = TestAuthority.create(NOW);
        return Stream.of(
                        ofSigner(
                                "signer expired",
                                authority.expired(Profile.CARD_CONTENT_SIGNER, SIGNER_NAME),
                                Flaw.CERTIFICATE_EXPIRED),
                        ofSigner(
                                "signer not yet valid",
                                authority.notYetValid(Profile.CARD_CONTENT_SIGNER, SIGNER_NAME),
                                Flaw.CERTIFICATE_NOT_YET_VALID),
                        ofSigner(
                                "signer of another authority",
                                stranger.issue(Profile.CARD_CONTENT_SIGNER, SIGNER_NAME),
                                Flaw.CERTIFICATE_NOT_TRUSTED),
                        ofSigner(
                                "signer whose certificate was altered",
                                signer().alteredSignature().sign(),
                                Flaw.CERTIFICATE_ALTERED),
                        ofSigner(
                                "signer with another purpose",
                                signer().keyPurposes(true, "1.3.6.1.5.5.7.3.2").sign(),
                                Flaw.PURPOSE_DIFFERS),
                        ofSigner(
                                "signer without a purpose",
                                signer().without("2.5.29.37").sign(),
                                Flaw.PURPOSE_DIFFERS),
                        ofSigner(
                                "signer with another policy",
                                signer().policies(authority.arc().policy(Profile.KIOSK))
                                        .sign(),
                                Flaw.POLICY_NOT_ACCEPTED),
                        ofSigner(
                                "signer that may not sign",
                                signer().keyUsage(KeyUsage.keyAgreement).sign(),
                                Flaw.KEY_USAGE_DIFFERS),
                        new Row(
                                "hashes signed by another signer than the CHUID",
                                parts -> parts.hashesBy(signer().sign()),
                                Map.of(Container.SECURITY_OBJECT, Set.of(Flaw.SIGNER_DIFFERS, Flaw.SIGNATURE_INVALID))),
                        new Row(
                                "card expired",
                                parts -> parts.with(Chuid.of(FascN.OF_NINES, ID, LocalDate.of(2026, 11, 22))),
                                Map.of(
                                        Container.CHUID,
                                        Set.of(Flaw.CARD_EXPIRED),
                                        PIV,
                                        Set.of(Flaw.CERTIFICATE_OUTLIVES_CARD),
                                        CARD,
                                        Set.of(Flaw.CERTIFICATE_OUTLIVES_CARD))),
                        new Row(
                                "CHUID with another GUID",
                                parts -> parts.with(Chuid.of(FascN.OF_NINES, new UUID(1, 1), EXPIRES)),
                                Map.of(PIV, Set.of(Flaw.UUID_DIFFERS), CARD, Set.of(Flaw.UUID_DIFFERS))),
                        ofPiv(
                                "certificate that outlives the card",
                                piv().validity(
                                                NOW,
                                                EXPIRES.plusDays(1)
                                                        .atStartOfDay(ZoneOffset.UTC)
                                                        .toInstant()),
                                Flaw.CERTIFICATE_OUTLIVES_CARD),
                        ofPiv(
                                "certificate expired",
                                piv().validity(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1))),
                                Flaw.CERTIFICATE_EXPIRED),
                        ofPiv("certificate altered", piv().alteredSignature(), Flaw.CERTIFICATE_ALTERED),
                        ofPiv(
                                "certificate of another authority",
                                stranger.certificate(Profile.CARD_9A, new SubjectName.Card(ID))
                                        .key(pivKey),
                                Flaw.CERTIFICATE_NOT_TRUSTED),
                        ofPiv("certificate without names", piv().without("2.5.29.17"), Flaw.CARD_NOT_NAMED),
                        ofPiv(
                                "certificate of two cards",
                                piv().uris("urn:uuid:" + ID, "urn:uuid:" + new UUID(1, 1)),
                                Flaw.UUID_DIFFERS),
                        ofPiv(
                                "key identifier of another key",
                                piv().extension("2.5.29.14", false, new DEROctetString(new byte[20])),
                                Flaw.KEY_IDENTIFIER_DIFFERS),
                        ofPiv("key too short", piv().key(TestKeys.rsa(1024)), Flaw.KEY_NOT_ALLOWED),
                        ofPiv("signed with SHA-1", piv().signatureAlgorithm("SHA1withECDSA"), Flaw.CERTIFICATE_REFUSED),
                        ofCard(
                                "card authentication for client authentication",
                                card().keyPurposes(true, "1.3.6.1.5.5.7.3.2"),
                                Flaw.PURPOSE_DIFFERS),
                        ofCard(
                                "card authentication without a policy",
                                card().without("2.5.29.32"),
                                Flaw.POLICY_NOT_ACCEPTED),
                        ofCard("one key in both places", card().key(pivKey), Flaw.KEY_REPEATED))
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    Judgement judgement = judge(row.broken().apply(good()).contents());
                    assertEquals(row.flaws(), GsaCardsBrokenTest.broken(judgement));
                    assertFalse(judgement.isGood());
                }));
    }

    private record Change(String name, UnaryOperator<CardContents> change, Map<Container, Set<Flaw>> flaws) {}

    @TestFactory
    Stream<DynamicTest> oneContainerBroken() throws Exception {
        CardContents good = good().contents();
        byte[] chuid = good.of(Container.CHUID).orElseThrow();
        byte[] object = good.of(Container.SECURITY_OBJECT).orElseThrow();
        SecurityObject hashes = SecurityObject.parse(object, TlvPolicy.STRICT);
        return Stream.of(
                        new Change(
                                "CHUID without a signature",
                                each -> each.with(
                                        Container.CHUID,
                                        Chuid.of(FascN.OF_NINES, ID, EXPIRES).content(new byte[0])),
                                Map.of(
                                        Container.CHUID, Set.of(Flaw.SIGNATURE_MISSING, Flaw.HASH_DIFFERS),
                                        Container.SECURITY_OBJECT, Set.of(Flaw.SIGNER_MISSING))),
                        new Change(
                                "CHUID whose signature is none",
                                each -> each.with(
                                        Container.CHUID,
                                        Chuid.of(FascN.OF_NINES, ID, EXPIRES).content(new byte[] {0x30, 0})),
                                Map.of(
                                        Container.CHUID, Set.of(Flaw.SIGNATURE_MALFORMED, Flaw.HASH_DIFFERS),
                                        Container.SECURITY_OBJECT, Set.of(Flaw.SIGNER_MISSING))),
                        new Change(
                                "CHUID with the signature of the hashes",
                                each -> each.with(
                                        Container.CHUID,
                                        Chuid.of(FascN.OF_NINES, ID, EXPIRES).content(hashes.signature())),
                                Map.of(
                                        Container.CHUID, Set.of(Flaw.SIGNER_MISSING, Flaw.HASH_DIFFERS),
                                        Container.SECURITY_OBJECT, Set.of(Flaw.SIGNER_MISSING))),
                        new Change(
                                "CHUID cut short",
                                each -> each.with(Container.CHUID, Arrays.copyOf(chuid, 70)),
                                Map.of(
                                        Container.CHUID,
                                        Set.of(Flaw.UNREADABLE, Flaw.SIGNATURE_MALFORMED, Flaw.HASH_DIFFERS),
                                        Container.SECURITY_OBJECT,
                                        Set.of(Flaw.SIGNER_MISSING))),
                        new Change(
                                "Security Object whose mapping lacks a group",
                                each -> each.with(
                                        Container.SECURITY_OBJECT,
                                        new SecurityObject(
                                                        Map.of(
                                                                1,
                                                                hashes.groups().get(1)),
                                                        hashes.signature())
                                                .content()),
                                Map.of(
                                        Container.SECURITY_OBJECT, Set.of(Flaw.HASH_MISSING),
                                        Container.PRINTED_INFORMATION, Set.of(Flaw.HASH_MISSING))),
                        new Change(
                                "Security Object whose mapping is another one",
                                each -> each.with(
                                        Container.SECURITY_OBJECT,
                                        new SecurityObject(
                                                        Map.of(
                                                                1,
                                                                        hashes.groups()
                                                                                .get(2),
                                                                2,
                                                                        hashes.groups()
                                                                                .get(1),
                                                                3,
                                                                        hashes.groups()
                                                                                .get(3)),
                                                        hashes.signature())
                                                .content()),
                                Map.of(
                                        Container.CHUID, Set.of(Flaw.HASH_DIFFERS),
                                        Container.CAPABILITIES, Set.of(Flaw.HASH_DIFFERS))),
                        new Change(
                                "Security Object with the hash of a container that is not there",
                                each -> each.with(Container.CAPABILITIES, new byte[0]),
                                Map.of(Container.SECURITY_OBJECT, Set.of(Flaw.CONTAINER_MISSING))),
                        new Change(
                                "Security Object that is text",
                                each -> each.with(
                                        Container.SECURITY_OBJECT, "hello".getBytes(StandardCharsets.US_ASCII)),
                                Map.of(Container.SECURITY_OBJECT, Set.of(Flaw.UNREADABLE))),
                        new Change(
                                "Printed Information with an affiliation too long",
                                each -> each.with(Container.PRINTED_INFORMATION, Tlv.encode(0x02, new byte[21])),
                                Map.of(Container.PRINTED_INFORMATION, Set.of(Flaw.UNREADABLE, Flaw.HASH_DIFFERS))),
                        new Change(
                                "certificate container with two certificates",
                                each -> each.with(
                                        PIV, concat(Tlv.encode(0x70, new byte[10]), Tlv.encode(0x70, new byte[10]))),
                                Map.of(PIV, Set.of(Flaw.UNREADABLE))))
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    Judgement judgement = judge(row.change().apply(good));
                    assertEquals(row.flaws(), GsaCardsBrokenTest.broken(judgement));
                    assertFalse(judgement.isGood());
                }));
    }

    @TestFactory
    Stream<DynamicTest> mandatoryContainerAbsent_isNotGood() throws Exception {
        CardContents good = good().contents();
        return Stream.of(Container.CHUID, Container.SECURITY_OBJECT, PIV, CARD)
                .map(container -> DynamicTest.dynamicTest(container.toString(), () -> {
                    Judgement judgement = judge(good.with(container, new byte[0]));
                    assertFalse(judgement.of(container).present());
                    assertFalse(judgement.isGood());
                }));
    }

    private static byte[] concat(byte[] one, byte[] two) {
        return ByteBuffer.allocate(one.length + two.length).put(one).put(two).array();
    }
}
