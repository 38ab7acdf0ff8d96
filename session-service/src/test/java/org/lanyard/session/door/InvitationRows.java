package org.lanyard.session.door;

import static org.lanyard.session.door.DoorRow.row;
import static org.lanyard.session.door.KeyRows.registration;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.session.Reason;
import org.lanyard.session.challenge.Purpose;
import org.lanyard.session.guardianship.Act;
import org.lanyard.session.guardianship.GuardianshipKind;
import org.lanyard.session.guardianship.GuardianshipOffice;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestKey;

/** What can have become of an invitation between its opening and the registration. */
final class InvitationRows {
    private InvitationRows() {}

    private static void restrict(House house, UUID guardian, UUID child) {
        house.run(tx -> new GuardianshipOffice(house.audit, new SecureRandom())
                .restrict(
                        tx,
                        guardian,
                        child,
                        house.now(),
                        Optional.empty(),
                        "order",
                        new Act("office", house.now(), "order")));
    }

    static List<DoorRow> all() {
        return List.of(
                row(
                        "held by another pre-session",
                        Reason.INVITATION_NOT_HELD,
                        h -> registration(
                                h,
                                it -> h.sql(
                                        "UPDATE invitation SET held_by = ? WHERE person_id = ?",
                                        new byte[16],
                                        it.parent))),
                row(
                        "of another handle",
                        Reason.INVITATION_OF_ANOTHER,
                        h -> registration(
                                h,
                                it -> h.sql("UPDATE person SET handle = ? WHERE id = ?", House.random(32), it.parent))),
                row("redeemed", Reason.INVITATION_REDEEMED, h -> {
                    KeyRows.Registration it = new KeyRows.Registration(h);
                    it.proof().send(h);
                    String again =
                            h.doorParts.challenges().issue(Purpose.REGISTRATION, it.browser.preSession, it.handle);
                    return it.proof(it.browser.registration(new TestKey(), again, it.handle));
                }),
                row(
                        "withdrawn since it was opened",
                        Reason.INVITATION_WITHDRAWN,
                        h -> registration(h, it -> h.invite(it.parent))),
                row(
                        "spent by wrong second codes since it was opened",
                        Reason.INVITATION_SPENT,
                        h -> registration(
                                h, it -> h.sql("UPDATE invitation SET wrong = 10 WHERE person_id = ?", it.parent))),
                row(
                        "a letter, to a guardian for whom a restriction has come since",
                        Reason.INVITATION_IN_PERSON,
                        h -> registration(h, it -> restrict(h, it.parent, h.person("pupil", h.school())))),
                row(
                        "a letter, to the other guardian of a child under a restriction",
                        Reason.INVITATION_IN_PERSON,
                        h -> registration(h, it -> {
                            UUID child = h.person("pupil", h.school());
                            Act act = new Act("office", h.now(), "papers");
                            h.run(tx -> new GuardianshipOffice(h.audit, new SecureRandom())
                                    .propose(tx, it.parent, child, GuardianshipKind.CARER, "office", act));
                            restrict(h, h.person("guardian", h.school()), child);
                        })),
                row(
                        "expired",
                        Reason.INVITATION_EXPIRED,
                        h -> registration(
                                h,
                                it -> h.sql(
                                        "UPDATE invitation SET expires_at = ? WHERE person_id = ?",
                                        h.now(),
                                        it.parent))));
    }
}
