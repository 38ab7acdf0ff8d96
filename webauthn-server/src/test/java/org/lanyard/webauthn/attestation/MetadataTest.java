package org.lanyard.webauthn.attestation;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.pki.assertion.ModelStatus;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.store.TestStore;
import org.lanyard.webauthn.MetadataConfig;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.TurnableClock;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.credential.CredentialStore;
import org.lanyard.webauthn.report.Reports;

@DisplayName("FIDO Metadata Service 3.1 §3.2: the metadata is believed, or all stays as it was")
class MetadataTest {
    private static final String MODEL = "2fc0579f-8113-47ea-b116-bb5a8db9202a";
    private static final String HEX = MODEL.replace("-", "");

    private final TurnableClock clock = new TurnableClock();
    private FakeFido fido;
    private TestStore store;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws Exception {
        fido = new FakeFido(clock.instant());
        fido.model(MODEL, List.of(), "FIDO_CERTIFIED_L1 2020-01-01");
        store = TestStore.sqlite(CredentialStore.MIGRATIONS);
    }

    @AfterEach
    void close() {
        fido.close();
        store.close();
    }

    private Metadata metadata(MetadataConfig config) {
        return new Metadata(config, store.store(), clock);
    }

    private static Reason refusal(Metadata metadata) {
        return assertThrows(WebAuthnException.class, metadata::refresh).reason();
    }

    /** What comes instead of the third issue. */
    private record Row(String id, Reason reason, Change served) {
        @Override
        public String toString() {
            return id + " → " + reason;
        }
    }

    /** Serves something else. */
    private interface Change {
        void at(FakeFido fido) throws Exception;
    }

    private static Row row(String id, Reason reason, Change served) {
        return new Row(id, reason, served);
    }

    static Stream<Row> rows() {
        return Stream.of(
                row("nothing", Reason.METADATA_UNAVAILABLE, FakeFido::goOffline),
                row("an older issue", Reason.METADATA_WENT_BACK, fido -> fido.publish(1)),
                row("signed by another key", Reason.METADATA_SIGNATURE, fido -> fido.serve(fido.issueSignedBadly(3))),
                row("signed by another host", Reason.METADATA_SIGNER, fido -> fido.serve(fido.issueOfAnotherHost(3))),
                row("under another root", Reason.METADATA_SIGNER, fido -> fido.serve(fido.issueUnderAnotherRoot(3))),
                row("by a revoked signer", Reason.METADATA_SIGNER_REVOKED, fido -> {
                    fido.publish(3);
                    fido.revokeSigner();
                }),
                row("without a revocation list", Reason.METADATA_REVOCATION_UNKNOWN, fido -> {
                    fido.publish(3);
                    fido.withdrawList();
                }),
                row(
                        "under another legal header",
                        Reason.METADATA_LEGAL_HEADER,
                        fido -> fido.serve(fido.signed(fido.payload(3, "All yours")))),
                row(
                        "cut off",
                        Reason.METADATA_MALFORMED,
                        fido -> fido.serve(fido.issue(3).substring(0, 900))),
                row("cut off behind the signature's dot", Reason.METADATA_MALFORMED, fido -> {
                    String issue = fido.issue(3);
                    fido.serve(issue.substring(0, issue.lastIndexOf('.') + 1));
                }),
                row(
                        "a page of a captive portal",
                        Reason.METADATA_MALFORMED,
                        fido -> fido.serve("<!doctype html><title>Sign in. Please.</title>")),
                row("changed by one character", Reason.METADATA_SIGNATURE, fido -> {
                    String issue = fido.issue(3);
                    int at = issue.indexOf('.') + 10;
                    fido.serve(
                            issue.substring(0, at) + (issue.charAt(at) == 'A' ? 'B' : 'A') + issue.substring(at + 1));
                }),
                row("no object", Reason.METADATA_MALFORMED, fido -> fido.serve(fido.signed("[3]"))),
                row(
                        "without a number",
                        Reason.METADATA_MALFORMED,
                        fido -> fido.serve(fido.signed("{\"legalHeader\":\"x\",\"entries\":[]}"))),
                row(
                        "x5u to fetch",
                        Reason.METADATA_MALFORMED,
                        fido -> fido.serve(fido.signedWithHeader("x5u", "http://localhost/chain.pem"))),
                row("alg none", Reason.METADATA_MALFORMED, fido -> fido.serve(fido.signedWithHeader("alg", "none"))),
                row("over 32 MiB", Reason.METADATA_UNAVAILABLE, fido -> fido.serve("A".repeat(BlobText.LIMIT + 1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void refresh_ofWhatIsNotToBeBelieved_changesNothing(Row row) throws Exception {
        Metadata metadata = metadata(fido.fetching(folder));
        fido.publish(2);
        assertTrue(metadata.refresh());
        row.served().at(fido);
        assertEquals(row.reason(), refusal(metadata));
        Metadata.State state = metadata.state();
        assertEquals(Optional.of(2), state.number());
        assertTrue(state.failure().orElseThrow().startsWith(row.reason().name()), state.failure()::toString);
        assertTrue(state.current());
        Metadata another = metadata(fido.fetching(folder));
        another.load();
        assertEquals(Optional.of(2), another.state().number(), "in the store too");
        fido.publish(3);
        assertEquals(
                row.reason() == Reason.METADATA_SIGNER_REVOKED
                        || row.reason() == Reason.METADATA_REVOCATION_UNKNOWN
                        || row.id().equals("nothing"),
                refreshFails(metadata));
    }

    private static boolean refreshFails(Metadata metadata) {
        try {
            metadata.refresh();
            return false;
        } catch (WebAuthnException refused) {
            return true;
        }
    }

    @StoreTest(migrations = CredentialStore.MIGRATIONS)
    void issue_isKept_forANodeThatStartsWithoutANetwork(Store shared) throws Exception {
        fido.publish(7);
        Metadata first = new Metadata(fido.fetching(folder), shared, clock);
        assertTrue(first.refresh());
        assertFalse(first.refresh());
        fido.goOffline();
        Metadata second = new Metadata(fido.fetching(folder), shared, clock);
        second.load();
        assertEquals(Optional.of(7), second.state().number());
        assertEquals(1, second.state().models());
        assertEquals(Reason.METADATA_UNAVAILABLE, refusal(second));
        assertTrue(second.isCurrent(clock.instant()));
        clock.turn(Duration.ofDays(30).plus(MetadataConfig.OFFLINE).plusDays(1));
        assertFalse(second.isCurrent(clock.instant()), "offline for longer than is configured");
    }

    @StoreTest(migrations = CredentialStore.MIGRATIONS)
    void modelWithdrawnTomorrow_isReportedOnce_andRefused(Store shared) throws Exception {
        fido.publish(1);
        Metadata metadata = new Metadata(fido.fetching(folder), shared, clock);
        metadata.refresh();
        assertDoesNotThrow(() -> metadata.requireGood(HEX));
        assertEquals(0, shared.<Long, RuntimeException>read(Reports::waiting));
        fido.model(MODEL, List.of(), "FIDO_CERTIFIED_L1 2020-01-01", "USER_KEY_REMOTE_COMPROMISE 2026-11-23");
        fido.publish(2);
        metadata.refresh();
        fido.publish(3);
        metadata.refresh();
        assertEquals(1, shared.<Long, RuntimeException>read(Reports::waiting));
        assertEquals(
                Map.of(MODEL, ModelStatus.USER_KEY_REMOTE_COMPROMISE),
                metadata.state().bad());
        assertEquals(
                Reason.MODEL_WITHDRAWN,
                assertThrows(WebAuthnException.class, () -> metadata.requireGood(HEX))
                        .reason());
        assertDoesNotThrow(() -> metadata.requireGood("0".repeat(32)));
        Metadata another = new Metadata(fido.fetching(folder), shared, clock);
        another.load();
        assertThrows(WebAuthnException.class, () -> another.requireGood(HEX), "another node, from the store");
    }

    @Test
    void byHand_isReadFromAFile_withListsBesideIt() throws Exception {
        MetadataConfig config = fido.reading(folder);
        assertEquals(Reason.METADATA_UNAVAILABLE, refusal(metadata(config)));
        Files.writeString(folder.resolve("blob.jwt"), fido.issue(4) + "\n");
        byte[] revoked = fido.revokeSigner();
        fido.goOffline();
        Metadata metadata = metadata(config);
        assertTrue(metadata.refresh(), "without a list it is taken, and nothing is fetched");
        Files.write(folder.resolve("root.crl"), revoked);
        Files.writeString(folder.resolve("blob.jwt"), fido.issue(5));
        assertEquals(Reason.METADATA_SIGNER_REVOKED, refusal(metadata));
        assertEquals(Optional.of(4), metadata.state().number());
    }

    @Test
    void underAnotherRoot_anyNumberWillDo() throws Exception {
        fido.publish(9);
        metadata(fido.fetching(folder)).refresh();
        try (FakeFido other = new FakeFido(clock.instant())) {
            other.publish(1);
            Metadata moved = metadata(other.fetching(folder));
            moved.load();
            assertEquals(Optional.empty(), moved.state().number());
            assertTrue(moved.refresh());
            assertEquals(Optional.of(1), moved.state().number());
        }
    }

    @Test
    void isDue_afterAWhile_andSoonerAfterAFailure() throws Exception {
        Metadata metadata = metadata(fido.fetching(folder));
        Duration success = Duration.ofHours(6);
        Duration failure = Duration.ofMinutes(15);
        assertTrue(metadata.isDue(success, failure));
        assertEquals(Reason.METADATA_UNAVAILABLE, refusal(metadata));
        assertFalse(metadata.isDue(success, failure));
        clock.turn(failure);
        assertTrue(metadata.isDue(success, failure));
        fido.publish(1);
        metadata.refresh();
        clock.turn(failure);
        assertFalse(metadata.isDue(success, failure));
        clock.turn(success);
        assertTrue(metadata.isDue(success, failure));
    }
}
