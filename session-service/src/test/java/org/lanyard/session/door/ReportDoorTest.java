package org.lanyard.session.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.assertion.AttestationFacts;
import org.lanyard.pki.assertion.ModelStatus;
import org.lanyard.pki.assertion.Report;
import org.lanyard.pki.assertion.ReportClaims;
import org.lanyard.pki.assertion.ReportWriter;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.credential.CredentialStatus;
import org.lanyard.session.credential.KeyRing;
import org.lanyard.session.credential.SuspendedBy;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.LogCapture;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.policy.Conveyance;
import org.lanyard.session.policy.KeyPolicy;
import org.lanyard.session.policy.PolicyScope;

@DisplayName("POST /credential/report: the WebAuthn service can withhold a key, and nothing else")
class ReportDoorTest {
    private static final String MODEL = "2fc0579f-8113-47ea-b116-bb5a8db9202a";

    private final TestStore data = store();
    private final House house = new House(data.store());
    private final UUID school = house.school();
    private final UUID parent = house.person("guardian", school);
    private final Browser browser = new Browser(house);

    TestStore store() {
        return TestStore.sqlite("pki", "session");
    }

    @AfterEach
    void close() {
        house.close();
        data.close();
    }

    private String registered(UUID person, String aaguid) {
        TestKey key = new TestKey();
        key.aaguid = UUID.fromString(aaguid);
        Browser own = new Browser(house, browser.service);
        own.facts = AttestationFacts.unattested(aaguid, "none", Set.of());
        own.register(key, person);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.id);
    }

    private String said(Report report, SigningKey key) {
        try {
            return ReportWriter.write(
                    new ReportClaims(
                            Browser.SERVICE,
                            House.ISSUER,
                            house.now(),
                            house.now().plusSeconds(30),
                            House.random(24),
                            report),
                    key);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int post(String jwt) {
        return house.http
                .form("/credential/report", "report=" + URLEncoder.encode(jwt, StandardCharsets.US_ASCII))
                .status();
    }

    private void refused(String reason, String jwt) {
        try (LogCapture log = new LogCapture()) {
            assertEquals(400, post(jwt));
            assertTrue(String.join("\n", log.lines()).contains("reason=" + reason + " "), () -> "" + log.lines());
        }
    }

    private Report counter(String id) {
        return new Report.Counter(Base64.getUrlDecoder().decode(id), house.handleOf(parent));
    }

    private CredentialStatus status(String id) {
        return house.store.read(h -> KeyRing.find(h, id)).orElseThrow().status();
    }

    @Test
    @DisplayName("a counter that went back: suspended, its session over, its owner told; said twice it is the same")
    void counter() {
        String id = registered(parent, MODEL);
        assertEquals(204, post(said(counter(id), browser.service)));
        assertEquals(
                Optional.of(SuspendedBy.COUNTER),
                house.store.read(h -> KeyRing.find(h, id)).orElseThrow().suspendedBy());
        assertEquals(0, house.count("login_session WHERE ended_at IS NULL"));
        assertEquals(1, house.count("notice WHERE kind = 'KEY_SUSPENDED' AND audience = 'person'"));
        assertEquals(204, post(said(counter(id), browser.service)));
        assertEquals(1, house.count("notice WHERE kind = 'KEY_SUSPENDED' AND audience = 'person'"));
    }

    @Test
    @DisplayName("a key that there is not, or of another handle: taken, and nothing changed")
    void nobodys() {
        String id = registered(parent, MODEL);
        UUID other = house.person("guardian", school);
        assertEquals(204, post(said(counter(House.random(24)), browser.service)));
        Report crossed = new Report.Counter(Base64.getUrlDecoder().decode(id), house.handleOf(other));
        assertEquals(204, post(said(crossed, browser.service)));
        assertEquals(CredentialStatus.ACTIVE, status(id));
    }

    @Test
    @DisplayName("a model that is revoked: all its keys, in as many transactions as it takes; no other model's")
    void model() {
        String mine = registered(parent, MODEL);
        String another = registered(parent, "00000000-0000-0000-0000-000000000000");
        for (int i = 0; i < 110; i++) {
            house.sql(
                    "INSERT INTO credential (id, person_id, handle, public_key, backup_eligible, status, confirmed_at, aaguid,"
                            + " format, transports) SELECT ?, person_id, handle, public_key, 0, 'active', 0, aaguid,"
                            + " format, transports FROM credential WHERE id = ?",
                    "copy" + i,
                    mine);
        }
        assertEquals(204, post(said(new Report.Model(MODEL, ModelStatus.REVOKED), browser.service)));
        assertEquals(111, house.count("credential WHERE status = 'suspended' AND suspended_by = 'model'"));
        assertEquals(CredentialStatus.ACTIVE, status(another));
        assertEquals(1, house.count("audit_row WHERE kind = 'model.reported'"));
    }

    @Test
    @DisplayName("where the owner's policy lets such a model in, the key goes on")
    void letIn() {
        String id = registered(parent, MODEL);
        KeyPolicy lenient = new KeyPolicy(
                Conveyance.NONE, Optional.empty(), Set.of(), EnumSet.of(ModelStatus.REVOKED), false, false, 1);
        house.run(tx -> house.desk
                .policies()
                .set(tx, PolicyScope.everywhere("guardian"), lenient, house.now(), "cli:ada", "low risk at home"));
        ModelStatus physical = ModelStatus.USER_KEY_PHYSICAL_COMPROMISE;
        assertEquals(204, post(said(new Report.Model(MODEL, physical), browser.service)));
        assertEquals(CredentialStatus.ACTIVE, status(id));
        assertEquals(204, post(said(new Report.Model(MODEL, ModelStatus.REVOKED), browser.service)));
        assertEquals(CredentialStatus.SUSPENDED, status(id));
    }

    @Test
    @DisplayName(
            "refused: replayed, of no model, of another's key, after the service's certificate was revoked, no report")
    void refusals() {
        String id = registered(parent, MODEL);
        String once = said(counter(House.random(24)), browser.service);
        assertEquals(204, post(once));
        refused("REPORT_USED", once);
        refused(
                "REPORT_OF_NO_MODEL",
                said(new Report.Model(new UUID(0, 0).toString(), ModelStatus.REVOKED), browser.service));
        SigningKey kiosk = house.issue(Profile.KIOSK, new SubjectName.Service(Browser.SERVICE));
        refused("REPORT_ASSERTION", said(counter(id), kiosk));
        refused("REPORT_ASSERTION", browser.signIn(new TestKey(), browser.challenge(), house.handleOf(parent)));
        String late = said(counter(id), browser.service);
        house.run(tx -> house.certificates.revoke(
                tx, house.idOf(browser.service), RevocationReason.KEY_COMPROMISE, house.now(), "office", "stolen"));
        refused("SERVICE_CERTIFICATE_NOT_GOOD", late);
        assertEquals(CredentialStatus.ACTIVE, status(id));
    }
}
