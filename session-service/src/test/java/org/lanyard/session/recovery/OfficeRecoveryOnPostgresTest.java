package org.lanyard.session.recovery;

import org.junit.jupiter.api.DisplayName;
import org.lanyard.pki.store.TestStore;

@DisplayName("The same on PostgreSQL")
class OfficeRecoveryOnPostgresTest extends OfficeRecoveryTest {
    @Override
    TestStore store() {
        return TestStore.postgresql("pki", "session");
    }
}
