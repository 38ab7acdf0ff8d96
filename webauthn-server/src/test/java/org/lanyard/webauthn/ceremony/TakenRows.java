package org.lanyard.webauthn.ceremony;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lanyard.pki.store.Store;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;

/** Every hostile table of this room as one list, each row with what it is answered. */
public final class TakenRows {
    private final List<Row> rows = new ArrayList<>();
    private final Store store;

    private interface Attack {
        void run() throws WebAuthnException;
    }

    private record Row(String name, Reason reason, Attack attack) {}

    public TakenRows(Store store) {
        this.store = store;
        Stream.concat(HostileRegistrationTest.rows(), HostileReadingTest.rows())
                .forEach(row -> add(
                        "§7.1 " + row.name(), row.reason(), () -> row.attack().on(new Ground(store))));
        HostileAuthenticationTest.rows()
                .forEach(row -> add(
                        "§7.2 " + row.name(),
                        row.reason(),
                        () -> row.attack().on(HostileAuthenticationTest.Victim.registered(store))));
        AndroidKeyStatementTest.rows().forEach(row -> add("§8.4 " + row.name(), Reason.ATTESTATION, () -> attest(row)));
    }

    private void add(String name, Reason reason, Attack attack) {
        rows.add(new Row(name, reason, attack));
    }

    private void attest(AndroidKeyStatementTest.Row row) throws WebAuthnException {
        AndroidKey key = new AndroidKey();
        row.bend().accept(key);
        Ground ground = new Ground(store);
        CeremonyState ceremony = ground.registering(Ground.newHandle());
        ground.register(ceremony, key.created(ground, ceremony));
    }

    public List<String> names() {
        return rows.stream().map(Row::name).toList();
    }

    public String reason(int row) {
        return rows.get(row).reason().name();
    }

    /** The reason and its detail; "accepted"; or what came out instead. */
    public String verdict(int row) {
        try {
            rows.get(row).attack().run();
            return "accepted";
        } catch (WebAuthnException refused) {
            return refused.getMessage();
        } catch (RuntimeException | AssertionError odd) {
            return odd.toString();
        }
    }
}
