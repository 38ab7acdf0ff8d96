package org.lanyard.dist.key;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.lanyard.session.credential.HeldKey;
import org.lanyard.session.credential.SuspendedBy;

/** A key in words, and for scripts. */
final class KeyWords {
    private KeyWords() {}

    /** Its name in quotes after a blank, where it has one. */
    static String quoted(HeldKey key) {
        return key.name().isEmpty() ? "" : " \"" + key.name() + "\"";
    }

    static String status(HeldKey key) {
        String by = key.suspendedBy().map(SuspendedBy::code).orElse("");
        return key.status().code() + (by.isEmpty() ? "" : " (" + by + ")");
    }

    static String line(int number, HeldKey key, Function<Instant, String> local) {
        return number + "  " + status(key) + quoted(key) + "  " + (key.synced() ? "synced" : "device-bound")
                + "  added "
                + local.apply(key.addedAt())
                + key.lastUsedAt().map(at -> "  last used " + local.apply(at)).orElse("")
                + key.lastUsedOn().map(on -> " on " + on).orElse("");
    }

    static Map<String, Object> json(int number, HeldKey key) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("person", key.person().toString());
        told.put("number", number);
        told.put("key", key.id());
        told.put("name", key.name());
        told.put("status", key.status().code());
        key.suspendedBy().ifPresent(by -> told.put("suspended_by", by.code()));
        told.put("synced", key.synced());
        told.put("backed_up", key.backedUp());
        told.put("added", key.addedAt().toString());
        key.lastUsedAt().ifPresent(at -> told.put("last_used", at.toString()));
        key.lastUsedOn().ifPresent(on -> told.put("last_used_on", on));
        key.aaguid().ifPresent(aaguid -> told.put("aaguid", aaguid));
        key.model().ifPresent(model -> told.put("model", model));
        told.put("attested", key.trusted());
        told.put("certified", key.certified());
        told.put("transports", key.transports().stream().sorted().toList());
        return told;
    }
}
