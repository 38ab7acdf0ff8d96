package org.lanyard.pki.audit;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Sql;

/** Writes events down in the transaction that they tell of, reads them, and erases what was said of a person. */
public final class AuditLog {
    private static final String INSERT =
            "INSERT INTO audit_row (at, kind, actor, subject, facts, personal) VALUES (?, ?, ?, ?, ?, ?)";

    /** No row is bound to this: those begin with a number. */
    private static final String SEALED = "sealed ";

    private final SubjectKeys keys;

    /**
     * @param master wraps the subjects' keys
     * @param random makes them, and nonces
     */
    public AuditLog(MasterKey master, SecureRandom random) {
        this.keys = new SubjectKeys(Objects.requireNonNull(master, "master"), Objects.requireNonNull(random, "random"));
    }

    /**
     * Adds a row. Without personal fields that is one INSERT and no cryptography. Personal fields about a subject that was
     * erased are left out.
     *
     * @throws org.lanyard.pki.store.StoreException also REFUSED, if the master key is not this store's
     */
    public void append(Handle tx, AuditEvent event) {
        byte[] personal = null;
        if (!event.personal().isEmpty()) {
            byte[] plain = Fields.write(event.personal()).getBytes(StandardCharsets.UTF_8);
            personal = keys.encrypt(tx, event.subject(), bound(event.at().toEpochMilli(), event.kind()), plain)
                    .orElse(null);
        }
        Sql.update(tx, INSERT, columns(event, personal));
    }

    private static Object[] columns(AuditEvent event, byte[] personal) {
        return new Object[] {
            event.at(), event.kind(), event.actor(), event.subject(), Fields.write(event.facts()), personal
        };
    }

    /** As {@link #append} for each, in their order. */
    public void appendAll(Handle tx, List<AuditEvent> events) {
        List<Object[]> plain = new ArrayList<>(events.size());
        for (AuditEvent event : events) {
            if (event.personal().isEmpty()) {
                plain.add(columns(event, null));
            } else {
                Sql.batch(tx, INSERT, plain);
                plain.clear();
                append(tx, event);
            }
        }
        Sql.batch(tx, INSERT, plain);
    }

    /**
     * Seals what is kept elsewhere about a subject under that subject's key, so that it is erased with what is written here.
     *
     * @param context what it is for; the same is needed to open it
     * @return empty if the subject was erased
     */
    public Optional<byte[]> seal(Handle tx, String subject, String context, byte[] plain) {
        return keys.encrypt(tx, subject, SEALED + context, plain);
    }

    /** Opens what {@link #seal} made; empty if the subject was erased, or it is of another subject or context. */
    public Optional<byte[]> open(Handle handle, String subject, String context, byte[] sealed) {
        return keys.decrypt(handle, subject, SEALED + context, sealed);
    }

    /**
     * Destroys the subject's key: what was personal in their rows can never be read again, the rows and the chain stay. In the
     * file's free pages and in backups the wrapped key lives on until they are overwritten.
     */
    public void erase(Handle tx, String subject) {
        SubjectKeys.destroy(tx, subject);
    }

    /** The records after one, oldest first. */
    public List<AuditRecord> after(Handle handle, long id, int most) {
        return decoded(
                handle,
                Sql.list(
                        handle,
                        "SELECT " + StoredRow.COLUMNS + " FROM audit_row WHERE id > ? ORDER BY id LIMIT ?",
                        StoredRow::read,
                        id,
                        most));
    }

    /** The records about one subject after one, oldest first. */
    public List<AuditRecord> about(Handle handle, String subject, long id, int most) {
        return decoded(
                handle,
                Sql.list(
                        handle,
                        "SELECT " + StoredRow.COLUMNS
                                + " FROM audit_row WHERE subject = ? AND id > ? ORDER BY id LIMIT ?",
                        StoredRow::read,
                        subject,
                        id,
                        most));
    }

    private List<AuditRecord> decoded(Handle handle, List<StoredRow> rows) {
        return rows.stream().map(row -> decoded(handle, row)).toList();
    }

    private AuditRecord decoded(Handle handle, StoredRow row) {
        Optional<Map<String, String>> personal = row.personal() == null
                ? Optional.of(Map.of())
                : keys.decrypt(handle, row.subject(), bound(row.at(), row.kind()), row.personal())
                        .map(plain -> Fields.readOrNull(new String(plain, StandardCharsets.UTF_8)));
        Map<String, String> facts = Fields.readOrNull(row.facts());
        AuditEvent event = new AuditEvent(
                Instant.ofEpochMilli(row.at()),
                row.kind(),
                row.actor(),
                row.subject(),
                facts == null ? Map.of("unreadable", row.facts()) : facts,
                personal.orElse(Map.of()));
        return new AuditRecord(row.id(), event, personal.isEmpty());
    }

    private static String bound(long at, String kind) {
        return at + " " + kind;
    }
}
