package org.lanyard.pki.assertion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.lanyard.pki.assertion.JsonValue.Members;
import org.lanyard.pki.path.LeafValidator;
import org.lanyard.pki.path.VerifiedLeaf;

/**
 * Judges assertions by {@link Rules}, in their order. It keeps no state that a revocation or an expiry could overtake:
 * what is remembered is the reading of headers that were good, by their exact text, since the same text always reads
 * the same; the certificate in it is put to the {@link LeafValidator} each time. Safe for use by many threads.
 */
public final class AssertionVerifier {
    /** As many headers as cards and kiosks come by in an hour; about 3 KiB each. */
    private static final int REMEMBERED = 4096;

    private final LeafValidator leaves;
    private final String audience;
    private final InstantSource clock;
    private final Rules rules;
    private final Map<Speaker, Cache<String, Header>> headers = new EnumMap<>(Speaker.class);

    /**
     * A verifier for one door.
     *
     * @param leaves says whose certificates are trusted
     * @param audience the issuer's identifier, which {@code aud} must be, character by character
     * @param clock the time
     */
    public AssertionVerifier(LeafValidator leaves, String audience, InstantSource clock) {
        this(leaves, audience, clock, Rules.ALL);
    }

    /** With rules taken out, for the tests that show what each is for. */
    AssertionVerifier(LeafValidator leaves, String audience, InstantSource clock, Rules rules) {
        this.leaves = Objects.requireNonNull(leaves, "leaves");
        this.audience = Objects.requireNonNull(audience, "audience");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.rules = rules;
        for (Speaker speaker : Speaker.values()) {
            headers.put(
                    speaker,
                    Caffeine.newBuilder()
                            .maximumSize(REMEMBERED)
                            .executor(Runnable::run)
                            .build());
        }
    }

    /**
     * Judges a card's assertion.
     *
     * @param jwt as it came
     * @throws AssertionException with the first rule that does not hold
     */
    public VerifiedCardAssertion verifyCard(String jwt) throws AssertionException {
        return understand(
                jwt,
                Speaker.CARD,
                said -> new VerifiedCardAssertion(ClaimsReader.card(said), said.leaf(), KioskClaims.hashOf(jwt)));
    }

    /**
     * Judges a kiosk's client assertion.
     *
     * @param jwt as it came
     * @throws AssertionException with the first rule that does not hold
     */
    public VerifiedKioskAssertion verifyKiosk(String jwt) throws AssertionException {
        return understand(
                jwt, Speaker.KIOSK, said -> new VerifiedKioskAssertion(ClaimsReader.kiosk(said), said.leaf()));
    }

    /**
     * Judges the WebAuthn service's assertion. The authenticator's signature inside is the door's to check.
     *
     * @param jwt as it came
     * @throws AssertionException with the first rule that does not hold
     */
    public VerifiedWebAuthnAssertion verifyWebAuthn(String jwt) throws AssertionException {
        return understand(
                jwt,
                Speaker.WEBAUTHN_SERVICE,
                said -> new VerifiedWebAuthnAssertion(ClaimsReader.webauthn(said), said.leaf()));
    }

    /** How the claims of a speaker become its proof. */
    @FunctionalInterface
    private interface Proof<V> {
        V of(Statement statement);
    }

    private <V> V understand(String jwt, Speaker speaker, Proof<V> proof) throws AssertionException {
        try {
            return proof.of(statement(jwt, speaker));
        } catch (RuntimeException e) {
            // A library's surprise is a refusal too.
            throw new AssertionException(Reason.NOT_UNDERSTOOD, "claims", e);
        }
    }

    private Statement statement(String jwt, Speaker speaker) throws AssertionException {
        Instant now = clock.instant();
        Compact compact = Compact.cut(jwt, rules);
        Header known = headers.get(speaker).getIfPresent(compact.header().text());
        Header header = known == null ? Header.read(compact, speaker.type(), rules) : known;
        VerifiedLeaf leaf = header.trusted(leaves, now);
        Rules.check(rules.leaf(), new HeaderRules.Spoken(leaf, speaker));
        VerificationKey key = known == null ? VerificationKey.of(leaf.key(), rules) : known.key();
        Jws.verify(
                new SignatureRules.Signed(header.algorithm(), key, compact.input(), compact.signatureBytes()), rules);
        if (known == null) {
            headers.get(speaker).put(compact.header().text(), header.with(key));
        }
        Members claims = Json.read(compact.payloadBytes(), "payload", rules).root();
        Statement statement = new Statement(claims, leaf, speaker, audience, now);
        Rules.check(rules.claims(), statement);
        Rules.check(rules.of(speaker), statement);
        return statement;
    }
}
