package org.lanyard.session.guardianship;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.session.people.PersonRole;
import org.lanyard.session.people.TestPeople;

/**
 * Random families, histories, orders and clocks against {@link PlainFamilies}. A failure names its seed; it is played
 * again with {@code -Dlanyard.seed=…}.
 */
@DisplayName("No sequence of operations lets anyone see a child that the plain reading does not allow")
class GuardianshipPropertyTest {
    private static final Instant START = Instant.parse("2026-09-01T08:00:00Z");
    private static final int MOMENTS = 100;
    private static final int STEPS = 40;

    @TempDir
    private Path folder;

    private GuardianshipOffice office;
    private final Guardianships guardianships = new Guardianships();

    @BeforeEach
    void office() throws Exception {
        SecureRandom random = new SecureRandom();
        office = new GuardianshipOffice(
                new AuditLog(MasterKey.openOrCreate(folder.resolve("master.key")), random), random);
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("whatever the order and the clock")
    void histories(Store store, Engine engine) {
        Long replay = Long.getLong("lanyard.seed");
        int runs = replay != null ? 1 : engine == Engine.SQLITE ? 25 : 8;
        Random seeds = new Random();
        for (int run = 0; run < runs; run++) {
            long seed = replay != null ? replay : seeds.nextLong();
            new History(store, new Random(seed), "-Dlanyard.seed=" + seed).play();
        }
    }

    private final class History {
        private final Store store;
        private final Random random;
        private final String replay;
        private final PlainFamilies plain = new PlainFamilies();
        private final List<UUID> guardians = new ArrayList<>();
        private final List<UUID> children = new ArrayList<>();
        private final List<String> told = new ArrayList<>();

        History(Store store, Random random, String replay) {
            this.store = store;
            this.random = random;
            this.replay = replay;
        }

        void play() {
            store.transact(tx -> {
                for (int i = 0; i < 3; i++) {
                    guardians.add(TestPeople.person(tx, PersonRole.GUARDIAN, "Guardian", "" + i));
                    children.add(TestPeople.person(tx, PersonRole.PUPIL, "Child", "" + i));
                }
                return null;
            });
            for (int step = 0; step < STEPS; step++) {
                step();
                compare();
            }
        }

        private void step() {
            UUID guardian = any(guardians);
            UUID child = any(children);
            Act act = new Act("test", moment(), "test");
            switch (random.nextInt(8)) {
                case 0, 1 -> propose(guardian, child, act);
                case 2, 3 -> confirm(act);
                case 4 -> end(act);
                case 5 -> restrict(guardian, child, act);
                case 6 -> lift(act);
                default -> move(random.nextBoolean() ? guardian : child);
            }
        }

        private void propose(UUID guardian, UUID child, Act act) {
            boolean roster = random.nextBoolean();
            boolean expected = plain.takesProposal(guardian, child, roster);
            Optional<UUID> id = store.transact(tx -> roster
                    ? office.proposeFromRoster(tx, guardian, child, GuardianshipKind.CARER, "roster:x", act)
                    : office.propose(tx, guardian, child, GuardianshipKind.CARER, "office", act));
            told.add((roster ? "roster" : "office") + " proposes " + guardian + " for " + child);
            assertEquals(expected, id.isPresent(), this::story);
            id.ifPresent(proposal -> plain.proposed(proposal, guardian, child));
        }

        private void confirm(Act act) {
            if (plain.linkIds().isEmpty()) {
                return;
            }
            UUID id = any(plain.linkIds());
            Set<Right> rights = EnumSet.of(Right.values()[random.nextInt(5)], Right.values()[random.nextInt(5)]);
            Instant from = moment();
            Instant until = random.nextBoolean() ? null : from.plusSeconds(1 + random.nextInt(MOMENTS));
            boolean done = store.transact(tx ->
                    office.confirm(tx, id, GuardianshipKind.RELATIVE, rights, from, Optional.ofNullable(until), act));
            told.add("confirm " + id + " " + rights + " from " + from + " until " + until);
            assertEquals(plain.confirm(id, rights, from, until), done, this::story);
        }

        private void end(Act act) {
            if (!plain.linkIds().isEmpty()) {
                UUID id = any(plain.linkIds());
                told.add("end " + id);
                assertEquals(plain.end(id), store.transact(tx -> office.end(tx, id, act)), this::story);
            }
        }

        private void restrict(UUID guardian, UUID child, Act act) {
            Instant since = moment();
            Instant until = random.nextBoolean() ? null : since.plusSeconds(random.nextInt(MOMENTS));
            UUID id = store.transact(
                    tx -> office.restrict(tx, guardian, child, since, Optional.ofNullable(until), "order", act));
            told.add("restrict " + guardian + " from " + child + " since " + since + " until " + until);
            plain.restricted(id, guardian, child, since, until);
        }

        private void lift(Act act) {
            if (!plain.orderIds().isEmpty()) {
                UUID id = any(plain.orderIds());
                told.add("lift " + id + " at " + act.at());
                assertEquals(plain.lift(id, act.at()), store.transact(tx -> office.lift(tx, id, act)), this::story);
            }
        }

        private void move(UUID person) {
            boolean leaves = random.nextBoolean();
            store.transact(tx -> tx.execute(
                    "UPDATE person SET status = ? WHERE id = ?", leaves ? "inactive" : "active", person.toString()));
            told.add(person + (leaves ? " leaves" : " returns"));
            if (leaves) {
                plain.leaves(person);
            } else {
                plain.returns(person);
            }
        }

        /** Every guardian, at three moments: the list, and each child asked for by itself. */
        private void compare() {
            for (int i = 0; i < 3; i++) {
                Instant at = moment();
                for (UUID guardian : guardians) {
                    TreeMap<String, String> list = new TreeMap<>();
                    TreeMap<String, String> oneByOne = new TreeMap<>();
                    store.read(tx -> {
                        guardianships.childrenOf(tx, guardian, at).forEach(child -> put(list, child));
                        children.forEach(child ->
                                guardianships.maySee(tx, guardian, child, at).ifPresent(seen -> put(oneByOne, seen)));
                        return null;
                    });
                    TreeMap<String, String> allowed = plain.seenBy(guardian, at);
                    assertEquals(allowed, list, () -> guardian + " at " + at + "\n" + story());
                    assertEquals(allowed, oneByOne, () -> guardian + " at " + at + "\n" + story());
                }
            }
        }

        private void put(TreeMap<String, String> map, Child child) {
            map.put(
                    child.id().toString(),
                    child.rights().stream().sorted().toList().toString());
        }

        /** Few moments, so that they meet: before, after and exactly at each other. */
        private Instant moment() {
            return START.plusSeconds(random.nextInt(MOMENTS));
        }

        private UUID any(List<UUID> ids) {
            return ids.get(random.nextInt(ids.size()));
        }

        private String story() {
            return replay + "\n" + String.join("\n", told);
        }
    }
}
