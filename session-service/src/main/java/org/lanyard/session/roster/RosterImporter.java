package org.lanyard.session.roster;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Store;
import org.lanyard.session.guardianship.GuardianshipOffice;
import org.lanyard.session.people.RandomIds;

/**
 * Takes a OneRoster 1.2 CSV bundle in: checks it as a whole, then writes it in one transaction. Saying the same thing
 * twice changes nothing the second time.
 *
 * <p>The writing reads the files again inside the transaction, and the store has one writer on SQLite: a bundle of a
 * school takes milliseconds, one of a council holds sign-ins up for seconds and belongs into the night.
 */
public final class RosterImporter {
    private final Store store;
    private final GuardianshipOffice office;
    private final Leavers leavers;
    private final RandomIds random;
    private final InstantSource clock;
    private final ZoneId zone;

    /**
     * @param leavers ends the sessions of people who become inactive
     * @param zone where the schools are: decides which day it is
     */
    public RosterImporter(
            Store store,
            GuardianshipOffice office,
            Leavers leavers,
            SecureRandom random,
            InstantSource clock,
            ZoneId zone) {
        this.store = Objects.requireNonNull(store);
        this.office = Objects.requireNonNull(office);
        this.leavers = Objects.requireNonNull(leavers);
        this.random = new RandomIds(random);
        this.clock = Objects.requireNonNull(clock);
        this.zone = Objects.requireNonNull(zone);
    }

    /**
     * Imports a bundle, or reports why not.
     *
     * @param source which system it comes from; the same one each time, as its ids mean something only within it
     */
    public RosterReport importBundle(String source, RosterBundle bundle) {
        return run(source, bundle, false);
    }

    /** Checks a bundle and writes nothing. */
    public RosterReport dryRun(String source, RosterBundle bundle) {
        return run(source, bundle, true);
    }

    private RosterReport run(String source, RosterBundle bundle, boolean dry) {
        if (source.isBlank()) {
            throw new IllegalArgumentException("a roster needs a source");
        }
        Findings findings = new Findings();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        KnownBefore before = store.read(tx -> KnownBefore.load(tx, source));
        CheckedBundle checked;
        try {
            checked = new BundleCheck(bundle, findings, before, today).check();
        } catch (IOException e) {
            findings.add("", 0, RosterReason.FILE_UNREADABLE, "");
            checked = null;
        }
        if (checked == null || dry) {
            return report(findings, checked, RosterChanges.NONE);
        }
        CheckedBundle accepted = checked;
        try {
            RosterChanges changes = store.transact(tx -> {
                Set<String> active = StoredIds.activeUsers(tx, source);
                Instant now = clock.instant();
                RosterChanges made = new BundleWriter(tx, source, accepted, office, random, now, today).write();
                leave(tx, source, active, now);
                return made;
            });
            return report(findings, accepted, changes);
        } catch (IOException e) {
            findings.add("", 0, RosterReason.CHANGED_WHILE_READ, "");
            return report(findings, accepted, RosterChanges.NONE);
        }
    }

    private void leave(Handle tx, String source, Set<String> active, Instant now) {
        active.removeAll(StoredIds.activeUsers(tx, source));
        for (String user : active) {
            leavers.left(tx, RosterIds.user(tx, source, user).orElseThrow(), now, "roster:" + source);
        }
    }

    private static RosterReport report(Findings findings, CheckedBundle checked, RosterChanges changes) {
        return new RosterReport(findings.list(), findings.more(), checked == null ? 0 : checked.lines(), changes);
    }
}
