package org.lanyard.session.pages;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the page of somebody's keys shows.
 *
 * @param mustAdd whether they have fewer keys than they have to have
 * @param told what came of what was asked last, such as {@code last} or {@code renamed}; empty where nothing was
 * @param atKiosk whether this is a school computer, on which no key is kept
 * @param codes how many printed codes are left; empty for whoever may have none
 */
public record KeysView(
        List<KeyView> keys, boolean mustAdd, String told, boolean atKiosk, Optional<Integer> codes, Signals signals) {
    public KeysView {
        keys = List.copyOf(keys);
        Objects.requireNonNull(told);
        Objects.requireNonNull(codes);
        Objects.requireNonNull(signals);
    }

    /** Whether what was asked last was not done. */
    public boolean refused() {
        return Set.of("last", "name", "gone", "cooling").contains(told);
    }

    /** Whether it was done. */
    public boolean done() {
        return !told.isEmpty() && !told.equals("fresh") && !refused();
    }

    /** Where another key may be, as the page offers it; the first is chosen. */
    public List<String> places() {
        return atKiosk ? List.of("security-key", "hybrid") : List.of("any", "client-device", "hybrid", "security-key");
    }

    /** The key that opened this session. */
    public Optional<KeyView> current() {
        return keys.stream().filter(KeyView::current).findFirst();
    }

    /**
     * What the browser is told of its keys (W3C WebAuthn Level 3 §5.1.10).
     *
     * @param accepted the ids of the keys that are known, with blanks between; a suspended one may be in use again
     */
    public record Signals(String rpId, String handle, String name, String fullName, String accepted) {}
}
