package org.lanyard.session.recovery;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.session.challenge.NodeSecrets;

/**
 * The sheets of one-time codes, one for a person. Every method takes the caller's transaction.
 *
 * <p>Tries on a sheet are limited, wherever they come from, and never for good: {@link #MOST} wrong ones in {@link #WINDOW}.
 * Whoever knows a sheet's number and no code has found one of its eight after some 1.6 billion years. That a source slows down
 * as well is the business of {@code SourceTries}.
 */
public final class RecoveryCodes {
    /** How many codes a sheet has. */
    public static final int CODES = 8;

    public static final int MOST = 10;
    public static final Duration WINDOW = Duration.ofHours(1);

    /** The nodes' secret that codes are hashed with. */
    public static final String SECRET = "recovery-code";

    private static final int MOST_DRAWN = 16;

    /** Takes the place of what cannot be a code. */
    private static final RecoveryCode NONE = RecoveryCode.typed("0".repeat(15)).orElseThrow();

    private final AuditLog audit;
    private final byte[] pepper;
    private final SecureRandom random;
    private final String bySheet;

    /**
     * A code that stands in the store.
     *
     * @param hash what the store keeps of it
     */
    public record Grant(UUID person, String sheet, byte[] hash, boolean used) {
        public Grant {
            hash = hash.clone();
        }

        @Override
        public byte[] hash() {
            return hash.clone();
        }

        @Override
        public String toString() {
            return "Grant[" + person + "]";
        }
    }

    /**
     * What a try found.
     *
     * @param triesLeft whether the sheet that it names had one left; true where there is no such sheet
     */
    public record Tried(boolean triesLeft, Optional<Grant> grant) {}

    private record Sheet(UUID person, Instant since, long wrong) {
        static Sheet read(ResultSet row) throws SQLException {
            return new Sheet(UUID.fromString(row.getString(1)), Instant.ofEpochMilli(row.getLong(2)), row.getLong(3));
        }
    }

    /** @param pepper 32 bytes that the nodes share */
    public RecoveryCodes(Engine engine, AuditLog audit, byte[] pepper, SecureRandom random) {
        this.audit = audit;
        this.pepper = pepper.clone();
        this.random = random;
        this.bySheet = "SELECT person_id, tried_since, wrong FROM recovery_sheet WHERE number = ?" + engine.forUpdate();
    }

    /**
     * With the secret of a store, made there if it has none yet.
     *
     * @throws PkiException if the store's secrets are not of this master key
     */
    public static RecoveryCodes of(
            Store store, MasterKey master, AuditLog audit, InstantSource clock, SecureRandom random)
            throws PkiException {
        byte[] pepper = new NodeSecrets(store, master, clock, random).secret(SECRET);
        return new RecoveryCodes(store.engine(), audit, pepper, random);
    }

    /** Gives a person a fresh sheet; the one before is void. The answer is the only time that the codes are seen. */
    public List<RecoveryCode> make(Handle tx, UUID person, Instant at) {
        discard(tx, person);
        String number = freshNumber(tx, person, at);
        List<RecoveryCode> codes = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < CODES; i++) {
            RecoveryCode code = RecoveryCode.random(number, random);
            codes.add(code);
            rows.add(new Object[] {number, code.hash(pepper)});
        }
        Sql.batch(tx, "INSERT INTO recovery_code (sheet, code_hash) VALUES (?, ?)", rows);
        audit.append(
                tx,
                AuditEvent.of(
                        at,
                        "recovery.codes-made",
                        person.toString(),
                        person.toString(),
                        Map.of("codes", Integer.toString(CODES))));
        return codes;
    }

    /** Makes a person's sheet void. */
    static void discard(Handle tx, UUID person) {
        Sql.update(
                tx,
                "DELETE FROM recovery_code WHERE sheet IN (SELECT number FROM recovery_sheet WHERE person_id = ?)",
                person);
        Sql.update(tx, "DELETE FROM recovery_sheet WHERE person_id = ?", person);
    }

    /** How many codes a person has left. */
    public static int left(Handle h, UUID person) {
        return Sql.one(
                        h,
                        "SELECT COUNT(*) FROM recovery_code c JOIN recovery_sheet s ON s.number = c.sheet"
                                + " WHERE s.person_id = ? AND c.used_at IS NULL",
                        row -> row.getInt(1),
                        person)
                .orElse(0);
    }

    /**
     * Takes one try of the sheet, and looks only if it had one. The sheet stays locked until the transaction is over, so tries at
     * the same time count one after the other, and one code is used once.
     */
    public Tried attempt(Handle tx, Optional<RecoveryCode> typed, Instant now) {
        RecoveryCode code = typed.orElse(NONE);
        Optional<Sheet> sheet = Sql.one(tx, bySheet, Sheet::read, code.number());
        boolean triesLeft = take(tx, code.number(), sheet, now);
        Optional<Grant> grant = grant(tx, code, sheet);
        return new Tried(triesLeft, triesLeft ? grant : Optional.empty());
    }

    /** Gives back what {@link #attempt} took, for one that was right. */
    public void giveBack(Handle tx, Grant grant) {
        Sql.update(tx, "UPDATE recovery_sheet SET wrong = wrong - 1 WHERE number = ? AND wrong > 0", grant.sheet());
    }

    /** Whether a code could be used now: it is on its person's sheet, and was not used. */
    static boolean stands(Handle tx, String sheet, byte[] hash) {
        return Sql.one(
                        tx,
                        "SELECT used_at FROM recovery_code WHERE sheet = ? AND code_hash = ?",
                        row -> Sql.instant(row, 1).isEmpty(),
                        sheet,
                        hash)
                .orElse(false);
    }

    /** Marks a code as used; false where it was before, or is void. */
    static boolean use(Handle tx, String sheet, byte[] hash, Instant at) {
        return Sql.update(
                        tx,
                        "UPDATE recovery_code SET used_at = ? WHERE sheet = ? AND code_hash = ? AND used_at IS NULL",
                        at,
                        sheet,
                        hash)
                == 1;
    }

    /** The same statement for a sheet that there is and for one that there is not. */
    private Optional<Grant> grant(Handle tx, RecoveryCode code, Optional<Sheet> sheet) {
        byte[] hash = code.hash(pepper);
        Optional<Boolean> used = Sql.one(
                tx,
                "SELECT used_at FROM recovery_code WHERE sheet = ? AND code_hash = ?",
                row -> Sql.instant(row, 1).isPresent(),
                code.number(),
                hash);
        return used.flatMap(was -> sheet.map(known -> new Grant(known.person(), code.number(), hash, was)));
    }

    /** One statement whether there is such a sheet or not. */
    private static boolean take(Handle tx, String number, Optional<Sheet> sheet, Instant now) {
        Instant since = sheet.map(Sheet::since)
                .filter(at -> at.plus(WINDOW).isAfter(now))
                .orElse(now);
        long wrong = sheet.filter(known -> known.since().equals(since))
                        .map(Sheet::wrong)
                        .orElse(0L)
                + 1;
        Sql.update(tx, "UPDATE recovery_sheet SET wrong = ?, tried_since = ? WHERE number = ?", wrong, since, number);
        return wrong <= MOST;
    }

    private String freshNumber(Handle tx, UUID person, Instant at) {
        for (int drawn = 0; drawn < MOST_DRAWN; drawn++) {
            String number = RecoveryCode.number(random);
            int added = Sql.update(
                    tx,
                    "INSERT INTO recovery_sheet (number, person_id, made_at, tried_since, wrong) VALUES (?, ?, ?, ?, 0)"
                            + " ON CONFLICT (number) DO NOTHING",
                    number,
                    person,
                    at,
                    at);
            if (added == 1) {
                return number;
            }
        }
        throw new IllegalStateException("no free number of a sheet");
    }
}
