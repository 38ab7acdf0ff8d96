package org.lanyard.pki.revocation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.SigningKey;

/** Signs a root's list of the issuing authorities' certificates that it revoked (RFC 5280 section 5). */
public final class RootLists {
    private RootLists() {}

    /** A certificate that a root revoked. */
    public record Entry(BigInteger serial, RevocationReason reason, Instant at) {}

    /**
     * A complete list, to be stored by {@link PublishedLists#importSigned}.
     *
     * @param number higher than that of every list before
     * @throws PkiException SIGNING_FAILED
     */
    public static byte[] sign(SigningKey root, long number, Instant thisUpdate, Instant nextUpdate, List<Entry> entries)
            throws PkiException {
        CrlBuilder.Head head =
                new CrlBuilder.Head(number, OptionalLong.empty(), thisUpdate, nextUpdate, List.of(), List.of());
        try (CrlBuilder list = new CrlBuilder()) {
            for (Entry entry : entries) {
                list.revoked(entry.serial(), entry.reason(), entry.at());
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            list.sign(root, head, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new PkiException(PkiReason.STORE_FAILED, "no room for a temporary file", e);
        }
    }
}
