package org.lanyard.card.softcard;

import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.lanyard.card.piv.KeyReference;

/**
 * Everything that a software card keeps when it has no power.
 *
 * @param id the card's UUID, the GUID of its CHUID
 * @param expires the last day in the CHUID
 * @param protocol what it speaks on its contacts
 * @param keys by key reference
 * @param pin the PIN and its counter
 */
public record SoftCardImage(
        UUID id, LocalDate expires, SoftProtocol protocol, Map<KeyReference, SoftKey> keys, SoftPin pin) {
    public SoftCardImage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(expires, "expires");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(pin, "pin");
        keys = Map.copyOf(keys);
    }

    SoftCardImage with(SoftPin newPin) {
        return new SoftCardImage(id, expires, protocol, keys, newPin);
    }

    SoftCardImage with(SoftProtocol newProtocol) {
        return new SoftCardImage(id, expires, newProtocol, keys, pin);
    }

    SoftCardImage with(KeyReference reference, X509Certificate certificate) {
        Map<KeyReference, SoftKey> changed = new EnumMap<>(KeyReference.class);
        changed.putAll(keys);
        SoftKey key = changed.get(reference);
        if (key == null) {
            throw new IllegalArgumentException("the card has no key " + reference);
        }
        changed.put(reference, key.with(certificate));
        return new SoftCardImage(id, expires, protocol, changed, pin);
    }
}
