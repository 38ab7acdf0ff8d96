package org.lanyard.webauthn.attestation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.assertion.AttestationFacts;
import org.lanyard.pki.store.TestStore;
import org.lanyard.pki.testing.TestKeys;
import org.lanyard.webauthn.MetadataConfig;
import org.lanyard.webauthn.TurnableClock;
import org.lanyard.webauthn.credential.CredentialStore;

@DisplayName("W3C WebAuthn Level 3 §7.1 step 24: who vouches for a key")
class AttestationJudgeTest {
    private static final String MODEL = "2fc0579f-8113-47ea-b116-bb5a8db9202a";
    private static final String OTHER = "c1f9a0bc-1dd2-404a-b27f-8e29047a43fd";

    private final TurnableClock clock = new TurnableClock();
    private FakeFido fido;
    private TestStore store;
    private FakeAuthority maker;
    private X509Certificate key;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws Exception {
        fido = new FakeFido(clock.instant());
        store = TestStore.sqlite(CredentialStore.MIGRATIONS);
        maker = new FakeAuthority(clock.instant(), "http://maker.example/none.crl");
        key = maker.certify("key.example", TestKeys.p256().getPublic());
    }

    @AfterEach
    void close() {
        fido.close();
        store.close();
    }

    private AttestationJudge judge(X509Certificate... extra) throws Exception {
        fido.publish(1);
        Metadata metadata = new Metadata(fido.fetching(folder), store.store(), clock);
        metadata.refresh();
        return new AttestationJudge(metadata, Set.of(extra));
    }

    private AttestationFacts facts(AttestationJudge judge, String aaguid, X509Certificate... chain) throws Exception {
        List<byte[]> der = new java.util.ArrayList<>();
        for (X509Certificate each : chain) {
            der.add(each.getEncoded());
        }
        return judge.judge(aaguid.replace("-", ""), "packed", der, Set.of("usb"), clock.instant());
    }

    private static String said(AttestationFacts facts) {
        return (facts.trusted() ? "trusted" : "not trusted")
                + (facts.certified() ? ", certified" : "")
                + facts.level().map(level -> " " + level).orElse("")
                + facts.model().map(model -> ": " + model).orElse("");
    }

    @Test
    void keyOfACertifiedModel_underTheModelsRoot() throws Exception {
        fido.model(MODEL, List.of(maker.root()), "FIDO_CERTIFIED_L2 2020-01-01");
        AttestationJudge judge = judge();
        assertEquals("trusted, certified L2: A key of the test", said(facts(judge, MODEL, key)));
        assertEquals("trusted, certified L2: A key of the test", said(facts(judge, MODEL, key, maker.root())));
        assertEquals(MODEL, facts(judge, MODEL, key).aaguid());
    }

    @Test
    void keyWithoutAChain_orUnderAnotherRoot_isNotTrusted_whateverItClaims() throws Exception {
        fido.model(MODEL, List.of(maker.root()), "FIDO_CERTIFIED_L2 2020-01-01");
        FakeAuthority forger = new FakeAuthority(clock.instant(), "http://maker.example/none.crl");
        X509Certificate forged = forger.certify("key.example", TestKeys.p256().getPublic());
        AttestationJudge judge = judge();
        assertEquals("not trusted: A key of the test", said(facts(judge, MODEL)));
        assertEquals("not trusted: A key of the test", said(facts(judge, MODEL, forged)));
        assertEquals("not trusted: A key of the test", said(facts(judge, MODEL, forged, forger.root())));
        assertEquals("not trusted: A key of the test", said(facts(judge, MODEL, forged, maker.root())));
    }

    @Test
    void rootOfOneModel_vouchesForNoOther() throws Exception {
        fido.model(MODEL, List.of(maker.root()), "FIDO_CERTIFIED_L2 2020-01-01");
        fido.model(OTHER, List.of(), "FIDO_CERTIFIED_L1 2020-01-01");
        AttestationJudge judge = judge();
        assertEquals("not trusted: A key of the test", said(facts(judge, OTHER, key)));
        assertEquals("not trusted", said(facts(judge, "00000000-0000-0000-0000-000000000000", key)));
    }

    @Test
    void certificateItself_mayBeListed() throws Exception {
        fido.model(MODEL, List.of(key), "FIDO_CERTIFIED 2020-01-01");
        AttestationJudge judge = judge();
        assertEquals("trusted, certified: A key of the test", said(facts(judge, MODEL, key)));
        X509Certificate next = maker.certify("key.example", TestKeys.p256().getPublic());
        assertEquals("not trusted: A key of the test", said(facts(judge, MODEL, next)));
    }

    @Test
    void modelThatIsNotCertified_isTrustedAllTheSame() throws Exception {
        fido.model(MODEL, List.of(maker.root()), "NOT_FIDO_CERTIFIED 2020-01-01");
        assertEquals("trusted: A key of the test", said(facts(judge(), MODEL, key)));
    }

    @Test
    void attestationKeyThatOthersHave_vouchesForNothing_theModelsOtherKeysDo() throws Exception {
        fido.model(
                MODEL, List.of(maker.root()), "FIDO_CERTIFIED_L1 2020-01-01", "ATTESTATION_KEY_COMPROMISE 2021-01-01");
        fido.withCertificate(MODEL, key);
        AttestationJudge judge = judge(maker.root());
        assertEquals("not trusted: A key of the test", said(facts(judge, MODEL, key)));
        X509Certificate next = maker.certify("key.example", TestKeys.p256().getPublic());
        assertEquals("trusted, certified L1: A key of the test", said(facts(judge, MODEL, next)));
    }

    @Test
    void rootByConfiguration_vouches_andCertifiesNothing() throws Exception {
        assertEquals("trusted", said(facts(judge(maker.root()), OTHER, key)));
        assertEquals("not trusted", said(facts(judge(), OTHER, key)));
    }

    @Test
    void metadataOutOfItsTime_certifiesNothing_andIsTrustedStill() throws Exception {
        fido.model(MODEL, List.of(maker.root()), "FIDO_CERTIFIED_L2 2020-01-01");
        AttestationJudge judge = judge();
        clock.turn(Duration.ofDays(30).plus(MetadataConfig.OFFLINE).minusDays(1));
        assertEquals("trusted, certified L2: A key of the test", said(facts(judge, MODEL, key)));
        clock.turn(Duration.ofDays(1));
        assertEquals("trusted: A key of the test", said(facts(judge, MODEL, key)));
    }

    @Test
    void withoutMetadata_onlyWhatIsConfigured() throws Exception {
        Metadata none = new Metadata(MetadataConfig.NONE, store.store(), clock);
        none.load();
        AttestationJudge judge = new AttestationJudge(none, Set.of(maker.root()));
        assertEquals("trusted", said(facts(judge, MODEL, key)));
        assertEquals(Optional.empty(), facts(judge, MODEL).model());
    }
}
