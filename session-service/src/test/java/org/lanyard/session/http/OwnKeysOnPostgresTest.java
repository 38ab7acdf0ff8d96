package org.lanyard.session.http;

import org.junit.jupiter.api.DisplayName;
import org.lanyard.pki.store.TestStore;

@DisplayName("The same on PostgreSQL")
class OwnKeysOnPostgresTest extends OwnKeysTest {
    @Override
    TestStore store() {
        return TestStore.postgresql("pki", "session");
    }
}
