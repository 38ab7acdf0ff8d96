package org.lanyard.card.personalise;

import java.security.MessageDigest;
import java.util.Optional;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.piv.PivAdmin;

/** Writes containers and believes in what can be read back alone. */
record Writer(PivAdmin admin) {
    /** Writes, and reads back. @throws CardException {@link CardFault#READ_BACK_DIFFERS}, or as {@link PivAdmin#put} */
    void write(int tag, byte[] content) throws CardException {
        admin.put(tag, content);
        require(tag, content);
    }

    /** Takes a content off. @throws CardException {@link CardFault#READ_BACK_DIFFERS}, or as {@link PivAdmin#put} */
    void clear(int tag) throws CardException {
        admin.put(tag, new byte[0]);
        if (admin.get(tag).isPresent()) {
            throw differs(tag);
        }
    }

    /** What was written has to be there. @throws CardException {@link CardFault#READ_BACK_DIFFERS} */
    void require(int tag, byte[] content) throws CardException {
        Optional<byte[]> read = admin.get(tag);
        if (read.isEmpty() || !MessageDigest.isEqual(read.get(), content)) {
            throw differs(tag);
        }
    }

    private static CardException differs(int tag) {
        return new CardException(CardFault.READ_BACK_DIFFERS, String.format("container %06X", tag));
    }
}
