package org.lanyard.pki.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.path.outside.Fetch;
import org.lanyard.pki.path.outside.HttpFetch;
import org.lanyard.pki.path.outside.OutsideSettings;
import org.lanyard.pki.path.outside.Standing;
import org.lanyard.pki.path.outside.StatusDesk;
import org.lanyard.pki.path.outside.StatusMeter.Outcome;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.pki.testing.TestResponder;
import org.lanyard.pki.testing.TestResponder.Mood;

@DisplayName("Cards of an outside authority, with a real responder over HTTP")
class OutsideLeavesTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final String PIN = OidArc.DEFAULT.policy(Profile.CARD_9A);
    private static final String TAP = OidArc.DEFAULT.policy(Profile.CARD_9E);

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicLong nanos = new AtomicLong();
    private final List<Outcome> counted = new ArrayList<>();
    private final TestAuthority council = TestAuthority.create(START);
    private final UUID id = UUID.randomUUID();
    private final SigningKey card = council.issue(Profile.CARD_9A, new SubjectName.Card(id));
    /** Long, where the answer matters and not how long a busy machine takes for it. */
    private Duration patience = Duration.ofSeconds(20);

    private TestResponder responder;

    @BeforeEach
    void start() throws Exception {
        responder = TestResponder.start(council, now::get);
        Files.write(folder.resolve("council.crt"), council.issuing().getEncoded());
    }

    @AfterEach
    void stop() {
        responder.close();
    }

    private OutsideSettings settings(boolean ocsp, boolean nonce) {
        return new OutsideSettings(
                "council",
                List.of(folder.resolve("council.crt")),
                List.of(),
                Set.of(PIN),
                Set.of(TAP),
                List.of(folder.resolve("council.crl")),
                List.of(),
                Duration.ofDays(1),
                ocsp ? Optional.of(responder.uri()) : Optional.empty(),
                nonce,
                Duration.ofMinutes(1),
                List.of());
    }

    private OutsideLeaves open(OutsideSettings settings, Fetch fetch) throws PkiException {
        OutsideLeaves leaves = OutsideLeaves.open(
                List.of(settings),
                new StatusDesk.Surroundings(
                        fetch,
                        now::get,
                        nanos::get,
                        new SecureRandom(),
                        (label, outcome) -> counted.add(outcome),
                        patience));
        leaves.refresh();
        return leaves;
    }

    private OutsideLeaves open(boolean nonce) throws PkiException {
        return open(settings(true, nonce), new HttpFetch());
    }

    private void list(Duration age) throws IOException {
        Files.write(folder.resolve("council.crl"), TestResponder.list(council, START.minus(age), Duration.ofDays(30)));
    }

    private VerifiedLeaf leaf(OutsideLeaves leaves) throws PkiException {
        LeafValidator validator = new LeafValidator(FixedIssuers.of(), OidArc.DEFAULT, leaves);
        return validator.validate(card.certificate(), now.get());
    }

    private static PkiReason refusal(OutsideLeaves leaves, VerifiedLeaf leaf) {
        return assertThrows(PkiException.class, () -> leaves.standing(leaf)).reason();
    }

    @Test
    @DisplayName("good by OCSP: the card's name and profile are told by SAN and policy")
    void good() throws Exception {
        OutsideLeaves leaves = open(false);
        VerifiedLeaf leaf = leaf(leaves);
        assertEquals(Optional.of(id), leaf.card());
        assertEquals(Profile.CARD_9A, leaf.profile());
        assertEquals(Optional.of("council"), leaf.outside());
        Standing standing = leaves.standing(leaf);
        assertEquals("council:ocsp", standing.detail());
        assertEquals(START.plusSeconds(60), standing.until());
        assertEquals(List.of(Outcome.OCSP), counted);
    }

    @ParameterizedTest(name = "{0}: refused without a list; with one {1}")
    @CsvSource({
        "UNKNOWN, CERTIFICATE_STATUS_UNKNOWN",
        "TRY_LATER, council:list-degraded",
        "GARBAGE, council:list-degraded",
        "WRONG_SIGNER, council:list-degraded",
        "STALE, council:list-degraded",
        "ANOTHER_CERTIFICATE, council:list-degraded",
        "HTTP_500, council:list-degraded",
        "SLOW, council:list-degraded"
    })
    void misbehaving(Mood mood, String withList) throws Exception {
        responder.mood(mood);
        patience = mood == Mood.SLOW ? StatusDesk.PATIENCE : patience;
        OutsideLeaves leaves = open(false);
        assertEquals(PkiReason.CERTIFICATE_STATUS_UNKNOWN, refusal(leaves, leaf(leaves)));
        list(Duration.ofHours(1));
        leaves.refresh();
        if (withList.startsWith("council")) {
            Standing standing = leaves.standing(leaf(leaves));
            assertTrue(standing.degraded());
            assertEquals(withList, standing.detail());
            assertEquals(List.of(Outcome.REFUSED, Outcome.LIST_DEGRADED), counted);
        } else {
            assertEquals(PkiReason.valueOf(withList), refusal(leaves, leaf(leaves)));
        }
    }

    @Test
    @DisplayName("revoked by OCSP is final, whatever a list says")
    void revoked() throws Exception {
        list(Duration.ofHours(1));
        OutsideLeaves leaves = open(false);
        responder.revoke(card.certificate());
        assertEquals(PkiReason.CERTIFICATE_REVOKED, refusal(leaves, leaf(leaves)));
        assertEquals(List.of(Outcome.REVOKED), counted);
    }

    @Test
    @DisplayName("dead: a list of a day ago does, one of two days ago does not, a revoked card is refused by either")
    void dead() throws Exception {
        URI gone = responder.uri();
        OutsideSettings settings = settings(true, false);
        responder.close();
        assertEquals(Optional.of(gone), settings.ocsp());
        list(Duration.ofHours(23));
        OutsideLeaves leaves = open(settings, new HttpFetch());
        VerifiedLeaf leaf = leaf(leaves);
        assertTrue(leaves.standing(leaf).degraded());
        now.set(START.plus(Duration.ofHours(2)));
        assertEquals(PkiReason.CERTIFICATE_STATUS_UNKNOWN, refusal(leaves, leaf));
        now.set(START);
        Files.write(
                folder.resolve("council.crl"),
                TestResponder.list(council, START, Duration.ofDays(1), card.certificate()));
        leaves.refresh();
        assertEquals(PkiReason.CERTIFICATE_REVOKED, refusal(leaves, leaf));
    }

    @Test
    @DisplayName("an older list in place of a newer one is not taken: a replay cannot bring a revoked card back")
    void replayedList() throws Exception {
        Files.write(
                folder.resolve("council.crl"),
                TestResponder.list(council, START, Duration.ofDays(1), card.certificate()));
        OutsideLeaves leaves = open(settings(false, false), new HttpFetch());
        assertEquals(PkiReason.CERTIFICATE_REVOKED, refusal(leaves, leaf(leaves)));
        list(Duration.ofHours(1));
        leaves.refresh();
        assertEquals(PkiReason.CERTIFICATE_REVOKED, refusal(leaves, leaf(leaves)));
    }

    @Test
    @DisplayName("RFC 9654: with a nonce, an answer that was given to somebody else is not taken")
    void replayedAnswer() throws Exception {
        OutsideLeaves leaves = open(true);
        VerifiedLeaf leaf = leaf(leaves);
        assertEquals("council:ocsp", leaves.standing(leaf).detail());
        responder.mood(Mood.REPLAYED);
        now.set(START.plusSeconds(61));
        assertEquals(PkiReason.CERTIFICATE_STATUS_UNKNOWN, refusal(leaves, leaf));
    }

    @Test
    @DisplayName("without a nonce, an answer counts until its nextUpdate and no longer")
    void replayedWithoutNonce() throws Exception {
        OutsideLeaves leaves = open(false);
        VerifiedLeaf leaf = leaf(leaves);
        leaves.standing(leaf);
        responder.mood(Mood.REPLAYED);
        now.set(START.plus(Duration.ofHours(1)));
        assertEquals(PkiReason.CERTIFICATE_STATUS_UNKNOWN, refusal(leaves, leaf));
    }

    @Test
    @DisplayName("RFC 6960 §4.2.2.2: a responder of the authority's may answer, another certificate of it may not")
    void delegated() throws Exception {
        OutsideLeaves leaves = open(false);
        VerifiedLeaf leaf = leaf(leaves);
        responder.delegate(
                council.issue(Profile.OCSP_RESPONDER, new SubjectName.Service(URI.create("urn:lanyard:ocsp:1"))));
        assertEquals("council:ocsp", leaves.standing(leaf).detail());
        now.set(START.plusSeconds(61));
        responder.delegate(council.issue(Profile.KIOSK, new SubjectName.Service(URI.create("urn:lanyard:kiosk:1"))));
        assertEquals(PkiReason.CERTIFICATE_STATUS_UNKNOWN, refusal(leaves, leaf));
    }

    @Test
    @DisplayName("an answer is kept for its minute, and asked for again in the background before that is over")
    void background() throws Exception {
        OutsideLeaves leaves = open(false);
        VerifiedLeaf leaf = leaf(leaves);
        leaves.standing(leaf);
        now.set(START.plusSeconds(20));
        leaves.standing(leaf);
        leaves.refresh();
        assertEquals(1, responder.asked());
        now.set(START.plusSeconds(40));
        leaves.refresh();
        assertEquals(2, responder.asked());
        now.set(START.plusSeconds(80));
        leaves.standing(leaf);
        assertEquals(2, responder.asked(), "nobody waited");
    }

    @Test
    @DisplayName("revoked meanwhile: the background finds out, and the next sign-in is refused")
    void revokedMeanwhile() throws Exception {
        OutsideLeaves leaves = open(false);
        VerifiedLeaf leaf = leaf(leaves);
        leaves.standing(leaf);
        responder.revoke(card.certificate());
        now.set(START.plusSeconds(40));
        leaves.refresh();
        assertEquals(PkiReason.CERTIFICATE_REVOKED, refusal(leaves, leaf));
    }

    @Test
    @DisplayName("an outage costs three sign-ins 200 ms at most, and the next ones nothing until the probe")
    void circuit() throws Exception {
        list(Duration.ofHours(1));
        List<Duration> waits = new ArrayList<>();
        patience = StatusDesk.PATIENCE;
        Fetch dead = new Fetch() {
            @Override
            public byte[] post(URI to, byte[] request, Duration within) throws IOException {
                waits.add(within);
                nanos.addAndGet(within.toNanos());
                throw new IOException("dead");
            }

            @Override
            public byte[] get(URI from, Duration within) throws IOException {
                throw new IOException("dead");
            }
        };
        OutsideLeaves leaves = open(settings(true, false), dead);
        VerifiedLeaf leaf = leaf(leaves);
        for (int i = 0; i < 50; i++) {
            assertTrue(leaves.standing(leaf).degraded());
        }
        assertEquals(3, waits.size());
        assertFalse(waits.stream().anyMatch(wait -> wait.toMillis() > 200));
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        leaves.standing(leaf);
        leaves.standing(leaf);
        assertEquals(4, waits.size(), "one probe");
    }

    @Test
    @DisplayName("whatever is not the authority's, not of its policies, or not a card's is no card's")
    void notACards() throws Exception {
        OutsideLeaves leaves = open(false);
        LeafValidator validator = new LeafValidator(FixedIssuers.of(), OidArc.DEFAULT, leaves);
        SubjectName.Card name = new SubjectName.Card(id);
        TestAuthority stranger = TestAuthority.create(START);
        assertRefused(PkiReason.ISSUER_NOT_TRUSTED, validator, stranger.issue(Profile.CARD_9A, name));
        assertRefused(
                PkiReason.PATH_REFUSED,
                validator,
                council.issue(Profile.KIOSK, new SubjectName.Service(URI.create("urn:lanyard:kiosk:1"))));
        assertRefused(
                PkiReason.POLICY_AMBIGUOUS,
                validator,
                council.certificate(Profile.CARD_9A, name).policies(PIN, TAP).sign());
        assertRefused(
                PkiReason.NAME_NOT_FOR_PROFILE,
                validator,
                council.certificate(Profile.CARD_9A, name)
                        .uris("urn:uuid:" + id, "urn:uuid:" + UUID.randomUUID())
                        .sign());
        assertRefused(
                PkiReason.NAME_NOT_FOR_PROFILE,
                validator,
                council.certificate(Profile.CARD_9A, name)
                        .uris("urn:uuid:" + id.toString().toUpperCase(java.util.Locale.ROOT) + "A")
                        .sign());
        assertRefused(PkiReason.CERTIFICATE_EXPIRED, validator, council.expired(Profile.CARD_9A, name));
        assertEquals(
                Profile.CARD_9E,
                validator
                        .validate(council.issue(Profile.CARD_9E, name).certificate(), START)
                        .profile());
    }

    private static void assertRefused(PkiReason reason, LeafValidator validator, SigningKey key) {
        PkiException refusal = assertThrows(PkiException.class, () -> validator.validate(key.certificate(), START));
        assertEquals(reason, refusal.reason(), refusal.getMessage());
    }

    @Test
    @DisplayName("what is remembered of a card ends with its path")
    void pathEnds() throws Exception {
        OutsideLeaves leaves = open(false);
        LeafValidator validator = new LeafValidator(FixedIssuers.of(), OidArc.DEFAULT, leaves);
        validator.validate(card.certificate(), START);
        Instant later = START.plus(Duration.ofDays(3651));
        assertThrows(PkiException.class, () -> validator.validate(card.certificate(), later));
    }
}
