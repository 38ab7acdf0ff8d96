package org.lanyard.card.softcard;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.lanyard.card.piv.KeyReference;

/**
 * Everything that a software card keeps when it has no power.
 *
 * @param protocol what it speaks on its contacts
 * @param extendedLengths whether it takes them, where the protocol carries them
 * @param pin the PIN and its counter
 * @param puk the PIN unblocking key and its counter
 * @param managementKey who may write the card
 * @param keys by key reference
 * @param objects the content of each data object by its tag, without the tag 53 around it; never changed in place
 */
record SoftCardImage(
        SoftProtocol protocol,
        boolean extendedLengths,
        SoftPin pin,
        SoftPin puk,
        SoftManagementKey managementKey,
        Map<KeyReference, SoftKey> keys,
        Map<Integer, byte[]> objects) {
    SoftCardImage {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(pin, "pin");
        Objects.requireNonNull(puk, "puk");
        Objects.requireNonNull(managementKey, "managementKey");
        keys = Map.copyOf(keys);
        objects = Map.copyOf(objects);
    }

    Optional<byte[]> object(int tag) {
        return Optional.ofNullable(objects.get(tag));
    }

    SoftCardImage withPin(SoftPin changed) {
        return new SoftCardImage(protocol, extendedLengths, changed, puk, managementKey, keys, objects);
    }

    SoftCardImage withPuk(SoftPin changed) {
        return new SoftCardImage(protocol, extendedLengths, pin, changed, managementKey, keys, objects);
    }

    SoftCardImage with(SoftProtocol changed) {
        return new SoftCardImage(changed, extendedLengths, pin, puk, managementKey, keys, objects);
    }

    SoftCardImage withExtendedLengths(boolean changed) {
        return new SoftCardImage(protocol, changed, pin, puk, managementKey, keys, objects);
    }

    SoftCardImage with(SoftManagementKey changed) {
        return new SoftCardImage(protocol, extendedLengths, pin, puk, changed, keys, objects);
    }

    SoftCardImage with(KeyReference reference, SoftKey key) {
        Map<KeyReference, SoftKey> changed = new EnumMap<>(KeyReference.class);
        changed.putAll(keys);
        changed.put(reference, key);
        return new SoftCardImage(protocol, extendedLengths, pin, puk, managementKey, changed, objects);
    }

    /** The object with this content, or without the object where there is none. */
    SoftCardImage with(int tag, byte[] content) {
        Map<Integer, byte[]> changed = new TreeMap<>(objects);
        changed.remove(tag);
        if (content.length > 0) {
            changed.put(tag, content.clone());
        }
        return new SoftCardImage(protocol, extendedLengths, pin, puk, managementKey, keys, changed);
    }

    /** How many bytes the objects have. */
    int objectBytes() {
        return objects.values().stream().mapToInt(content -> content.length).sum();
    }
}
