package org.lanyard.session.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.assertion.ModelStatus;
import org.lanyard.session.Reason;

@DisplayName("Policies of keys: each rule, and what two of them are together")
class KeyPolicyTest {
    private static final List<String> MODELS = List.of(
            KeyTraits.NO_MODEL,
            "11111111-0000-0000-0000-000000000000",
            "22222222-0000-0000-0000-000000000000",
            "33333333-0000-0000-0000-000000000000");
    private static final int ROUNDS = 3_000;

    private final Random random = new Random(5);

    private <T> Set<T> some(List<T> of) {
        Set<T> some = new HashSet<>();
        of.stream().filter(one -> random.nextInt(3) == 0).forEach(some::add);
        return some;
    }

    private KeyPolicy policy() {
        Conveyance asked = Conveyance.values()[random.nextInt(3)];
        boolean direct = asked == Conveyance.DIRECT;
        return new KeyPolicy(
                asked,
                direct && random.nextBoolean() ? Optional.of(some(MODELS)) : Optional.empty(),
                some(MODELS),
                some(List.of(ModelStatus.values())),
                random.nextBoolean(),
                direct && random.nextBoolean(),
                1 + random.nextInt(5));
    }

    private KeyTraits key() {
        boolean trusted = random.nextBoolean();
        return new KeyTraits(
                random.nextBoolean(),
                MODELS.get(random.nextInt(MODELS.size())),
                trusted,
                trusted && random.nextBoolean(),
                some(List.of(ModelStatus.values())));
    }

    @Test
    @DisplayName("the meeting of two lets in what both let in, no more and no less")
    void neverWider() {
        int admitted = 0;
        for (int i = 0; i < ROUNDS; i++) {
            KeyPolicy one = policy();
            KeyPolicy other = policy();
            KeyTraits key = key();
            boolean both = one.refuses(key).isEmpty() && other.refuses(key).isEmpty();
            assertEquals(both, one.meet(other).refuses(key).isEmpty(), () -> one + " " + other + " " + key);
            assertTrue(one.meet(other).minimumKeys() >= Math.max(one.minimumKeys(), other.minimumKeys()));
            admitted += both ? 1 : 0;
        }
        assertTrue(admitted > 20, "some keys were let in: " + admitted);
    }

    @Test
    @DisplayName("commutative, associative, idempotent; ANY changes nothing")
    void algebra() {
        for (int i = 0; i < ROUNDS; i++) {
            KeyPolicy a = policy();
            KeyPolicy b = policy();
            KeyPolicy c = policy();
            assertEquals(a.meet(b), b.meet(a));
            assertEquals(a.meet(b).meet(c), a.meet(b.meet(c)));
            assertEquals(a, a.meet(a));
            assertEquals(a, a.meet(KeyPolicy.ANY));
        }
    }

    @Test
    @DisplayName("the store keeps a policy as it is")
    void text() {
        for (int i = 0; i < ROUNDS; i++) {
            KeyPolicy policy = policy();
            assertEquals(policy, PolicyText.read(PolicyText.write(policy)));
        }
    }

    @Test
    @DisplayName("one reason each, and each rule is needed for its own")
    void rules() {
        String model = MODELS.get(1);
        KeyTraits good = new KeyTraits(false, model, true, true, Set.of());
        KeyPolicy strict = new KeyPolicy(
                Conveyance.DIRECT,
                Optional.of(Set.of(model)),
                Set.of(MODELS.get(2)),
                EnumSet.allOf(ModelStatus.class),
                true,
                true,
                2);
        assertEquals(Optional.empty(), strict.refuses(good));
        record Row(Reason reason, Function<KeyTraits, KeyTraits> change) {}
        List<Row> rows = List.of(
                new Row(
                        Reason.KEY_MODEL_COMPROMISED,
                        k -> new KeyTraits(false, model, true, true, Set.of(ModelStatus.REVOKED))),
                new Row(Reason.KEY_SYNCED, k -> new KeyTraits(true, model, true, true, Set.of())),
                new Row(Reason.KEY_NOT_ATTESTED, k -> new KeyTraits(false, model, false, true, Set.of())),
                new Row(Reason.KEY_MODEL_DENIED, k -> new KeyTraits(false, MODELS.get(2), true, true, Set.of())),
                new Row(Reason.KEY_MODEL_NOT_ALLOWED, k -> new KeyTraits(false, MODELS.get(3), true, true, Set.of())),
                new Row(Reason.KEY_NOT_CERTIFIED, k -> new KeyTraits(false, model, true, false, Set.of())));
        assertEquals(
                rows.stream().map(Row::reason).toList(),
                KeyRule.ALL.stream().map(KeyRule::reason).toList(),
                "every rule has a row");
        for (Row row : rows) {
            assertEquals(Optional.of(row.reason()), strict.refuses(row.change().apply(good)));
        }
    }

    @Test
    @DisplayName("a list of models, or certification, without required attestation proves nothing and is no policy")
    void contradictions() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new KeyPolicy(
                        Conveyance.INDIRECT, Optional.of(Set.of(MODELS.get(1))), Set.of(), Set.of(), false, false, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new KeyPolicy(Conveyance.NONE, Optional.empty(), Set.of(), Set.of(), false, true, 1));
        for (int keys : new int[] {0, 6}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new KeyPolicy(Conveyance.NONE, Optional.empty(), Set.of(), Set.of(), false, false, keys));
        }
    }

    @Test
    @DisplayName("the defaults: families any key, staff and every duty device-bound, admins two")
    void defaults() {
        KeyTraits passkey = new KeyTraits(true, KeyTraits.NO_MODEL, false, false, Set.of());
        for (String family : List.of("guardian", "pupil")) {
            assertEquals(Optional.empty(), PolicyDefaults.of(family).refuses(passkey));
        }
        for (String held : List.of("staff", "office", "teacher", "safeguarding-lead", "auditor")) {
            assertEquals(Optional.of(Reason.KEY_SYNCED), PolicyDefaults.of(held).refuses(passkey));
            assertEquals(1, PolicyDefaults.of(held).minimumKeys());
        }
        for (String admin : List.of("school-admin", "council-admin")) {
            assertEquals(
                    Optional.of(Reason.KEY_SYNCED), PolicyDefaults.of(admin).refuses(passkey));
            assertEquals(2, PolicyDefaults.of(admin).minimumKeys());
        }
    }
}
