package org.lanyard.webauthn.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.assertion.AttestationFacts;
import org.lanyard.pki.assertion.ModelStatus;
import org.lanyard.pki.assertion.Report;
import org.lanyard.pki.store.TestStore;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.HostileAuthenticator;
import org.lanyard.webauthn.MetadataConfig;
import org.lanyard.webauthn.TurnableClock;
import org.lanyard.webauthn.attestation.FakeFido;
import org.lanyard.webauthn.attestation.Metadata;
import org.lanyard.webauthn.credential.CredentialStore;

@DisplayName("Over HTTP: a model is withdrawn tomorrow, a key's counter goes back")
class WithdrawnModelTest {
    private static final String MODEL = "2fc0579f-8113-47ea-b116-bb5a8db9202a";
    private static final int COUNTER = 33;
    private static final int AAGUID = 37;

    private final TurnableClock clock = new TurnableClock();
    private TestStore store;
    private FakeFido fido;
    private MetadataConfig config;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws Exception {
        store = TestStore.sqlite(CredentialStore.MIGRATIONS);
        fido = new FakeFido(clock.instant());
        config = fido.fetching(folder);
    }

    @AfterEach
    void close() {
        fido.close();
        store.close();
    }

    /** As another node, or the command line, does it. */
    private void refreshed(int number, String... statuses) throws Exception {
        fido.model(MODEL, List.of(), statuses);
        fido.publish(number);
        new Metadata(config, store.store(), clock).refresh();
    }

    private static HostileAuthenticator ofTheModel() {
        byte[] id = HexFormat.of().parseHex(MODEL.replace("-", ""));
        return new HostileAuthenticator().authenticatorData(data -> {
            if (data.length > AAGUID) {
                System.arraycopy(id, 0, data, AAGUID, id.length);
            }
            return data;
        });
    }

    @Test
    void keyOfAModelThatIsWithdrawn_isRefusedAtOnce_andTheDoorIsToldOnce() throws Exception {
        refreshed(1, "FIDO_CERTIFIED_L1 2020-01-01");
        HostileAuthenticator key = ofTheModel();
        try (Service today = new Service(store.store(), config)) {
            assertEquals(200, today.register(Ground.newHandle().toString(), key).status());
            AttestationFacts facts = today.door.asked().get(0).attestation().orElseThrow();
            assertEquals(MODEL, facts.aaguid());
            assertEquals(Optional.of("A key of the test"), facts.model());
            assertFalse(facts.trusted() || facts.certified(), "a claim without a chain");
            assertEquals(200, today.authenticate(key).status());
        }
        refreshed(2, "FIDO_CERTIFIED_L1 2020-01-01", "USER_KEY_REMOTE_COMPROMISE 2026-11-23");
        try (Service tomorrow = new Service(store.store(), config)) {
            tomorrow.door.busy(true);
            assertEquals(400, tomorrow.authenticate(key).status(), "before the door took the report");
            assertEquals(
                    400,
                    tomorrow.register(Ground.newHandle().toString(), ofTheModel())
                            .status());
            assertEquals(
                    200,
                    tomorrow.register(Ground.newHandle().toString(), new HostileAuthenticator())
                            .status(),
                    "other models go on");
        }
        clock.turn(Duration.ofMinutes(1));
        try (Service later = new Service(store.store(), config, clock)) {
            await().until(() -> !later.door.reports().isEmpty());
            assertEquals(
                    List.of(new Report.Model(MODEL, ModelStatus.USER_KEY_REMOTE_COMPROMISE)), later.door.reports());
        }
    }

    @Test
    void counterThatGoesBack_isReported_aResponseSentTwice_isNot() throws Exception {
        try (Service service = new Service(store.store(), MetadataConfig.NONE, clock)) {
            String handle = Ground.newHandle().toString();
            HostileAuthenticator key = new HostileAuthenticator();
            assertEquals(200, service.register(handle, key).status());
            clock.turn(Duration.ofSeconds(5));
            var options = service.request();
            String response = key.get(options.path("publicKey").toString(), Ground.ORIGIN);
            assertEquals(200, service.authenticate(options, response).status());
            assertEquals(400, service.authenticate(options, response).status());
            clock.turn(Duration.ofSeconds(5));
            assertEquals(400, service.authenticate(options, response).status());
            key.authenticatorData(
                    data -> ByteBuffer.wrap(data).putInt(COUNTER, 1).array());
            assertEquals(400, service.authenticate(key).status());
            await().until(() -> !service.door.reports().isEmpty());
            assertEquals(1, service.door.reports().size());
            assertEquals(handle, ((Report.Counter) service.door.reports().get(0)).handle());
        }
    }
}
