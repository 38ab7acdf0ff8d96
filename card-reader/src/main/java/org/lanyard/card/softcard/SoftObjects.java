package org.lanyard.card.softcard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.tlv.Tlv;

/** The data objects of a software card (SP 800-73-5 part 1, appendix A), built anew for each GET DATA. */
final class SoftObjects {
    private static final int CHUID = 0x5FC102;
    static final int CCC = 0x5FC107;
    private static final int DISCOVERY = 0x7E;

    /**
     * A FASC-N whose agency, system and credential are nines, as PIV-I has it: the card is known by its GUID alone. The
     * fields after them are series 0, issue 1, person 0000000000 (category 3, organisation 0000, association 1).
     */
    private static final byte[] FASC_N_OF_NINES = hex("D4E739DA739CED39CE739D836858210842108421C84210C3EB");

    /** Appendix A, table 7: the AID in full. */
    static final byte[] AID = hex("A000000308000010000100");

    private SoftObjects() {}

    /** The object with this tag, as GET DATA returns it. */
    static Optional<byte[]> find(SoftCardImage image, int tag) {
        return switch (tag) {
            case CHUID -> Optional.of(Tlv.encode(0x53, chuid(image)));
            case CCC -> Optional.of(Tlv.encode(0x53, ccc(image.id())));
            case DISCOVERY -> Optional.of(discovery());
            default -> certificate(image, tag);
        };
    }

    /** Table 9: without an issuer's signature, as the card proves itself by its keys alone. */
    private static byte[] chuid(SoftCardImage image) {
        byte[] expires =
                image.expires().format(DateTimeFormatter.BASIC_ISO_DATE).getBytes(StandardCharsets.US_ASCII);
        return concat(
                Tlv.encode(0x30, FASC_N_OF_NINES),
                Tlv.encode(0x34, bytes(image.id())),
                Tlv.encode(0x35, expires),
                Tlv.encode(0x3E),
                Tlv.encode(0xFE));
    }

    /** Table 8: the card's capabilities; a card identifier under the GSC-RID, the rest is empty for PIV. */
    private static byte[] ccc(UUID id) {
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
    private static byte[] discovery() {
        return Tlv.encode(0x7E, Tlv.encode(0x4F, AID), Tlv.encode(0x5F2F, hex("4000")));
    }

    private static Optional<byte[]> certificate(SoftCardImage image, int tag) {
        for (KeyReference reference : KeyReference.values()) {
            SoftKey key = image.keys().get(reference);
            if (reference.certificateTag() == tag && key != null) {
                return key.certificate().map(certificate -> {
                    try {
                        return Tlv.encode(
                                0x53,
                                Tlv.encode(0x70, certificate.getEncoded()),
                                Tlv.encode(0x71, hex("00")),
                                Tlv.encode(0xFE));
                    } catch (CertificateEncodingException e) {
                        throw new IllegalStateException("a certificate that was parsed has an encoding", e);
                    }
                });
            }
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
        ByteBuffer all =
                ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
