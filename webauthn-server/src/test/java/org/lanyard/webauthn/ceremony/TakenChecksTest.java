package org.lanyard.webauthn.ceremony;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.TestStore;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.credential.CredentialStore;

/**
 * The hostile tables of this room, against the module with one check taken out: a row is there for the check that refused it,
 * so without that check it must be let through, or be refused for another reason. And every check has such a row.
 */
@Tag("rule-taken-out")
@DisplayName("WebAuthn Level 3 §7.1 and §7.2: each check is needed")
class TakenChecksTest {
    /** The checks behind which another refuses for the same reason, so that no row can be in need of them, and which. */
    private static final Map<String, String> TWICE = Map.of(
            "AuthenticationCeremony.java: require(counted",
            "the store compares once more when it sets, against another sign-in at the same moment",
            "YubicoVerdict.java: WebAuthnException.require( result.isSuccess()",
            "the library itself, since 2.8.2",
            "CoseKey.java: WebAuthnException.require(bytes(key, -2).length == length",
            "the library cannot import a point of another length");

    /** The rows that something else refuses too, for the same reason; the check itself has another row that needs it. */
    private static final Map<String, String> STILL = Map.of(
            "§7.1 a curve that is not the algorithm's", "the library cannot import such a key",
            "§7.1 a coordinate too short", "nor is it a point of the curve",
            "§7.1 a packed statement with no signature in it", "the library misses the signature",
            "§7.1 packed, and no statement", "the library misses the signature",
            "§7.1 a statement of FIDO U2F without its certificate", "the library misses the certificate",
            "§7.1 the same registration played again", "the store has an id once",
            "§7.1 somebody else's credential id", "the store has an id once");

    @Test
    void withoutItsCheck_noRowIsRefusedAsBefore_andEveryCheckHasARow() throws Exception {
        TakenChecks module = new TakenChecks();
        assertTrue(module.checks().size() > 50, "found in the sources: " + module.checks());
        Set<String> rowless = new TreeSet<>(module.checks());
        List<String> wrong = new ArrayList<>();
        List<String> needless = new ArrayList<>();
        try (TestStore store = TestStore.sqlite(CredentialStore.MIGRATIONS)) {
            Rows rows = new Rows(module, store.store());
            for (int row = 0; row < rows.names.size(); row++) {
                TakenOut.take("");
                String refused = rows.verdict(row);
                String check = TakenOut.refusing();
                if (!refused.split(":")[0].equals(rows.reason(row))) {
                    wrong.add(rows.names.get(row) + ": " + refused);
                    continue;
                }
                if (check.isEmpty()) {
                    continue; // A reader's: there would be nothing to go on with.
                }
                TakenOut.take(check);
                if (!rows.verdict(row).equals(refused)) {
                    rowless.remove(check);
                } else if (!twice(check) && !STILL.containsKey(rows.names.get(row))) {
                    needless.add(rows.names.get(row) + ": refused just so without " + check);
                }
            }
        } finally {
            TakenOut.take("");
        }
        assertEquals(List.of(), wrong, "rows that the whole module answers otherwise");
        assertEquals(List.of(), needless, "rows that do not need their check");
        assertEquals(
                TWICE.size(), rowless.stream().filter(TakenChecksTest::twice).count(), "needed after all: " + rowless);
        rowless.removeIf(TakenChecksTest::twice);
        assertEquals(Set.of(), rowless, "checks that no row needs");
    }

    private static boolean twice(String check) {
        return TWICE.keySet().stream().anyMatch(check::startsWith);
    }

    /** {@link TakenRows} in the other class loader. */
    private static final class Rows {
        private final Object rows;
        private final Method verdict;
        private final Method reason;
        private final List<?> names;

        Rows(ClassLoader loader, Store store) throws ReflectiveOperationException {
            Class<?> type = loader.loadClass(TakenRows.class.getName());
            assertFalse(type == TakenRows.class, "loaded anew");
            rows = type.getConstructor(Store.class).newInstance(store);
            verdict = type.getMethod("verdict", int.class);
            reason = type.getMethod("reason", int.class);
            names = (List<?>) type.getMethod("names").invoke(rows);
        }

        String verdict(int row) throws ReflectiveOperationException {
            return (String) verdict.invoke(rows, row);
        }

        String reason(int row) throws ReflectiveOperationException {
            return Reason.valueOf((String) reason.invoke(rows, row)).name();
        }
    }
}
