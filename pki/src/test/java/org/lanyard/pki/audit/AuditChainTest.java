package org.lanyard.pki.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.lanyard.pki.audit.AuditFinding.Kind;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;

@DisplayName("The audit chain")
class AuditChainTest {
    private AuditTrail trail;

    @BeforeEach
    void begin(Store store) {
        trail = new AuditTrail(store);
    }

    @AfterEach
    void end() throws IOException {
        trail.close();
    }

    private long row(int nth) {
        return trail.number("SELECT id FROM audit_row ORDER BY id LIMIT 1 OFFSET ?", nth);
    }

    private AuditFinding only(Kind kind) {
        AuditReport report = trail.verify();
        assertEquals(
                List.of(kind),
                report.findings().stream().map(AuditFinding::kind).toList(),
                report::toString);
        return report.findings().get(0);
    }

    @Nested
    @DisplayName("when nobody touched it")
    class Whole {
        @StoreTest
        @DisplayName("is whole, across blocks, full ones too")
        void whole() throws IOException {
            trail.append(0, 2 * Sealing.MOST + 3);
            assertEquals(2 * Sealing.MOST + 3, trail.sealer.seal());
            trail.sealInSteps(20, 7);
            AuditReport report = trail.verify();
            assertTrue(report.whole(), report::toString);
            assertEquals(2 * Sealing.MOST + 23, report.sealed());
            assertEquals(0, report.unsealed());
            assertEquals(Optional.of(report.sealed()), report.headFilePlace());
            assertTrue(report.key().orElseThrow().startsWith("-----BEGIN PUBLIC KEY-----\n"));
        }

        @StoreTest
        @DisplayName("and empty, is whole before and after the first pass")
        void empty() throws IOException {
            assertTrue(trail.verify().whole());
            assertEquals(0, trail.sealer.seal());
            assertTrue(trail.verify().whole());
        }

        @StoreTest
        @DisplayName("tells which rows are not sealed yet")
        void unsealed() throws IOException {
            trail.sealInSteps(10, 5);
            trail.append(10, 14);
            AuditReport report = trail.verify();
            assertTrue(report.whole());
            assertEquals(4, report.unsealed());
            assertEquals(Optional.of(row(10)), report.firstUnsealed());
            assertEquals(Optional.of(AuditTrail.NOON.plusMillis(10)), report.oldestUnsealed());
        }

        @StoreTest(engines = Engine.POSTGRESQL)
        @DisplayName("takes in a row whose lower id was committed late")
        void late() throws IOException {
            trail.append(0, 3);
            long id = row(1);
            trail.freeIds();
            trail.change("UPDATE audit_row SET id = id + 100 WHERE id >= ?", id);
            trail.sealer.seal();
            trail.change("INSERT INTO audit_row (id, at, kind, actor, facts)" + " VALUES (" + id
                    + ", 5, 'late', 'x', '{}')");
            AuditReport before = trail.verify();
            assertTrue(before.whole(), before::toString);
            assertEquals(1, before.unsealed());
            assertEquals(Optional.of(id), before.firstUnsealed());
            assertEquals(1, trail.sealer.seal());
            AuditReport after = trail.verify();
            assertTrue(after.whole(), after::toString);
            assertEquals(4, after.sealed());
        }
    }

    @Nested
    @DisplayName("names a row")
    class Rows {
        private void changed(String assignment) throws IOException {
            trail.sealInSteps(30, 8);
            long id = row(12);
            assertEquals(1, trail.change("UPDATE audit_row SET " + assignment + " WHERE id = ?", id));
            AuditFinding finding = only(Kind.ROW_CHANGED);
            assertEquals(id, finding.row());
            assertEquals(13, finding.place());
            assertEquals(1, finding.count());
        }

        @StoreTest
        @DisplayName("whose time was changed")
        void at() throws IOException {
            changed("at = at + 1");
        }

        @StoreTest
        @DisplayName("whose kind was changed")
        void kind() throws IOException {
            changed("kind = 'session.ended'");
        }

        @StoreTest
        @DisplayName("whose actor was changed")
        void actor() throws IOException {
            changed("actor = 'nobody'");
        }

        @StoreTest
        @DisplayName("whose subject was changed")
        void subject() throws IOException {
            changed("subject = 'subject-9'");
        }

        @StoreTest
        @DisplayName("whose subject was taken away")
        void noSubject() throws IOException {
            changed("subject = NULL");
        }

        @StoreTest
        @DisplayName("whose facts were changed")
        void facts() throws IOException {
            changed("facts = '{}'");
        }

        @StoreTest
        @DisplayName("whose ciphertext was taken away")
        void personal() throws IOException {
            changed("personal = NULL");
        }

        @StoreTest
        @DisplayName("part of which was moved from one column to the next")
        void shifted() throws IOException {
            changed("kind = kind || substr(actor, 1, 1), actor = substr(actor, 2)");
        }

        @StoreTest
        @DisplayName("that was deleted, the first one, the last one, and how many")
        void deleted() throws IOException {
            trail.sealInSteps(30, 8);
            long id = row(0);
            long last = row(29);
            trail.change("DELETE FROM audit_row WHERE id = ? OR id = ? OR id = ?", id, row(15), last);
            AuditFinding finding = only(Kind.ROW_MISSING);
            assertEquals(id, finding.row());
            assertEquals(3, finding.count());
        }

        @StoreTest
        @DisplayName("that changed places with another")
        void reordered() throws IOException {
            trail.sealInSteps(30, 8);
            trail.freeIds();
            long a = row(12);
            long b = row(14);
            trail.change("UPDATE audit_row SET id = -1 WHERE id = ?", a);
            trail.change("UPDATE audit_row SET id = ? WHERE id = ?", a, b);
            trail.change("UPDATE audit_row SET id = ? WHERE id = -1", b);
            AuditFinding finding = only(Kind.ROW_CHANGED);
            assertEquals(a, finding.row());
            assertEquals(2, finding.count());
        }

        @StoreTest
        @DisplayName("that was put in among sealed ones, as not sealed")
        void inserted() throws IOException {
            trail.sealInSteps(10, 5);
            trail.freeIds();
            trail.change("UPDATE audit_row SET id = id + 1000");
            trail.change("DELETE FROM audit_seal");
            trail.change("DELETE FROM audit_head");
            Files.delete(trail.headFile);
            trail.sealer.seal();
            trail.change("INSERT INTO audit_row (id, at, kind, actor, facts)" + " VALUES (7, 5, 'forged', 'x', '{}')");
            AuditReport report = trail.verify();
            assertEquals(1, report.unsealed());
            assertEquals(Optional.of(7L), report.firstUnsealed());
        }
    }

    @Nested
    @DisplayName("names a head or a block")
    class Heads {
        private void recompute() {
            trail.change("DELETE FROM audit_seal");
            trail.store.transact(Forger::reseal);
        }

        @StoreTest
        @DisplayName("computed anew after a change, without the key")
        void recomputed() throws IOException {
            trail.sealInSteps(30, 8);
            trail.change("UPDATE audit_row SET actor = 'nobody' WHERE id = ?", row(12));
            recompute();
            AuditReport report = trail.verify();
            assertEquals(
                    List.of(Kind.HEAD_SIGNATURE_WRONG, Kind.HEAD_FILE_CONTRADICTS_CHAIN),
                    report.findings().stream().map(AuditFinding::kind).toList());
            // Heads were written at 8, 16, 24 and 30: the change lies after 8 and not after 16.
            assertEquals(16, report.findings().get(1).place());
            assertEquals(3, report.findings().get(1).count());
        }

        @StoreTest
        @DisplayName("whose signature was changed")
        void signature() throws IOException {
            trail.sealInSteps(10, 5);
            trail.change("UPDATE audit_head SET at = at + 1");
            only(Kind.HEAD_SIGNATURE_WRONG);
        }

        @StoreTest
        @DisplayName("that an older one was put in place of")
        void older() throws IOException {
            trail.sealInSteps(8, 8);
            SignedHead old =
                    SignedHead.parse(Files.readAllLines(trail.headFile).get(1)).orElseThrow();
            trail.append(8, 16);
            trail.sealer.seal();
            Files.delete(trail.headFile);
            trail.change(
                    "UPDATE audit_head SET place = ?, hash = ?, at = ?, signature = ?",
                    old.place(),
                    old.hash(),
                    old.at(),
                    old.signature());
            only(Kind.BEYOND_HEAD);
        }

        @StoreTest
        @DisplayName("that is gone")
        void gone() throws IOException {
            trail.sealInSteps(10, 5);
            trail.change("DELETE FROM audit_head");
            only(Kind.HEAD_MISSING);
        }

        @StoreTest
        @DisplayName("signed by another's key that was put into the store")
        void forgedKey() throws IOException {
            trail.sealInSteps(10, 5);
            trail.change("UPDATE audit_signer SET public_key = ?", new byte[] {1, 2, 3});
            only(Kind.KEY_FORGED);
        }

        @StoreTest
        @DisplayName("whose block is gone")
        void blockGone() throws IOException {
            trail.sealInSteps(30, 8);
            trail.change("DELETE FROM audit_seal WHERE place = 9");
            AuditReport report = trail.verify();
            AuditFinding gap = report.findings().get(0);
            assertEquals(Kind.ROW_CHANGED, gap.kind());
            AuditFinding missing = report.findings().get(1);
            assertEquals(Kind.BLOCK_MISSING, missing.kind());
            assertEquals(9, missing.place());
            assertEquals(8, missing.count());
        }

        @StoreTest
        @DisplayName("whose block is damaged")
        void blockDamaged() throws IOException {
            trail.sealInSteps(8, 8);
            trail.change("UPDATE audit_seal SET links = ?", new byte[39]);
            assertEquals(Kind.BLOCK_DAMAGED, trail.verify().findings().get(0).kind());
        }
    }

    @Nested
    @DisplayName("beside the head file")
    class BesideTheFile {
        @StoreTest
        @DisplayName("names a tail that was cut off cleanly, with the head of then put back")
        void truncated() throws IOException {
            trail.sealInSteps(16, 8);
            SignedHead old =
                    SignedHead.parse(Files.readAllLines(trail.headFile).get(1)).orElseThrow();
            trail.change("DELETE FROM audit_row WHERE id > ?", row(7));
            trail.change("DELETE FROM audit_seal WHERE place > 8");
            trail.change(
                    "UPDATE audit_head SET place = ?, hash = ?, at = ?, signature = ?",
                    old.place(),
                    old.hash(),
                    old.at(),
                    old.signature());
            AuditFinding finding = only(Kind.HEAD_FILE_AHEAD);
            assertEquals(9, finding.place());
            assertEquals(8, finding.count());
        }

        @StoreTest(engines = Engine.SQLITE)
        @DisplayName("says up to where the file goes when it lags")
        void behind() throws IOException {
            trail.sealInSteps(16, 8);
            List<String> lines = Files.readAllLines(trail.headFile);
            Files.write(trail.headFile, lines.subList(0, 2));
            AuditReport report = trail.verify();
            assertTrue(report.whole());
            assertEquals(Optional.of(8L), report.headFilePlace());
        }

        @StoreTest(engines = Engine.SQLITE)
        @DisplayName("names a forged line at its end")
        void forgedLine() throws IOException {
            trail.sealInSteps(16, 8);
            SignedHead head =
                    SignedHead.parse(Files.readAllLines(trail.headFile).get(2)).orElseThrow();
            SignedHead forged = new SignedHead(head.place() + 5, head.hash(), head.at(), head.signature());
            Files.writeString(trail.headFile, forged.line() + "\n", StandardOpenOption.APPEND);
            only(Kind.HEAD_FILE_SIGNATURE_WRONG);
        }

        @StoreTest(engines = Engine.SQLITE)
        @DisplayName("names a line that is no head, and goes on after a torn one")
        void tornLine() throws IOException {
            trail.sealInSteps(8, 8);
            String text = Files.readString(trail.headFile);
            Files.writeString(trail.headFile, text.substring(0, text.length() - 20));
            try (AuditSealer again = trail.sealer(trail.store, trail.headFile)) {
                again.seal();
            } catch (org.lanyard.pki.PkiException e) {
                throw new IOException(e);
            }
            AuditFinding finding = only(Kind.HEAD_FILE_MALFORMED);
            assertEquals(1, finding.count());
            assertEquals(Optional.of(8L), trail.verify().headFilePlace());
        }

        @StoreTest(engines = Engine.SQLITE)
        @DisplayName("an auditor needs the public key alone")
        void auditor() throws Exception {
            trail.sealInSteps(16, 8);
            var key = HeadKeyTest.publicKey(trail.verify().key().orElseThrow());
            assertTrue(AuditVerifier.with(key, trail.store, Optional.of(trail.headFile))
                    .verify()
                    .whole());
            var other = HeadKeyTest.otherKey();
            assertNotEquals(
                    List.of(),
                    AuditVerifier.with(other, trail.store, Optional.of(trail.headFile))
                            .verify()
                            .findings());
        }

        @StoreTest(engines = Engine.SQLITE)
        @DisplayName("random bytes in it end in a report, never in an exception")
        void randomBytes() throws IOException {
            trail.sealInSteps(8, 8);
            byte[] good = Files.readAllBytes(trail.headFile);
            long seed = 20261123;
            java.util.Random random = new java.util.Random(seed);
            for (int i = 0; i < 300; i++) {
                byte[] bad = good.clone();
                for (int j = random.nextInt(4); j >= 0; j--) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                }
                Files.write(trail.headFile, bad);
                AuditReport report = trail.verify();
                assertEquals(
                        8, report.sealed(), () -> "seed " + seed + " " + new String(bad, StandardCharsets.ISO_8859_1));
            }
        }
    }
}
