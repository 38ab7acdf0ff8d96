package org.lanyard.session.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.house.House;

@DisplayName("Duties: what somebody is charged with besides their role")
class DutiesTest {
    private final TestStore data = TestStore.sqlite("pki", "session");
    private final House house = new House(data.store());
    private final UUID school = house.school();
    private final UUID teacher = house.person("staff", school);

    @AfterEach
    void close() {
        house.close();
        data.close();
    }

    private boolean give(UUID person, Duty duty, Optional<UUID> where) throws RefusedException {
        return house.store.<Boolean, RefusedException>transact(tx -> house.desk
                .duties()
                .give(tx, person, new HeldDuty(duty, where), house.now(), "cli:ada", "as the head asked"));
    }

    private boolean take(HeldDuty held) {
        return house.store.<Boolean, RuntimeException>transact(
                tx -> house.desk.duties().take(tx, teacher, held, house.now(), "cli:ada", "left"));
    }

    private Reason refused(UUID person, Duty duty, Optional<UUID> where) {
        return assertThrows(RefusedException.class, () -> give(person, duty, where))
                .reason();
    }

    @Test
    @DisplayName("given once, listed, taken once; each an audit row with who and why")
    void life() throws Exception {
        HeldDuty lead = new HeldDuty(Duty.SAFEGUARDING_LEAD, Optional.of(school));
        assertTrue(give(teacher, Duty.SAFEGUARDING_LEAD, Optional.of(school)));
        assertFalse(give(teacher, Duty.SAFEGUARDING_LEAD, Optional.of(school)), "a second time changes nothing");
        assertTrue(give(teacher, Duty.AUDITOR, Optional.empty()));
        assertFalse(give(teacher, Duty.AUDITOR, Optional.empty()));
        assertEquals(
                Set.of(lead, new HeldDuty(Duty.AUDITOR, Optional.empty())),
                house.store.read(h -> Duties.of(h, teacher)));
        assertEquals(List.of(teacher), house.store.read(h -> Duties.leads(h, school)));
        assertTrue(take(lead));
        assertFalse(take(lead));
        assertEquals(List.of(), house.store.read(h -> Duties.leads(h, school)));
        assertEquals(2, house.count("audit_row WHERE kind = 'duty.given'"));
        assertEquals(1, house.count("audit_row WHERE kind = 'duty.taken'"));
    }

    @Test
    @DisplayName("for active members of staff alone; of a school or of the authority, as the duty is")
    void refusals() {
        assertEquals(Reason.DUTY_NOT_FOR_THEM, refused(house.person("guardian", school), Duty.OFFICE, of(school)));
        UUID left = house.person("staff", school);
        house.sql("UPDATE person SET status = 'inactive' WHERE id = ?", left);
        assertEquals(Reason.DUTY_NOT_FOR_THEM, refused(left, Duty.OFFICE, of(school)));
        assertEquals(Reason.DUTY_SCHOOL, refused(teacher, Duty.OFFICE, Optional.empty()));
        assertEquals(Reason.DUTY_SCHOOL, refused(teacher, Duty.OFFICE, of(UUID.randomUUID())));
        assertEquals(Reason.DUTY_SCHOOL, refused(teacher, Duty.COUNCIL_ADMIN, of(school)));
    }

    @Test
    @DisplayName("a lead who has left is told nothing more")
    void leadLeft() throws Exception {
        give(teacher, Duty.SAFEGUARDING_LEAD, of(school));
        house.sql("UPDATE person SET status = 'inactive' WHERE id = ?", teacher);
        assertEquals(List.of(), house.store.read(h -> Duties.leads(h, school)));
    }

    private static Optional<UUID> of(UUID id) {
        return Optional.of(id);
    }
}
