package org.lanyard.session.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.session.card.CardStates;
import org.lanyard.session.card.CardStatus;
import org.lanyard.session.roster.TestRoster.Pupil;

/** Random schools, random cards, a random office between the imports; what must hold is said by a second, simple model. */
@DisplayName("Whatever the roster and the office do")
class RosterCardsPropertyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final int IMPORTS = Integer.getInteger("lanyard.roster.imports", 25);
    private static final String[] SCHOOLS = {"a", "b", "c"};

    private Random random;
    private Imports imports;
    private TestRoster roster;
    private int accepted;
    private int refused;
    private int suspended;
    private int released;

    /** What a card is, why, and where its holder is at school. */
    private record Seen(CardStatus status, Optional<String> suspendedBy, String holder) {}

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName(
            "leavers have no active card, nobody else loses one, the office's word stays, a refused import leaves no trace")
    void holds(Store store) {
        long seed = Long.getLong("lanyard.seed", new Random().nextLong());
        random = new Random(seed);
        imports = new Imports(store);
        roster = new TestRoster(SCHOOLS);
        for (String school : SCHOOLS) {
            roster.fill(3 + random.nextInt(30), school);
        }
        try {
            assertTrue(imports.run(roster.bundle()).accepted());
            roster.pupils.keySet().forEach(this::giveCards);
            for (int i = 0; i < IMPORTS; i++) {
                office();
                import1();
            }
        } catch (RuntimeException | Error e) {
            throw new AssertionError("-Dlanyard.seed=" + seed + ": " + e.getMessage(), e);
        }
        assertTrue(
                accepted > 0 && refused > 0 && suspended > 0 && released > 0,
                "-Dlanyard.seed=" + seed + " tried nothing: " + accepted + " " + refused + " " + suspended + " "
                        + released);
    }

    private void import1() {
        Map<String, Set<String>> belonged = belongs(roster.pupils);
        Map<String, Pupil> earlier = new TreeMap<>(roster.pupils);
        Map<UUID, Seen> before = cards();
        change();
        Set<UUID> leaving = with(before, (card, here) -> !here && card.status() == CardStatus.ACTIVE);
        Set<UUID> returning = with(
                before,
                (card, here) -> here
                        && card.status() == CardStatus.SUSPENDED
                        && card.suspendedBy().equals(Optional.of("roster:sims")));
        boolean brake = brake(before, belonged, leaving) || tooManyGone(earlier);
        RosterOrder order = RosterOrder.of(Imports.SOURCE);
        String whole = imports.wholeStore();

        RosterReport dry = imports.run(order.dryRun(), roster.bundle());
        assertEquals(leaving, ids(dry.cards().suspended()));
        assertEquals(returning, ids(dry.cards().released()));
        assertEquals(
                !brake, dry.accepted(), () -> dry.findings() + " " + dry.cards().schools());
        long wrong = leaving.size() + (random.nextBoolean() ? 1 : -1);
        assertEquals(
                RosterReason.ANOTHER_NUMBER_OF_CARDS,
                imports.run(order.suspending(wrong), roster.bundle())
                        .findings()
                        .get(0)
                        .reason());
        if (brake) {
            assertTrue(!imports.run(roster.bundle()).accepted());
        }
        assertEquals(whole, imports.wholeStore(), "a refused import, or a dry run, left a trace");

        if (brake && random.nextInt(3) == 0) {
            refused++;
            roster.pupils.clear();
            roster.pupils.putAll(earlier);
            return;
        }
        RosterReport done =
                brake ? imports.run(order.suspending(leaving.size()), roster.bundle()) : imports.run(roster.bundle());
        assertTrue(done.accepted(), () -> done.findings().toString());
        assertEquals(dry.cards(), done.cards(), "the dry run told it");
        assertEquals(dry.changes(), done.changes(), "the dry run told it");
        Map<UUID, Seen> expected = new HashMap<>(before);
        leaving.forEach(card -> expected.put(
                card,
                new Seen(
                        CardStatus.SUSPENDED,
                        Optional.of("roster:sims"),
                        before.get(card).holder())));
        returning.forEach(card -> expected.put(
                card,
                new Seen(CardStatus.ACTIVE, Optional.empty(), before.get(card).holder())));
        assertEquals(expected, cards());
        accepted++;
        refused += brake ? 1 : 0;
        suspended += leaving.size();
        released += returning.size();
        newcomers(earlier);
    }

    /** Who comes, goes, moves, is switched off; a few at a time, or half a school at once. */
    private void change() {
        int few = random.nextInt(4) == 0 ? 20 : 3;
        for (String id : new ArrayList<>(roster.pupils.keySet())) {
            if (random.nextInt(60) < few) {
                Pupil pupil = somebody();
                if (random.nextInt(3) == 0) {
                    roster.pupils.remove(id);
                } else {
                    roster.pupils.put(id, pupil);
                }
            }
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            roster.pupils.put("p" + random.nextInt(90), somebody());
        }
    }

    private Pupil somebody() {
        Set<String> where = new TreeSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            where.add(random.nextInt(12) == 0 ? TestRoster.COUNCIL : SCHOOLS[random.nextInt(SCHOOLS.length)]);
        }
        Pupil pupil = Pupil.at(where.toArray(new String[0]));
        return switch (random.nextInt(8)) {
            case 0 -> pupil.disabled();
            case 1 -> pupil.until(TODAY.plusDays(random.nextInt(5) - 3));
            case 2 -> pupil.from(TODAY.plusDays(random.nextInt(5) - 2));
            default -> pupil;
        };
    }

    private void newcomers(Map<String, Pupil> earlier) {
        Set<String> fresh = new TreeSet<>(roster.pupils.keySet());
        fresh.removeAll(earlier.keySet());
        Set<String> holders = cards().values().stream().map(Seen::holder).collect(Collectors.toSet());
        fresh.stream().filter(id -> !holders.contains(id)).forEach(this::giveCards);
    }

    private void giveCards(String pupil) {
        UUID holder = imports.user(pupil);
        for (int i = random.nextInt(5) == 0 ? 2 : 1; i > 0; i--) {
            CardStatus status = random.nextInt(3) > 0
                    ? CardStatus.ACTIVE
                    : CardStatus.values()[random.nextInt(CardStatus.values().length)];
            change(tx -> imports.cards.add(
                    tx, new CardStates.Card(UUID.randomUUID(), status, Optional.of(holder)), Imports.NOW, "office"));
        }
    }

    /** The office suspends, releases, loses and finds cards as it likes. */
    private void office() {
        cards().forEach((id, card) -> {
            if (random.nextInt(15) == 0) {
                List<CardStatus> next = new ArrayList<>(card.status().next());
                next.removeAll(EnumSet.of(CardStatus.RETIRED, CardStatus.IN_STOCK));
                if (card.status() == CardStatus.LOST) {
                    next.removeAll(EnumSet.of(CardStatus.ACTIVE, CardStatus.SUSPENDED));
                }
                if (!next.isEmpty()) {
                    CardStatus to = next.get(random.nextInt(next.size()));
                    change(tx -> imports.cards.change(tx, id, to, Imports.NOW, "office", "a test"));
                }
            }
        });
    }

    private boolean brake(Map<UUID, Seen> before, Map<String, Set<String>> belonged, Set<UUID> leaving) {
        for (String school : SCHOOLS) {
            long active = before.values().stream()
                    .filter(card -> card.status() == CardStatus.ACTIVE
                            && belonged.getOrDefault(card.holder(), Set.of()).contains(school))
                    .count();
            long lost = leaving.stream()
                    .filter(card -> belonged.getOrDefault(before.get(card).holder(), Set.of())
                            .contains(school))
                    .count();
            if (lost > 1 && lost * 100 > active * 5) {
                return true;
            }
        }
        return false;
    }

    private boolean tooManyGone(Map<String, Pupil> earlier) {
        List<String> active = earlier.entrySet().stream()
                .filter(entry -> entry.getValue().enabled())
                .map(Map.Entry::getKey)
                .toList();
        long gone = active.stream().filter(id -> !roster.pupils.containsKey(id)).count();
        return gone > 3 && gone * 20 > active.size();
    }

    private static Map<String, Set<String>> belongs(Map<String, Pupil> pupils) {
        Map<String, Set<String>> belongs = new HashMap<>();
        pupils.forEach((id, pupil) -> {
            Set<String> schools = new TreeSet<>(pupil.schools());
            if (pupil.until() != null && !pupil.until().isAfter(TODAY)) {
                schools.clear();
            }
            belongs.put(id, schools);
        });
        return belongs;
    }

    private interface Which {
        boolean is(Seen card, boolean here);
    }

    private Set<UUID> with(Map<UUID, Seen> cards, Which which) {
        return cards.entrySet().stream()
                .filter(entry -> {
                    Pupil pupil = roster.pupils.get(entry.getValue().holder());
                    boolean here = pupil != null && !pupil.belongs(TODAY).isEmpty();
                    return which.is(entry.getValue(), here);
                })
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<UUID> ids(List<RosterCard> cards) {
        return cards.stream().map(RosterCard::card).collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<UUID, Seen> cards() {
        Map<UUID, Seen> cards = new TreeMap<>();
        imports.store.read(h -> Sql.list(
                h,
                "SELECT c.id, c.status, c.suspended_by, i.sourced_id FROM card c"
                        + " JOIN roster_id i ON i.entity_id = c.holder_id",
                row -> cards.put(
                        UUID.fromString(row.getString(1)),
                        new Seen(
                                CardStatus.of(row.getString(2)),
                                Optional.ofNullable(row.getString(3)),
                                row.getString(4)))));
        return cards;
    }

    private interface Work {
        void in(org.jdbi.v3.core.Handle tx) throws Exception;
    }

    private void change(Work work) {
        try {
            imports.store.<Void, Exception>transact(tx -> {
                work.in(tx);
                return null;
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
