package org.lanyard.session.pages;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.lanyard.session.credential.HeldKey;
import org.lanyard.session.login.SignedIn;

/**
 * A key as its owner reads of it.
 *
 * @param kind "Passkey, shared by your devices"
 * @param used "Today, after 9am"; empty where it never was
 * @param current whether the session was opened with it
 */
public record KeyView(HeldKey key, String name, String kind, String added, Optional<String> used, boolean current) {
    public KeyView {
        Objects.requireNonNull(key);
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(added);
        Objects.requireNonNull(used);
    }

    static KeyView of(HeldKey key, SignedIn session, When when) {
        Messages messages = Messages.in(when.language());
        boolean current = session.credential().filter(key.id()::equals).isPresent();
        // Setting a key up is its first use.
        Optional<Instant> used = key.lastUsedAt().or(() -> current ? Optional.of(key.addedAt()) : Optional.empty());
        return new KeyView(
                key,
                key.name().isEmpty() ? messages.text("keys.unnamed") : key.name(),
                messages.text(kind(key)),
                when.day(key.addedAt()),
                used.map(when::after),
                current);
    }

    private static String kind(HeldKey key) {
        if (key.synced()) {
            return "keys.kind.synced";
        }
        return key.transports().contains("internal") ? "keys.kind.device" : "keys.kind.security";
    }
}
