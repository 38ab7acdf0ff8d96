package org.lanyard.webauthn.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.lanyard.pki.assertion.ModelStatus;
import org.lanyard.pki.assertion.Report;
import org.lanyard.pki.assertion.ReportClaims;
import org.lanyard.pki.assertion.ReportVerifier;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.TurnableClock;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.credential.CredentialStore;

@DisplayName("A report is tried until the door took it, and then no more")
class ReportCourierTest {
    private static final URI SERVICE = URI.create("https://webauthn.school.example/");
    private static final String DOOR = "https://school.example";
    private static final String MODEL = "2fc0579f-8113-47ea-b116-bb5a8db9202a";
    private static final String ID = "AAAA";
    private static final String HANDLE = "A".repeat(43);

    private final TurnableClock clock = new TurnableClock();
    private final TestAuthority authority = TestAuthority.create(clock.instant());
    private final List<String> sent = new ArrayList<>();
    private Optional<Reason> answer = Optional.empty();

    private ReportCourier courier(Store store) {
        return new ReportCourier(
                store,
                new ReportCourier.Signer(
                        authority.issue(Profile.WEBAUTHN_SERVICE, new SubjectName.Service(SERVICE)), SERVICE, DOOR),
                this::door,
                clock,
                new SecureRandom());
    }

    private void door(String report) throws WebAuthnException {
        sent.add(report);
        if (answer.isPresent()) {
            throw new WebAuthnException(answer.get());
        }
    }

    private ReportClaims said(int at) throws Exception {
        return new ReportVerifier(authority.validator(), DOOR, clock)
                .verify(sent.get(at))
                .claims();
    }

    private static long waiting(Store store) {
        return store.<Long, RuntimeException>read(Reports::waiting);
    }

    private void goneBack(Store store) {
        store.transact(tx -> Reports.counter(tx, ID, HANDLE, clock.instant()));
    }

    private void withdrawn(Store store) {
        store.transact(tx -> {
            Reports.model(tx, MODEL, ModelStatus.REVOKED, clock.instant());
            return null;
        });
    }

    @StoreTest(migrations = CredentialStore.MIGRATIONS)
    void whatTheDoorTakes_isToldOnce_asAReportOfThisService(Store store) throws Exception {
        try (ReportCourier courier = courier(store)) {
            goneBack(store);
            withdrawn(store);
            withdrawn(store);
            assertEquals(2, waiting(store));
            courier.sendDue();
            courier.sendDue();
            assertEquals(2, sent.size());
            assertEquals(0, waiting(store));
            List<Report> reports = List.of(said(0).report(), said(1).report());
            assertEquals(
                    true,
                    reports.contains(new Report.Model(MODEL, ModelStatus.REVOKED))
                            && reports.contains(new Report.Counter(new byte[3], HANDLE)),
                    reports::toString);
            assertEquals(SERVICE, said(0).service());
            withdrawn(store);
            courier.sendDue();
            assertEquals(2, sent.size(), "a model is withdrawn once");
        }
    }

    @StoreTest(migrations = CredentialStore.MIGRATIONS)
    void whatTheDoorCannotTake_isTriedAgain_lessAndLessOften(Store store) throws Exception {
        try (ReportCourier courier = courier(store)) {
            answer = Optional.of(Reason.DOOR_UNREACHABLE);
            goneBack(store);
            for (int pause : new int[] {10, 20, 40, 80, 160, 320, 640, 900, 900}) {
                courier.sendDue();
                int tries = sent.size();
                clock.turn(Duration.ofSeconds(pause - 1));
                courier.sendDue();
                assertEquals(tries, sent.size(), "before " + pause + " s");
                clock.turn(Duration.ofSeconds(1));
            }
            assertEquals(9, sent.size());
            assertNotEquals(sent.get(7), sent.get(8), "said anew each time");
            answer = Optional.empty();
            courier.sendDue();
            assertEquals(0, waiting(store));
            assertEquals(clock.instant(), said(9).issuedAt());
        }
    }

    @StoreTest(migrations = CredentialStore.MIGRATIONS)
    void whatTheDoorRefuses_isTriedTheNextDay(Store store) throws Exception {
        try (ReportCourier courier = courier(store)) {
            answer = Optional.of(Reason.DOOR_REFUSED);
            withdrawn(store);
            courier.sendDue();
            clock.turn(Duration.ofHours(23));
            courier.sendDue();
            assertEquals(1, sent.size());
            assertEquals(1, waiting(store));
            clock.turn(Duration.ofHours(1));
            courier.sendDue();
            assertEquals(2, sent.size());
        }
    }

    @StoreTest(migrations = CredentialStore.MIGRATIONS)
    void counterThatGoesBackAgain_afterTheOfficeLetTheKeyGoOn_isToldAgain(Store store) throws Exception {
        try (ReportCourier courier = courier(store)) {
            goneBack(store);
            goneBack(store);
            courier.sendDue();
            assertEquals(1, sent.size());
            goneBack(store);
            courier.sendDue();
            assertEquals(2, sent.size());
        }
    }

    @StoreTest(migrations = CredentialStore.MIGRATIONS)
    void ofTwoNodes_oneTries(Store store) {
        withdrawn(store);
        List<Reports.Due> due = store.read(handle -> Reports.due(handle, clock.instant(), 9));
        assertEquals(1, due.size());
        assertEquals(true, store.transact(tx -> Reports.claim(tx, due.get(0), clock.instant())));
        assertEquals(false, store.transact(tx -> Reports.claim(tx, due.get(0), clock.instant())));
    }
}
