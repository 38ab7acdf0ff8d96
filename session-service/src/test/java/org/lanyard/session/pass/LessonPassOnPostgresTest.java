package org.lanyard.session.pass;

import org.junit.jupiter.api.DisplayName;
import org.lanyard.pki.store.TestStore;

@DisplayName("The same on PostgreSQL")
class LessonPassOnPostgresTest extends LessonPassTest {
    @Override
    TestStore store() {
        return TestStore.postgresql("pki", "session");
    }
}
