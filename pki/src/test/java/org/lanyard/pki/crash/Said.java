package org.lanyard.pki.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the lives of an authority said, one after the other; see {@link KilledAuthority}. */
final class Said {
    final Set<String> signed = new HashSet<>();
    final Map<String, String> handedOut = new HashMap<>();
    final Set<String> revoked = new HashSet<>();
    private final TreeMap<Long, String> lists = new TreeMap<>();
    private long published;

    void hear(String line) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "S" -> assertTrue(signed.add(words[1]), "the serial number of " + line + " was used twice");
            case "L" -> list(Long.parseLong(words[1]), words[2]);
            case "I" -> handedOut.put(words[1], words[2]);
            case "R" -> revoked.add(words[1]);
            case "P" -> published++;
            default -> throw new AssertionError("it said " + line);
        }
    }

    /** RFC 5280 §5.2.3: a number stands for one list, whatever becomes of it. */
    void list(long number, String hash) {
        assertEquals(null, lists.put(number, hash), "two lists were signed with the number " + number);
    }

    long highestNumber() {
        return lists.isEmpty() ? 0 : lists.lastKey();
    }

    int handedOut() {
        return handedOut.size();
    }

    int revoked() {
        return revoked.size();
    }

    long published() {
        return published;
    }

    @Override
    public String toString() {
        return signed.size() + " signed, " + handedOut.size() + " handed out, " + revoked.size() + " revoked, "
                + published + " lists";
    }
}
