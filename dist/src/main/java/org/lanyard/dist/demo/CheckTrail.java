package org.lanyard.dist.demo;

import static org.lanyard.dist.demo.DemoCheck.require;

import java.nio.file.Path;
import java.util.Optional;
import org.lanyard.pki.audit.AuditReport;
import org.lanyard.pki.audit.AuditVerifier;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Store;

/** The check's auditor: opens the school again after it was closed. */
final class CheckTrail {

    private CheckTrail() {}

    static void verify(Path data) throws Exception {
        DemoFolder folder = DemoFolder.at(data);
        DemoSchool.open(folder, FreePort.or(0)).close();
        try (Store store = Store.open(folder.store(), "pki")) {
            AuditReport report = AuditVerifier.with(
                            MasterKey.openOrCreate(folder.masterKey()), store, Optional.of(folder.auditHeads()))
                    .verify();
            require(report.whole(), "the audit trail: " + report);
        }
    }
}
