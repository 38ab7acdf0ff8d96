package org.lanyard.session.people;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A person as the directory knows them.
 *
 * @param givenName the name they are called by, as the roster gives it (the preferred one where there is one)
 * @param handle the WebAuthn user handle: 43 characters, base64url of 32 random bytes; says nothing about the person
 */
public record Person(
        UUID id,
        PersonRole role,
        String givenName,
        String familyName,
        Status status,
        String handle,
        Optional<LocalDate> born) {
    public Person {
        Objects.requireNonNull(id);
        Objects.requireNonNull(role);
        Objects.requireNonNull(givenName);
        Objects.requireNonNull(familyName);
        Objects.requireNonNull(status);
        Objects.requireNonNull(handle);
        Objects.requireNonNull(born);
    }

    public boolean active() {
        return status == Status.ACTIVE;
    }

    /** Given name and family name, in that order. */
    public String fullName() {
        return givenName + " " + familyName;
    }

    /** Names of children do not belong in logs. */
    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}
