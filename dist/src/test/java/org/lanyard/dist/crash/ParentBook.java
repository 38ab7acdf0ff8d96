package org.lanyard.dist.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.webauthn.softauthenticator.SoftAuthenticator;

/** A parent, and what their browser was told. Used by one thread at a time. */
final class ParentBook {
    final UUID person;
    final String name;
    final String handle;
    /** One that was not redeemed yet, as far as was told. */
    Optional<Letter> letter = Optional.empty();

    final List<Key> keys = new ArrayList<>();
    /** Session cookies by the id of the credential that opened them, of answers 200. */
    final Map<String, String> sessions = new LinkedHashMap<>();
    /** Sessions that may have been opened: the answer was not heard. */
    int perhaps;

    int refused;

    /** An invitation's codes. */
    record Letter(String code, String second) {}

    /** How far a key has come. */
    enum Word {
        /** The door said yes. */
        CONFIRMED,
        /** The door was asked and not heard. */
        PERHAPS,
        /** The door was never asked, or said no. */
        NEVER
    }

    /** A key, on an authenticator of its own. */
    static final class Key {
        final SoftAuthenticator authenticator;
        final String id;
        Word word = Word.NEVER;

        Key(SoftAuthenticator authenticator, String id) {
            this.authenticator = authenticator;
            this.id = id;
        }
    }

    ParentBook(UUID person, String name, String handle) {
        this.person = person;
        this.name = name;
        this.handle = handle;
    }

    List<Key> keys(Word word) {
        return keys.stream().filter(key -> key.word == word).toList();
    }
}
