package org.lanyard.session.roster;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Store;
import org.lanyard.session.guardianship.GuardianshipOffice;
import org.lanyard.session.notice.Contacts;
import org.lanyard.session.people.RandomIds;

/**
 * Takes a OneRoster 1.2 CSV bundle in: checks it as a whole, then writes it in one transaction, and the cards of those who left
 * or came back with it. Saying the same thing twice changes nothing the second time.
 *
 * <p>Two brakes, each at 5 %: of the people whom a bulk bundle no longer has, and of a school's active cards that one import
 * suspends ({@link SchoolCards#most}). What goes over either changes nothing at all, until somebody says a second yes by naming
 * the exact number of cards ({@link RosterOrder#suspending}).
 *
 * <p>The writing reads the files again inside the transaction, and the store has one writer on SQLite: a bundle of a
 * school takes milliseconds, one of a council holds sign-ins up for seconds and belongs into the night. A dry run does all of it
 * and takes it back, so it tells exactly what the import would do, and costs as much.
 */
public final class RosterImporter {
    private final Store store;
    private final GuardianshipOffice office;
    private final Leavers leavers;
    private final RosterCards cards;
    private final Contacts contacts;
    private final RandomIds random;
    private final InstantSource clock;
    private final ZoneId zone;

    private record Written(RosterChanges changes, CardPlan cards) {
        static final Written NOTHING = new Written(RosterChanges.NONE, CardPlan.NONE);
    }

    /** Takes back what the unit wrote. */
    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Written would;

        TakenBack(Written would) {
            super("taken back", null, false, false);
            this.would = would;
        }
    }

    /**
     * @param leavers ends the sessions of people who become inactive
     * @param zone where the schools are: decides which day it is
     */
    public RosterImporter(
            Store store,
            GuardianshipOffice office,
            Leavers leavers,
            RosterCards cards,
            Contacts contacts,
            SecureRandom random,
            InstantSource clock,
            ZoneId zone) {
        this.store = Objects.requireNonNull(store);
        this.office = Objects.requireNonNull(office);
        this.leavers = Objects.requireNonNull(leavers);
        this.cards = Objects.requireNonNull(cards);
        this.contacts = Objects.requireNonNull(contacts);
        this.random = new RandomIds(random);
        this.clock = Objects.requireNonNull(clock);
        this.zone = Objects.requireNonNull(zone);
    }

    /** Imports a bundle, or reports why not. */
    public RosterReport importBundle(String source, RosterBundle bundle) {
        return run(RosterOrder.of(source), bundle);
    }

    /** Tells what an import would do, and changes nothing. */
    public RosterReport dryRun(String source, RosterBundle bundle) {
        return run(RosterOrder.of(source).dryRun(), bundle);
    }

    public RosterReport run(RosterOrder order, RosterBundle bundle) {
        Findings findings = new Findings();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        KnownBefore before = store.read(tx -> KnownBefore.load(tx, order.source()));
        CheckedBundle checked;
        try {
            checked = new BundleCheck(bundle, findings, before, today).check();
        } catch (IOException e) {
            findings.add("", 0, RosterReason.FILE_UNREADABLE, "");
            checked = null;
        }
        if (checked == null) {
            return report(findings, null, Written.NOTHING);
        }
        CheckedBundle accepted = checked;
        Written written;
        try {
            written = store.transact(tx -> write(tx, order, accepted, today));
        } catch (TakenBack e) {
            written = e.would;
        } catch (IOException e) {
            findings.add("", 0, RosterReason.CHANGED_WHILE_READ, "");
            return report(findings, accepted, Written.NOTHING);
        }
        findings.addAll(brakes(order, accepted, written.cards()));
        return report(findings, accepted, written);
    }

    private Written write(Handle tx, RosterOrder order, CheckedBundle bundle, LocalDate today) throws IOException {
        String source = order.source();
        Instant now = clock.instant();
        Set<String> active = StoredIds.activeUsers(tx, source);
        RosterCards.Before before = cards.before(tx, today);
        RosterChanges changes = new BundleWriter(tx, source, bundle, office, contacts, random, now, today).write();
        CardPlan plan = cards.plan(tx, order, before, today);
        Written written = new Written(changes, plan);
        if (order.dry() || !brakes(order, bundle, plan).isEmpty()) {
            throw new TakenBack(written);
        }
        active.removeAll(StoredIds.activeUsers(tx, source));
        leave(tx, source, active, plan, now);
        if (!changes.none() || !plan.none()) {
            cards.follow(tx, order, plan, now);
        }
        return written;
    }

    private void leave(Handle tx, String source, Set<String> left, CardPlan plan, Instant now) {
        Set<UUID> gone = new LinkedHashSet<>();
        for (String user : left) {
            gone.add(RosterIds.user(tx, source, user).orElseThrow());
        }
        plan.suspended().forEach(card -> gone.add(card.person()));
        gone.forEach(person -> leavers.left(tx, person, now, "roster:" + source));
    }

    /** What stands against it, though the bundle is right in itself. */
    private static List<RosterFinding> brakes(RosterOrder order, CheckedBundle bundle, CardPlan plan) {
        if (order.suspending().isPresent()) {
            return order.suspending().getAsLong() == plan.suspended().size()
                    ? List.of()
                    : List.of(new RosterFinding("", 0, RosterReason.ANOTHER_NUMBER_OF_CARDS, ""));
        }
        List<RosterFinding> brakes = new ArrayList<>();
        if (bundle.tooManyGone()) {
            brakes.add(new RosterFinding("users.csv", 0, RosterReason.TOO_MANY_GONE, "sourcedId"));
        }
        if (plan.tooMany()) {
            brakes.add(new RosterFinding("", 0, RosterReason.TOO_MANY_CARDS, ""));
        }
        return brakes;
    }

    private static RosterReport report(Findings findings, CheckedBundle checked, Written written) {
        return new RosterReport(
                findings.list(),
                findings.more(),
                checked == null ? 0 : checked.lines(),
                written.changes(),
                written.cards());
    }
}
