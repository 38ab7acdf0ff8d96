package org.lanyard.card.softcard;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.card.tlv.TlvReader;

/** The data objects that a software card is made with (SP 800-73-5 part 1, appendix A): the content of each. */
final class SoftObjects {
    static final int CHUID = 0x5FC102;
    static final int CCC = 0x5FC107;
    static final int DISCOVERY = 0x7E;

    private static final int GUID = 0x34;
    private static final int CERTIFICATE = 0x70;

    /**
     * A FASC-N whose agency, system and credential are nines, as PIV-I has it: the card is known by its GUID alone. The
     * fields after them are series 0, issue 1, person 0000000000 (category 3, organisation 0000, association 1).
     */
    private static final byte[] FASC_N_OF_NINES = hex("D4E739DA739CED39CE739D836858210842108421C84210C3EB");

    /** Appendix A, table 7: the AID in full. */
    static final byte[] AID = hex("A000000308000010000100");

    private SoftObjects() {}

    /** Table 9: without an issuer's signature, as the card proves itself by its keys alone. */
    static byte[] chuid(UUID id, LocalDate expires) {
        byte[] date = expires.format(DateTimeFormatter.BASIC_ISO_DATE).getBytes(StandardCharsets.US_ASCII);
        return concat(
                Tlv.encode(0x30, FASC_N_OF_NINES),
                Tlv.encode(GUID, bytes(id)),
                Tlv.encode(0x35, date),
                Tlv.encode(0x3E),
                Tlv.encode(0xFE));
    }

    /** Table 8: the card's capabilities; a card identifier under the GSC-RID, the rest is empty for PIV. */
    static byte[] ccc(UUID id) {
        byte[] identifier = concat(hex("A0000001160102"), Arrays.copyOf(bytes(id), 14));
        return concat(
                Tlv.encode(0xF0, identifier),
                Tlv.encode(0xF1, hex("21")),
                Tlv.encode(0xF2, hex("21")),
                Tlv.encode(0xF3),
                Tlv.encode(0xF4, hex("00")),
                Tlv.encode(0xF5, hex("10")),
                Tlv.encode(0xF6),
                Tlv.encode(0xF7),
                Tlv.encode(0xFA),
                Tlv.encode(0xFB),
                Tlv.encode(0xFC),
                Tlv.encode(0xFD),
                Tlv.encode(0xFE));
    }

    /** Table 18: the application PIN alone. */
    static byte[] discovery() {
        return concat(Tlv.encode(0x4F, AID), Tlv.encode(0x5F2F, hex("4000")));
    }

    /** Table 10. */
    static byte[] certificate(byte[] der) {
        return concat(Tlv.encode(CERTIFICATE, der), Tlv.encode(0x71, hex("00")), Tlv.encode(0xFE));
    }

    /** The GUID in a CHUID that somebody wrote. */
    static Optional<UUID> guidIn(byte[] chuid) {
        return element(GUID, chuid).filter(guid -> guid.length == 16).map(guid -> {
            ByteBuffer buffer = ByteBuffer.wrap(guid);
            return new UUID(buffer.getLong(), buffer.getLong());
        });
    }

    /** The certificate in a container that somebody wrote, unless it is compressed or none. */
    static Optional<X509Certificate> certificateIn(byte[] container) {
        return element(CERTIFICATE, container).map(der -> {
            try {
                return (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            } catch (CertificateException e) {
                return null;
            }
        });
    }

    private static Optional<byte[]> element(int tag, byte[] content) {
        try {
            for (Tlv each : TlvReader.all(content, TlvPolicy.FIELD)) {
                if (each.tag() == tag) {
                    return Optional.of(each.value());
                }
            }
        } catch (CardException e) {
            // Whatever was written there has no such element.
        }
        return Optional.empty();
    }

    /** The application property template (part 2, table 3): always the same bytes. */
    static byte[] applicationProperties() {
        return Tlv.encode(
                0x61,
                Tlv.encode(0x4F, hex("000010000100")),
                Tlv.encode(0x79, Tlv.encode(0x4F, hex("A000000308"))),
                Tlv.encode(0x50, "Lanyard software card".getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
