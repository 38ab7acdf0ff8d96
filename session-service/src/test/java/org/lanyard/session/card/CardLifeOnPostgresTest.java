package org.lanyard.session.card;

import org.junit.jupiter.api.DisplayName;
import org.lanyard.pki.store.TestStore;

@DisplayName("The same on PostgreSQL")
class CardLifeOnPostgresTest extends CardLifeTest {
    @Override
    TestStore store() {
        return TestStore.postgresql("pki", "session");
    }
}
