package org.lanyard.pki.path.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.pki.path.hostile.Hostile.Row;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.rules.StricterRule;

@DisplayName("Chains that strangers may hand in: one thing is wrong in each, and it is refused for that")
class HostileChainsTest {

    static Stream<Row> rows() {
        return all().stream();
    }

    private static List<Row> all() {
        List<Row> rows = new ArrayList<>(CertificateRows.rows());
        rows.addAll(PathRows.rows());
        rows.addAll(NameRows.rows());
        return rows;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void refused(Row row) throws Exception {
        Hostile chain = new Hostile();
        row.change().accept(chain);
        if (row.reason() == null) {
            chain.judge();
            return;
        }
        PathException refusal = assertThrows(PathException.class, chain::judge, row.name());
        assertEquals(row.reason(), refusal.reason(), refusal.getMessage());
        assertEquals(row.position(), refusal.position().orElse(-1), refusal.getMessage());
        if (row.rule() != null) {
            // What the rule alone refuses is valid once it is let go of.
            chain.judge(Set.of(row.rule()));
        }
    }

    @Test
    void theTableIsLongAndEachStricterRuleHasARow() {
        List<Row> rows = all();
        assertTrue(rows.stream().filter(row -> row.reason() != null).count() >= 120, rows.size() + " rows");
        Set<StricterRule> held = new HashSet<>();
        rows.forEach(row -> held.add(row.rule()));
        held.remove(null);
        assertEquals(EnumSet.allOf(StricterRule.class), held);
    }
}
