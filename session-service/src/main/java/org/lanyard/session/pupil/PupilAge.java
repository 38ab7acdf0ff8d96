package org.lanyard.session.pupil;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;

/**
 * Whether somebody is old enough for a key of their own. It is asked whenever a key opens a session, not only when it is added: a
 * school that says otherwise, or a pupil who moves to one, ends what was allowed.
 */
public final class PupilAge {
    private final String byId;
    private final String ages;

    private record Pupil(boolean pupil, Optional<LocalDate> born) {}

    public PupilAge(Engine engine) {
        this.byId = "SELECT role, born FROM person WHERE id = ?" + engine.forShare();
        // The schools are locked, so that a change of the setting comes before or after what is being opened.
        this.ages = "SELECT (SELECT a.from_age FROM pupil_key_age a WHERE a.school_id = s.id) FROM school s"
                + " JOIN person_school p ON p.school_id = s.id WHERE p.person_id = ? AND s.status = 'active'"
                + engine.forShare("s");
    }

    /**
     * Whether they may have one now: everybody but a pupil; a pupil whose date of birth is known, if each of their schools has an
     * age and they have reached it. The day is that of UTC, which begins where the schools are, or up to an hour later.
     */
    public boolean mayHaveKeys(Handle tx, UUID person, Instant now) {
        Optional<Pupil> known = Sql.one(
                tx,
                byId,
                row -> {
                    boolean pupil = row.getString(1).equals("pupil");
                    long born = row.getLong(2);
                    return new Pupil(pupil, row.wasNull() ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(born)));
                },
                person);
        if (known.isEmpty()) {
            return false;
        } else if (!known.get().pupil()) {
            return true;
        }
        Optional<Integer> age = known.get()
                .born()
                .map(born -> Period.between(born, LocalDate.ofInstant(now, ZoneOffset.UTC))
                        .getYears());
        List<Optional<Integer>> schools = Sql.list(
                tx,
                ages,
                row -> {
                    int from = row.getInt(1);
                    return row.wasNull() ? Optional.empty() : Optional.of(from);
                },
                person);
        return age.isPresent()
                && !schools.isEmpty()
                && schools.stream().allMatch(from -> from.isPresent() && age.get() >= from.get());
    }
}
