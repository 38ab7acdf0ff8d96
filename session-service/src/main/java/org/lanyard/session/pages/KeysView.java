package org.lanyard.session.pages;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the page of somebody's keys shows.
 *
 * @param mustAdd whether they have fewer keys than they have to have
 * @param told what came of the form that was posted last: {@code fresh}, {@code last}, {@code name} or empty
 */
public record KeysView(List<KeyView> keys, boolean mustAdd, String told, Signals signals) {
    public KeysView {
        keys = List.copyOf(keys);
        Objects.requireNonNull(told);
        Objects.requireNonNull(signals);
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
