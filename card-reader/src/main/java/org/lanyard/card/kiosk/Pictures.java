package org.lanyard.card.kiosk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lanyard.card.kiosk.DoorAnswer.Given;

/** The drawings of the pictures that this kiosk has shown: each is fetched once. */
public final class Pictures {
    private static final int MOST = 64;

    private final DoorClient door;
    private final Map<String, byte[]> known = new LinkedHashMap<>();

    Pictures(DoorClient door) {
        this.door = door;
    }

    /** The drawing (SVG); empty where the door doesn't give it now. Waits for the door the first time. */
    public Optional<byte[]> drawing(String name) {
        Optional<byte[]> before = find(name);
        if (before.isPresent()) {
            return before;
        }
        if (door.picture(name) instanceof Given<byte[]> given) {
            keep(name, given.value());
            return Optional.of(given.value());
        }
        return Optional.empty();
    }

    private synchronized Optional<byte[]> find(String name) {
        return Optional.ofNullable(known.get(name));
    }

    private synchronized void keep(String name, byte[] drawing) {
        if (known.size() >= MOST) {
            known.remove(known.keySet().iterator().next());
        }
        known.put(name, drawing);
    }
}
