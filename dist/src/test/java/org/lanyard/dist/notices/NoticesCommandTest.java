package org.lanyard.dist.notices;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.dist.office.OfficeShell;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.cli.StoreOptions;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.testing.Transcript;
import org.lanyard.session.notice.NoticeKind;
import org.lanyard.session.notice.Notices;
import org.lanyard.session.notice.Outbox;
import org.lanyard.session.notice.Trouble;

@DisplayName("lanyard notices and lanyard people, as the office types them")
class NoticesCommandTest {
    @TempDir
    Path folder;

    @Test
    void notices() throws Exception {
        OfficeShell shell = new OfficeShell(folder);
        MasterKey master = MasterKey.openOrCreate(folder.resolve("data").resolve(StoreOptions.MASTER_KEY_FILE));
        AuditLog audit = new AuditLog(master, new SecureRandom());
        Notices notices = new Notices(audit, new SecureRandom());
        Outbox outbox = new Outbox(audit, new SecureRandom());
        try (Store store = shell.store()) {
            store.transact(tx -> {
                UUID megan = shell.person(tx, "guardian", "Megan Prydderch");
                UUID rhys = shell.person(tx, "guardian", "Rhys Prydderch");
                notices.tell(tx, NoticeKind.KEY_ADDED, megan, Map.of(), OfficeShell.NOW.minusSeconds(60));
                notices.tell(tx, NoticeKind.KEY_RENAMED, rhys, Map.of(), OfficeShell.NOW.minus(Duration.ofHours(1)));
                Outbox.Claimed first = outbox.claim(tx, "a", 1, OfficeShell.NOW).get(0);
                outbox.failed(tx, first, Trouble.ADDRESS_REFUSED, OfficeShell.NOW);
                return 1;
            });
        }
        Transcript.ofResource(NoticesCommandTest.class, "notices.transcript").replay(shell);
    }
}
