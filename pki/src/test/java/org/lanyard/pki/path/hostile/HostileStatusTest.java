package org.lanyard.pki.path.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.pki.path.hostile.Status.Row;
import org.lanyard.pki.path.parse.PathException;

@DisplayName("What strangers may say of a certificate's status: one thing is wrong in each, and it counts for nothing")
class HostileStatusTest {
    static Stream<Row> rows() {
        return Stream.of(ListRows.rows(), AnswerRows.rows()).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void judged(Row row) throws Exception {
        Status status = new Status();
        row.change().accept(status);
        if (row.reason() == null) {
            status.judge();
            return;
        }
        PathException refusal = assertThrows(PathException.class, status::judge, row.name());
        assertEquals(row.reason(), refusal.reason(), refusal.getMessage());
        assertEquals(0, refusal.position().orElse(-1), refusal.getMessage());
    }

    @Test
    void theTableIsLong() {
        assertTrue(rows().filter(row -> row.reason() != null).count() >= 45);
    }
}
