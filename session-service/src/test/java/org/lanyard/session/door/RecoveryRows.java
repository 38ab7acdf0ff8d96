package org.lanyard.session.door;

import static org.lanyard.session.door.DoorRow.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.lanyard.session.Reason;
import org.lanyard.session.guardianship.Act;
import org.lanyard.session.guardianship.GuardianshipOffice;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.house.TestKiosk;
import org.lanyard.session.recovery.RecoveryCode;
import org.lanyard.session.recovery.RecoveryCodes;

/** What can come between a one-time code and the key that is registered by it. */
final class RecoveryRows {
    private RecoveryRows() {}

    static RecoveryCodes codes(House house) {
        return new RecoveryCodes(
                house.store.engine(), house.audit, house.secret(RecoveryCodes.SECRET), new SecureRandom());
    }

    /** A person's fresh sheet. */
    static List<RecoveryCode> sheet(House house, UUID person) {
        RecoveryCodes codes = codes(house);
        return house.store.transact(tx -> codes.make(tx, person, house.now()));
    }

    static void restrict(House house, UUID guardian) {
        Act act = new Act("office", house.now(), "order");
        UUID child = house.person("pupil", house.school());
        house.run(tx -> new GuardianshipOffice(house.audit, new SecureRandom())
                .restrict(tx, guardian, child, house.now(), Optional.empty(), "order", act));
    }

    static List<DoorRow> all() {
        return List.of(
                row(
                        "by a printed code of a sheet that was made anew since",
                        Reason.RECOVERY_CODE_USED,
                        h -> byCode(h, parent -> sheet(h, parent))),
                row(
                        "by a printed code that was used up since",
                        Reason.RECOVERY_CODE_USED,
                        h -> byCode(
                                h,
                                parent -> h.sql(
                                        "UPDATE recovery_code SET used_at = ? WHERE sheet = (SELECT number FROM recovery_sheet WHERE person_id = ?)",
                                        h.now(),
                                        parent))),
                row(
                        "by a printed code, of a guardian for whom a restriction has come since",
                        Reason.RECOVERY_IN_PERSON,
                        h -> byCode(h, parent -> restrict(h, parent))));
    }

    private static DoorRow.Broken byCode(House house, Consumer<UUID> change) {
        UUID parent = house.person("guardian", house.school());
        String code = sheet(house, parent).get(0).reveal();
        Browser browser = new Browser(house);
        ObjectNode opened = TestKiosk.body(browser.post("/recovery/open", "{\"code\":\"" + code + "\"}"));
        String registration = browser.registration(
                new TestKey(),
                opened.get("challenge").textValue(),
                opened.get("handle").textValue());
        change.accept(parent);
        return new DoorRow.Broken(new Proof.Key(registration, browser.preSession, Optional.empty()));
    }
}
