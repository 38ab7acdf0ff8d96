package org.lanyard.dist.card;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.dist.office.OfficeShell;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.cli.StoreOptions;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.testing.Transcript;
import org.lanyard.session.card.CardStates;
import org.lanyard.session.card.CardStatus;
import org.lanyard.session.http.Desk;

@DisplayName("lanyard card, as the office types it")
class CardCommandTest {
    private static final UUID CARD = UUID.fromString("1a2b3c4d-0000-4000-8000-000000000001");

    @TempDir
    Path folder;

    @Test
    @DisplayName("a card's states: shown, lost, found, damaged, handed in; asked for by name, refused with a hint")
    void states() throws Exception {
        OfficeShell shell = new OfficeShell(folder);
        try (Store store = shell.store()) {
            var random = new java.security.SecureRandom();
            var audit = new AuditLog(
                    MasterKey.openOrCreate(folder.resolve("data").resolve(StoreOptions.MASTER_KEY_FILE)), random);
            Desk desk = Desk.of(store.engine(), audit, new CertificateRegistry(store.engine(), audit), random);
            store.transact(tx -> {
                UUID cadi = Sql.one(
                                tx,
                                "SELECT id FROM person WHERE given_name = 'Cadi'",
                                row -> UUID.fromString(row.getString(1)))
                        .orElseThrow();
                desk.cards()
                        .add(
                                tx,
                                new CardStates.Card(CARD, CardStatus.ACTIVE, Optional.of(cadi)),
                                OfficeShell.NOW,
                                "cli:ada");
                return null;
            });
        }
        Transcript.ofResource(CardCommandTest.class, "states.transcript").replay(shell);
    }
}
