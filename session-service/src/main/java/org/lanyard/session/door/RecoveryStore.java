package org.lanyard.session.door;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.guardianship.FamilySafety;
import org.lanyard.session.people.PersonRole;
import org.lanyard.session.recovery.RecoveryCode;
import org.lanyard.session.recovery.RecoveryCodes;

/**
 * Gathers what a one-time code rests on, and locks it: its sheet for update, its person for share. Whatever is typed, the same
 * statements run: how long an answer takes does not tell whether there is such a sheet or person.
 */
final class RecoveryStore {
    private static final UUID NOBODY = new UUID(0, 0);

    private final RecoveryCodes codes;
    private final String holder;

    RecoveryStore(Engine engine, RecoveryCodes codes) {
        this.codes = codes;
        this.holder = "SELECT role, status, (SELECT COUNT(*) FROM duty d WHERE d.person_id = p.id) FROM person p"
                + " WHERE p.id = ?" + engine.forShare("p");
    }

    RecoveryFound find(Handle tx, Optional<RecoveryCode> code, Instant now) {
        RecoveryCodes.Tried tried = codes.attempt(tx, code, now);
        UUID person = tried.grant().map(RecoveryCodes.Grant::person).orElse(NOBODY);
        Optional<RecoveryFound.Holder> found = Sql.one(
                tx,
                holder,
                row -> new RecoveryFound.Holder(
                        PersonRole.of(row.getString(1)), row.getString(2).equals("active"), row.getLong(3) > 0),
                person);
        return new RecoveryFound(tried.triesLeft(), tried.grant(), found, FamilySafety.inPersonOnly(tx, person, now));
    }
}
