package org.lanyard.session.pages;

import java.util.List;

/**
 * What the page of one-time codes shows, once.
 *
 * @param name whose they are
 * @param made the day that they were made, in words
 */
public record RecoverySheet(List<String> codes, String name, String made) {
    public RecoverySheet {
        codes = List.copyOf(codes);
    }

    @Override
    public String toString() {
        return "RecoverySheet";
    }
}
