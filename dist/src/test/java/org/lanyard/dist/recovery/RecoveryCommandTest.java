package org.lanyard.dist.recovery;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.dist.office.OfficeShell;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.cli.StoreOptions;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.testing.Transcript;
import org.lanyard.session.http.Desk;
import org.lanyard.session.login.EndedWithCertificate;
import org.lanyard.session.recovery.Recoveries;

@DisplayName("lanyard recovery, as the office types it")
class RecoveryCommandTest {
    @TempDir
    Path folder;

    @Test
    void recoveries() throws Exception {
        OfficeShell shell = new OfficeShell(folder);
        MasterKey master = MasterKey.openOrCreate(folder.resolve("data").resolve(StoreOptions.MASTER_KEY_FILE));
        SecureRandom random = new SecureRandom();
        AuditLog audit = new AuditLog(master, random);
        try (Store store = shell.store()) {
            Recoveries recoveries = Desk.of(
                            store.engine(),
                            audit,
                            new CertificateRegistry(store.engine(), audit, new EndedWithCertificate(audit)),
                            random)
                    .recoveries();
            store.<UUID, Exception>transact(tx -> {
                UUID clerk = shell.person(tx, "staff", "Nia Bowen");
                UUID megan = shell.person(tx, "guardian", "Megan Prydderch");
                UUID teacher = shell.person(tx, "staff", "Gwyn Lloyd");
                recoveries.atOffice(
                        tx,
                        new Recoveries.Order(megan, shell.school, false, false),
                        clerk,
                        OfficeShell.NOW.minusSeconds(120));
                return recoveries.propose(
                        tx,
                        new Recoveries.Order(teacher, shell.school, false, false),
                        clerk,
                        OfficeShell.NOW.minusSeconds(60));
            });
        }
        Transcript.ofResource(RecoveryCommandTest.class, "recoveries.transcript")
                .replay(shell);
    }
}
