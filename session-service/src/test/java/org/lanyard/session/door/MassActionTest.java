package org.lanyard.session.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.mass.MassAction;
import org.lanyard.pki.mass.MassJob;
import org.lanyard.pki.mass.MassOrder;
import org.lanyard.pki.mass.MassRun;
import org.lanyard.pki.mass.MassScope;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestCard;
import org.lanyard.session.house.TestKiosk;
import org.lanyard.session.login.EndedWithCertificate;

/** A mass suspension at the real door. */
@DisplayName("a mass action")
class MassActionTest {
    @TempDir
    Path folder;

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("refuses every card from its first commit on, and ends the sessions with the records")
    void suspend_refusedAtOnce_sessionsEndInTheirBatch(Store store) throws Exception {
        try (House house = new House(store)) {
            UUID school = house.school();
            TestKiosk kiosk = house.kiosk(school);
            TestCard card = house.card(house.person("pupil", school));
            TestCard other = house.card(house.person("pupil", school));
            assertEquals(200, kiosk.tap(card).status());
            assertEquals(1, open(house));

            AuditLog audit = new AuditLog(MasterKey.openOrCreate(folder.resolve("master.key")), new SecureRandom());
            MassRun run = new MassRun(
                    store,
                    new CertificateRegistry(store.engine(), audit, new EndedWithCertificate(audit)),
                    audit,
                    house.clock,
                    new SecureRandom());
            MassOrder order = new MassOrder(
                    MassAction.SUSPEND,
                    MassScope.ofProfile(Profile.CARD_9E),
                    RevocationReason.CERTIFICATE_HOLD,
                    "a delivery is suspect");
            MassJob job = run.begin(order, "office", Optional.empty());

            // No record has changed yet.
            assertEquals(400, kiosk.tap(card).status());
            assertEquals(400, kiosk.tap(other).status());
            assertEquals(1, open(house));
            // A card that is issued meanwhile is not meant.
            house.clock.move(java.time.Duration.ofSeconds(1));
            TestCard fresh = house.card(house.person("pupil", school));
            assertEquals(200, kiosk.tap(fresh).status());

            assertEquals(
                    2, run.work(job.id(), "office", MassRun.Progress.UNSEEN).changed());
            assertEquals(400, kiosk.tap(card).status());
            assertEquals(1, open(house), "the fresh card's alone");

            MassOrder release = new MassOrder(
                    MassAction.RELEASE, order.scope(), RevocationReason.CERTIFICATE_HOLD, "a false alarm");
            run.work(run.begin(release, "office", Optional.empty()).id(), "office", MassRun.Progress.UNSEEN);
            assertEquals(200, kiosk.tap(card).status());
        }
    }

    private static long open(House house) {
        return house.store
                .read(h -> org.lanyard.pki.store.Sql.one(
                        h, "SELECT COUNT(*) FROM login_session WHERE ended_at IS NULL", row -> row.getLong(1)))
                .orElseThrow();
    }
}
