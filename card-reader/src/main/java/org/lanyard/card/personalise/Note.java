package org.lanyard.card.personalise;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.ManagementAlgorithm;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.card.tlv.TlvReader;

/**
 * What a run leaves on a card before it changes anything, for the run that may have to take it up: which management key
 * the card had, for which id it gets one, and which PUKs it may have. Sealed with AES-256-GCM under a key that only the
 * holder of the card master key has; taken off when the office has the PUK.
 *
 * @param from the management key before
 * @param to the id that the card gets
 * @param puks eight digits each, the one to be tried next last; wiped by {@link #close()}
 */
record Note(KeyHeld from, UUID to, List<char[]> puks) implements AutoCloseable {
    /** The container of the last retired key's certificate, of which no card of ours has any. */
    static final int TAG = KeyReference.RETIRED_20.certificateTag();

    private static final byte VERSION = 1;
    private static final byte DERIVED = 1;
    private static final int CONTENT = 0x70;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int PUK_DIGITS = 8;
    private static final int MOST_PUKS = 2;
    private static final byte[] PURPOSE = "lanyard card note 1".getBytes(StandardCharsets.US_ASCII);

    Note {
        puks = List.copyOf(puks);
        if (puks.isEmpty() || puks.size() > MOST_PUKS) {
            throw new IllegalArgumentException("one or two PUKs");
        }
    }

    /** What goes into the container: of the shape that certificates have there. */
    byte[] seal(CardMasterKey master, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] plain = encode();
        try {
            byte[] sealed = crypt(Cipher.ENCRYPT_MODE, master, nonce, plain);
            byte[] content = Tlv.encode(CONTENT, nonce, sealed);
            return ByteBuffer.allocate(content.length + 5)
                    .put(content)
                    .put(new byte[] {0x71, 1, 0, (byte) 0xFE, 0})
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** The note in a container; empty if it holds something else, or one that we did not seal. */
    static Optional<Note> open(byte[] container, CardMasterKey master) {
        byte[] plain = new byte[0];
        try {
            TlvReader reader = new TlvReader(container, TlvPolicy.FIELD);
            Tlv content = reader.next();
            if (content.tag() != CONTENT || content.length() <= NONCE_BYTES) {
                return Optional.empty();
            }
            byte[] bytes = content.value();
            plain = crypt(
                    Cipher.DECRYPT_MODE,
                    master,
                    Arrays.copyOf(bytes, NONCE_BYTES),
                    Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length));
            return Optional.of(decode(ByteBuffer.wrap(plain)));
        } catch (CardException | GeneralSecurityException | BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static byte[] crypt(int mode, CardMasterKey master, byte[] nonce, byte[] input)
            throws GeneralSecurityException {
        byte[] key = master.noteKey();
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(PURPOSE);
            return cipher.doFinal(input);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] encode() {
        UUID former = from.derivedFor().orElse(new UUID(0, 0));
        ByteBuffer out = ByteBuffer.allocate(1 + 2 + 16 + 16 + 1 + puks.size() * PUK_DIGITS)
                .put(VERSION)
                .put(from.derivedFor().isPresent() ? DERIVED : 0)
                .put((byte) from.ofNewCards()
                        .map(ManagementAlgorithm::value)
                        .orElse(0)
                        .intValue())
                .putLong(former.getMostSignificantBits())
                .putLong(former.getLeastSignificantBits())
                .putLong(to.getMostSignificantBits())
                .putLong(to.getLeastSignificantBits())
                .put((byte) puks.size());
        for (char[] puk : puks) {
            for (char digit : puk) {
                out.put((byte) digit);
            }
        }
        return out.array();
    }

    private static Note decode(ByteBuffer in) {
        if (in.get() != VERSION) {
            throw new IllegalArgumentException("a note of another version");
        }
        boolean derived = in.get() == DERIVED;
        int algorithm = in.get();
        UUID former = new UUID(in.getLong(), in.getLong());
        UUID to = new UUID(in.getLong(), in.getLong());
        List<char[]> puks = new ArrayList<>();
        for (int left = in.get(); left > 0; left--) {
            char[] puk = new char[PUK_DIGITS];
            for (int i = 0; i < PUK_DIGITS; i++) {
                puk[i] = (char) in.get();
            }
            puks.add(puk);
        }
        KeyHeld from = derived
                ? KeyHeld.derivedFor(former)
                : KeyHeld.ofNewCards(Arrays.stream(ManagementAlgorithm.values())
                        .filter(each -> each.value() == algorithm)
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new));
        return new Note(from, to, puks);
    }

    /** The same with the other PUK last: shares the digits with this one. */
    Note turned() {
        List<char[]> other = new ArrayList<>(puks);
        Collections.reverse(other);
        return new Note(from, to, other);
    }

    @Override
    public void close() {
        puks.forEach(puk -> Arrays.fill(puk, '\0'));
    }

    @Override
    public String toString() {
        return "Note[" + to + "]";
    }
}
