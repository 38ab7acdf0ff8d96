package org.lanyard.session.door;

import org.junit.jupiter.api.DisplayName;
import org.lanyard.pki.store.TestStore;

@DisplayName("The same on PostgreSQL")
class ReportDoorOnPostgresTest extends ReportDoorTest {
    @Override
    TestStore store() {
        return TestStore.postgresql("pki", "session");
    }
}
