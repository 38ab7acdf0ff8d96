package org.lanyard.session.door;

import java.util.function.Function;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.session.Reason;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestKiosk;

/**
 * One row: how to break a good proof, and why it is then refused.
 *
 * @param detail the assertion's own reason, where it is the assertion that is refused; else empty
 */
record DoorRow(String name, Reason reason, String detail, Function<House, Broken> breaking) {
    static DoorRow row(String name, Reason reason, Function<House, Broken> breaking) {
        return new DoorRow(name, reason, "", breaking);
    }

    static DoorRow assertion(String name, Reason reason, String detail, Function<House, Broken> breaking) {
        return new DoorRow(name, reason, detail, breaking);
    }

    Broken prepare(House house) {
        return breaking.apply(house);
    }

    /** A proof in which one thing is wrong, and how to put the house right again. */
    record Broken(Proof proof, Runnable restore) {
        Broken(Proof proof) {
            this(proof, () -> {});
        }

        RawHttp.Answer send(House house) {
            if (proof instanceof Proof.Tap tap) {
                return house.http.form("/token", TestKiosk.form(tap));
            }
            Proof.Key key = (Proof.Key) proof;
            return house.http.json(
                    "/session",
                    "{\"assertion\":\"" + key.assertion() + "\"}",
                    "Origin: " + House.ISSUER,
                    "Cookie: __Host-lanyard-pre=" + key.preSession());
        }

        void mend() {
            restore.run();
        }
    }
}
