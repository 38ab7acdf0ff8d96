package org.lanyard.session.challenge;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A challenge that this house issued: only {@link Challenges} makes one, after its MAC was right. Whether it is in time,
 * for this purpose and of this caller is not said by that.
 */
public final class Challenge {
    static final int HASH = 16;

    private final byte purpose;
    private final Instant expiresAt;
    private final byte[] nonce;
    private final byte[] binding;
    private final byte[] subject;

    Challenge(byte purpose, Instant expiresAt, byte[] nonce, byte[] binding, byte[] subject) {
        this.purpose = purpose;
        this.expiresAt = expiresAt;
        this.nonce = nonce;
        this.binding = binding;
        this.subject = subject;
    }

    /** What it was issued for; empty for a purpose of a release to come. */
    public Optional<Purpose> purpose() {
        return Arrays.stream(Purpose.values()).filter(p -> p.code() == purpose).findFirst();
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    /** The 16 random bytes by which its use is recorded. */
    public byte[] nonce() {
        return nonce.clone();
    }

    /** The first 16 bytes of SHA-256 of what it is bound to (kiosk or pre-session). */
    public byte[] binding() {
        return binding.clone();
    }

    public boolean isBoundTo(String caller) {
        return Arrays.equals(binding, Challenges.hash(caller));
    }

    public boolean isAbout(String aSubject) {
        return Arrays.equals(subject, Challenges.hash(aSubject));
    }

    @Override
    public String toString() {
        return "Challenge[" + purpose() + "]";
    }
}
