package org.lanyard.session.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.credential.CredentialStatus;
import org.lanyard.session.credential.KeyRing;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.LogCapture;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.people.Duty;

@DisplayName("Recovery in person at a school's office, on its pages")
class OfficeRecoveryTest {
    private TestStore data;
    private House house;
    private RecoveryGround ground;

    /** Where it is tried. */
    TestStore store() {
        return TestStore.sqlite("pki", "session");
    }

    @BeforeEach
    void build() {
        data = store();
        house = new House(data.store());
        ground = new RecoveryGround(house);
    }

    @AfterEach
    void takeDown() {
        house.close();
        data.close();
    }

    private String clerk() {
        return ground.clerk.cookie();
    }

    /** The parent registers a new key with a code of the office. */
    private RawHttp.Answer redeem(String code, TestKey key) {
        Browser browser = new Browser(house);
        return ground.register(browser, key, RecoveryGround.openInvitation(browser, code));
    }

    private CredentialStatus former() {
        return house.store
                .read(h -> KeyRing.find(h, ground.parent.credential()))
                .orElseThrow()
                .status();
    }

    @Test
    @DisplayName(
            "found by the beginning of a name, in any case; with the children of this school, and nobody of another's")
    void finds() {
        house.sql("UPDATE person SET given_name = 'Ŵyn', family_name = 'Ap-Rhys' WHERE id = ?", ground.parent.id());
        UUID elsewhere = house.person("guardian", house.school());
        ground.childOf(elsewhere, house.school());
        RawHttp.Answer found = ground.post("/office/recovery/find", clerk(), "name", "rhys ŵy");
        assertTrue(found.body().contains(ground.parent.id().toString()), found.body());
        assertTrue(found.body().contains("For Cadi Prydderch"));
        RawHttp.Answer all = ground.post("/office/recovery/find", clerk(), "name", "cadi");
        assertFalse(all.body().contains(elsewhere.toString()));
        assertTrue(all.body().contains(ground.lead.id().toString()), "colleagues too");
        assertTrue(ground.post("/office/recovery/find", clerk(), "name", "c")
                .body()
                .contains("id=\"nobody\""));
        assertEquals(
                403,
                ground.post("/office/recovery/confirm", clerk(), "person", elsewhere.toString())
                        .status());
        RawHttp.Answer confirm = ground.post(
                "/office/recovery/confirm",
                clerk(),
                "person",
                ground.parent.id().toString());
        assertTrue(confirm.body().contains("A new key for Ŵyn Ap-Rhys"));
    }

    @Test
    @DisplayName(
            "the parent's new key; the former are lost, their sessions end, the children are closed for a day, all are told")
    void recovers() throws Exception {
        String printed = ground.codes(ground.parent.cookie()).get(0);
        String code;
        try (LogCapture log = new LogCapture()) {
            code = ground.officeCode(clerk(), ground.parent.id());
            assertFalse(String.join("\n", log.lines()).contains(code));
        }
        assertEquals(CredentialStatus.ACTIVE, former(), "until the new one is there");
        assertEquals(1, ground.notices("RECOVERY_OPENED", "person", ground.parent.id()));
        TestKey key = new TestKey();
        String cookie = Browser.sessionCookie(redeem(code, key));
        assertEquals(CredentialStatus.SUSPENDED, former());
        assertEquals(303, house.http.get("/me", ground.parent.cookie()).status());
        assertEquals(400, ground.openCode(new Browser(house), printed).status(), "the sheet may be lost as well");
        assertEquals(1, ground.notices("RECOVERED", "person", ground.parent.id()));
        assertEquals(1, ground.notices("RECOVERED", "lead", ground.lead.id()));
        assertEquals(1, ground.notices("RECOVERY_OPENED", "lead", ground.lead.id()));
        assertEquals(1, ground.notices("KEY_SUSPENDED", "person", ground.parent.id()));
        assertFalse(ground.seesChild(cookie));
        assertTrue(house.http.get("/me", cookie).body().contains("cooling-off"));
        assertEquals(
                400, RecoveryGround.openInvitation(new Browser(house), code).status(), "once");
        house.clock.move(Duration.ofHours(24));
        RecoveryGround.Who again = new RecoveryGround.Who(ground.parent.id(), key, new Browser(house), "");
        assertTrue(ground.seesChild(ground.signIn(again)));
        assertEquals(
                1, house.count("audit_row WHERE kind = 'recovery.opened' AND actor = '" + ground.clerk.id() + "'"));
        assertEquals(1, house.count("audit_row WHERE kind = 'recovery.redeemed'"));
    }

    @Test
    @DisplayName("\"keeps their other keys\": they go on, and their sessions too")
    void keeps() {
        String printed = ground.codes(ground.parent.cookie()).get(0);
        redeem(ground.officeCode(clerk(), ground.parent.id(), "keeps"), new TestKey());
        assertEquals(CredentialStatus.ACTIVE, former());
        assertEquals(200, house.http.get("/me", ground.parent.cookie()).status());
        assertEquals(200, ground.openCode(new Browser(house), printed).status());
    }

    @Test
    @DisplayName("the code is good for thirty minutes, and not once it was cancelled or another was made")
    void codeEnds() {
        String late = ground.officeCode(clerk(), ground.parent.id());
        house.clock.move(Duration.ofMinutes(30));
        assertEquals(
                400, RecoveryGround.openInvitation(new Browser(house), late).status());
        String clerk = ground.signIn(ground.clerk);
        String former = ground.officeCode(clerk, ground.parent.id());
        String code = ground.officeCode(clerk, ground.parent.id());
        assertEquals(
                400, RecoveryGround.openInvitation(new Browser(house), former).status());
        Browser browser = new Browser(house);
        RawHttp.Answer opened = RecoveryGround.openInvitation(browser, code);
        String id = house.store
                .read(h -> Recoveries.live(h, house.now()))
                .get(0)
                .id()
                .toString();
        assertEquals(
                303,
                ground.post("/office/recovery/cancel", clerk, "recovery", id).status());
        assertEquals(400, ground.register(browser, new TestKey(), opened).status());
        assertEquals(CredentialStatus.ACTIVE, former());
        assertEquals(1, house.count("audit_row WHERE kind = 'recovery.cancelled'"));
    }

    @Test
    @DisplayName("a colleague's needs two: who asked cannot agree, whom it is about cannot, a third can")
    void colleague() {
        RecoveryGround.Who teacher = ground.staff(Duty.TEACHER);
        RawHttp.Answer asked = ground.post(
                "/office/recovery/open", clerk(), "person", teacher.id().toString());
        assertTrue(asked.body().contains("A second member of staff has to agree"), asked.body());
        assertThrows(IllegalStateException.class, () -> RecoveryGround.codeOn(asked));
        String id = house.store
                .read(h -> Recoveries.live(h, house.now()))
                .get(0)
                .id()
                .toString();
        assertEquals(
                403,
                ground.post("/office/recovery/agree", clerk(), "recovery", id).status());
        assertEquals(
                404,
                ground.post("/office/recovery/agree", teacher.cookie(), "recovery", id)
                        .status());
        assertTrue(
                house.http.get("/office/recovery", ground.lead.cookie()).body().contains("/office/recovery/agree"));
        assertFalse(house.http.get("/office/recovery", clerk()).body().contains("/office/recovery/agree"));
        String code =
                RecoveryGround.codeOn(ground.post("/office/recovery/agree", ground.lead.cookie(), "recovery", id));
        assertEquals(
                403,
                ground.post("/office/recovery/agree", ground.lead.cookie(), "recovery", id)
                        .status());
        assertEquals(200, redeem(code, new TestKey()).status());
        assertEquals(303, house.http.get("/me", teacher.cookie()).status());
    }

    @Test
    @DisplayName(
            "nobody without the duty finds a page; nor without a session, nor with a passkey or an old sign-in does it open")
    void whoMay() {
        assertEquals(
                404, house.http.get("/office/recovery", ground.parent.cookie()).status());
        assertEquals(303, house.http.get("/office/recovery").status());
        RecoveryGround.Who other = ground.staff(Duty.OFFICE);
        house.sql("UPDATE login_session SET acr = 'PASSKEY' WHERE person_id = ?", other.id());
        RawHttp.Answer refused = house.http.get("/office/recovery", other.cookie());
        assertEquals(403, refused.status());
        assertTrue(refused.body().contains("A passkey that is on several devices"));
        assertEquals(200, house.http.get("/office/recovery", clerk()).status());
        ground.readOn(clerk());
        RawHttp.Answer old = house.http.get("/office/recovery", clerk());
        assertEquals(403, old.status());
        assertTrue(old.body().contains("older than ten minutes"));
        RawHttp.Answer foreign = house.http.form(
                "/office/recovery/find", "csrf=x&name=cadi", ground.signIn(ground.clerk), "Origin: " + House.ISSUER);
        assertEquals(403, foreign.status());
    }

    @Test
    @DisplayName(
            "how long is the school's to say: the longest of all its children's schools; with documents perhaps not at all")
    void policy() {
        house.run(tx -> new RecoveryPolicy(2, 0).set(tx, house.audit, ground.school, house.now(), "head"));
        String cookie = Browser.sessionCookie(
                redeem(ground.officeCode(clerk(), ground.parent.id(), "documents"), new TestKey()));
        assertTrue(ground.seesChild(cookie));
        ground.childOf(ground.parent.id(), house.school());
        redeem(ground.officeCode(clerk(), ground.parent.id(), "documents"), new TestKey());
        house.run(tx -> assertEquals(
                house.now().plus(Duration.ofHours(24)),
                CoolingOff.until(tx, ground.parent.id(), house.now()).orElseThrow()));
        assertThrows(IllegalArgumentException.class, () -> new RecoveryPolicy(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new RecoveryPolicy(24, 169));
        assertEquals(new RecoveryPolicy(2, 0), house.store.read(h -> RecoveryPolicy.of(h, ground.school)));
    }

    @Test
    @DisplayName(
            "a family under a restriction recovers in person, and in person only: also where it was entered in between")
    void restricted() {
        String printed = ground.codes(ground.parent.cookie()).get(0);
        Browser browser = new Browser(house);
        RawHttp.Answer opened = ground.openCode(browser, printed);
        UUID other = house.person("guardian", ground.school);
        ground.restrict(other, ground.child);
        assertEquals(400, ground.register(browser, new TestKey(), opened).status());
        assertEquals(400, ground.openCode(new Browser(house), printed).status());
        assertEquals(
                200,
                redeem(ground.officeCode(clerk(), ground.parent.id()), new TestKey())
                        .status());
    }

    @Test
    @DisplayName("by a second key: signs in with it and gives the lost one up; nothing is closed, nobody is asked")
    void bySecondKey() {
        RecoveryGround.Who second = ground.signUp(ground.parent.id(), new TestKey());
        house.run(tx ->
                house.desk.keys().suspendOwn(tx, ground.parent.id(), ground.parent.credential(), house.now(), "lost"));
        assertEquals(CredentialStatus.SUSPENDED, former());
        assertEquals(303, house.http.get("/me", ground.parent.cookie()).status());
        assertTrue(ground.seesChild(ground.signIn(second)));
        assertEquals(0, house.count("cooling_off"));
        assertEquals(0, house.count("recovery"));
    }
}
