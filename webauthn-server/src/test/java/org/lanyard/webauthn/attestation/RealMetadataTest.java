package org.lanyard.webauthn.attestation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.assertion.AttestationFacts;
import org.lanyard.pki.store.TestStore;
import org.lanyard.vectors.SharedVectors;
import org.lanyard.webauthn.MetadataConfig;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.credential.CredentialStore;

/** FIDO's own metadata, no. 9 of 2021, from the folder of conformance data beside the project. */
@DisplayName("FIDO's metadata no. 9, in November 2021")
class RealMetadataTest {
    private static Path blob;
    private static Path root;

    private static final Instant THEN = Instant.parse("2021-11-15T12:00:00Z");
    private static final String CRYPTNOX = "9c835346796b4c278898d6032f515cc5";

    private TestStore store;

    @BeforeAll
    static void isThere() {
        blob = SharedVectors.require("mds/blob-no9.jwt");
        root = SharedVectors.require("mds/root-r3.crt");
    }

    @BeforeEach
    void open() {
        store = TestStore.sqlite(CredentialStore.MIGRATIONS);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Metadata at(Instant now, String signer) {
        MetadataConfig config = new MetadataConfig(
                Optional.of(blob), Optional.empty(), Optional.of(root), signer, MetadataConfig.OFFLINE, List.of());
        return new Metadata(config, store.store(), InstantSource.fixed(now));
    }

    @Test
    void isBelieved_andReadWhole() throws Exception {
        Metadata metadata = at(THEN, MetadataConfig.FIDO);
        assertTrue(metadata.refresh());
        assertFalse(metadata.refresh(), "the same issue is nothing new");
        Metadata.State state = metadata.state();
        assertEquals(Optional.of(9), state.number());
        assertEquals(Optional.of(LocalDate.parse("2021-12-01")), state.nextUpdate());
        assertEquals(98, state.models());
        assertEquals(Map.of(), state.bad());
        assertTrue(state.current());
        AttestationFacts unattested =
                new AttestationJudge(metadata, Set.of()).judge(CRYPTNOX, "none", List.of(), Set.of("nfc"), THEN);
        assertEquals(Optional.of("Cryptnox FIDO2"), unattested.model());
        assertFalse(unattested.trusted());
        assertFalse(unattested.certified(), "that a key is of a certified model is a claim, without a chain");
    }

    @Test
    void everyModel_isJudgedByItsLastWord() throws Exception {
        Metadata metadata = at(THEN, MetadataConfig.FIDO);
        metadata.refresh();
        LocalDate day = Metadata.day(THEN);
        List<ModelVerdict> verdicts = metadata.models().all().stream()
                .map(model -> model.verdict(day))
                .toList();
        assertEquals(75, verdicts.stream().filter(ModelVerdict::certified).count());
        assertEquals(
                5,
                verdicts.stream()
                        .filter(verdict -> verdict.level().equals(Optional.of("L2")))
                        .count());
    }

    /** Of keys from before FIDO2, which have no AAGUID: by the identifier of the attestation key. */
    @Test
    void u2fKeys_areFoundByTheirAttestationKey() throws Exception {
        Metadata metadata = at(THEN, MetadataConfig.FIDO);
        metadata.refresh();
        long found = 0;
        for (Model model : metadata.models().all()) {
            for (X509Certificate listed : model.roots()) {
                found += metadata.models()
                                .of("00000000-0000-0000-0000-000000000000", List.of(listed))
                                .contains(model)
                        ? 1
                        : 0;
            }
        }
        assertEquals(5, found, "models whose own attestation key is listed as a root");
    }

    @Test
    void ofAnotherName_orTooLate_isNotBelieved() {
        assertEquals(Reason.METADATA_SIGNER, refusal(at(THEN, "mds.example")));
        assertEquals(Reason.METADATA_SIGNER, refusal(at(Instant.parse("2026-11-23T09:00:00Z"), MetadataConfig.FIDO)));
    }

    @Test
    void inTheStore_outlivesItsSignersCertificate_andThenCertifiesNothing() throws Exception {
        at(THEN, MetadataConfig.FIDO).refresh();
        Instant years = Instant.parse("2026-11-23T09:00:00Z");
        Metadata later = at(years, MetadataConfig.FIDO);
        later.load();
        assertEquals(Optional.of(9), later.state().number());
        assertFalse(later.isCurrent(years));
        assertTrue(later.isCurrent(Instant.parse("2021-12-30T23:59:59Z")));
        assertFalse(later.isCurrent(Instant.parse("2021-12-31T00:00:00Z")));
    }

    private static Reason refusal(Metadata metadata) {
        return assertThrows(WebAuthnException.class, metadata::refresh).reason();
    }
}
