package org.lanyard.session.invitation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Sql;

/**
 * How many refusals a source may have before it is told to slow down: {@link #MOST} in {@link #WINDOW}. It keeps a stranger who
 * tries codes from filling the audit, and is no lock: 80 random bits are not found by trying, and whoever has both codes right is
 * let in from wherever they come, for a school's whole building may be one source.
 *
 * <p>A source is a network (IPv4 /24, IPv6 /56), kept as its HMAC: the store says of nobody where they were.
 */
public final class SourceTries {
    public static final int MOST = 30;
    public static final Duration WINDOW = Duration.ofMinutes(10);

    /** The nodes' secret that sources are hashed with. */
    public static final String SECRET = "invitation-source";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int V4_PREFIX = 3;
    private static final int V6_PREFIX = 7;

    private final SecretKeySpec key;

    /** @param pepper 32 bytes that the nodes share */
    public SourceTries(byte[] pepper) {
        this.key = new SecretKeySpec(pepper, ALGORITHM);
    }

    /** Counts a refusal; false where the source has had more than it may. */
    public boolean refuse(Handle tx, String address, Instant now) {
        Instant over = now.minus(WINDOW);
        long refused = Sql.one(
                        tx,
                        "INSERT INTO invitation_source (source, since, refused) VALUES (?, ?, 1) ON CONFLICT (source)"
                                + " DO UPDATE SET refused = CASE WHEN invitation_source.since <= ? THEN 1"
                                + " ELSE invitation_source.refused + 1 END, since = CASE WHEN invitation_source.since <= ?"
                                + " THEN excluded.since ELSE invitation_source.since END RETURNING refused",
                        row -> row.getLong(1),
                        hash(address),
                        now,
                        over,
                        over)
                .orElseThrow();
        return refused <= MOST;
    }

    private byte[] hash(String address) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(network(address));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    /** What comes from the connection is an address in digits, so that nothing is looked up here. */
    private static byte[] network(String address) {
        try {
            byte[] whole = InetAddress.getByName(address).getAddress();
            return Arrays.copyOf(whole, whole.length == 4 ? V4_PREFIX : V6_PREFIX);
        } catch (UnknownHostException notAnAddress) {
            return new byte[0];
        }
    }
}
