package org.lanyard.card.piv;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.card.tlv.TlvReader;

/**
 * The Card Holder Unique Identifier (SP 800-73-5 part 1, §3.1.2 and table 9). Anybody can read it off a card and write
 * it to another one: it is a name to look a certificate up by, never a proof.
 *
 * @param fascN the FASC-N
 * @param guid the card's UUID; all zeros on cards that have none
 * @param expires the last day the card counts
 * @param cardholder the cardholder's UUID, if the card has one
 * @param signature the issuer's CMS signature as it stands there, 0 bytes if the card has none; not verified
 * @param signed what that signature is over: every element as it stands there but the signature's own
 */
public record Chuid(
        FascN fascN, UUID guid, LocalDate expires, Optional<UUID> cardholder, byte[] signature, byte[] signed) {
    /** The tag of the data object. */
    public static final int TAG = 0x5FC102;

    private static final int OBJECT = 0x53;
    private static final UUID NIL = new UUID(0, 0);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    /** A field of the table: how long it may be, and whether it has to be there. */
    private record Field(int tag, int least, int most, boolean mandatory) {}

    private static final Field FASC_N = new Field(0x30, FascN.BYTES, FascN.BYTES, true);
    private static final Field GUID = new Field(0x34, 16, 16, true);
    private static final Field EXPIRES = new Field(0x35, 8, 8, true);
    private static final Field CARDHOLDER = new Field(0x36, 16, 16, false);
    private static final Field SIGNATURE = new Field(0x3E, 0, 2816, true);

    /** In the order of the table, which is the order on the card. */
    private static final List<Field> FIELDS = List.of(
            new Field(0xEE, 2, 2, false),
            FASC_N,
            new Field(0x32, 4, 4, false),
            new Field(0x33, 9, 9, false),
            GUID,
            EXPIRES,
            CARDHOLDER,
            new Field(0x3D, 0, 512, false),
            SIGNATURE,
            new Field(0xFE, 0, 0, true));

    public Chuid {
        Objects.requireNonNull(fascN, "fascN");
        Objects.requireNonNull(guid, "guid");
        Objects.requireNonNull(expires, "expires");
        Objects.requireNonNull(cardholder, "cardholder");
        signature = signature.clone();
        signed = signed.clone();
    }

    /** A CHUID to be written, not signed yet. */
    public static Chuid of(FascN fascN, UUID guid, LocalDate expires) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        start(out, fascN, guid, expires);
        out.writeBytes(Tlv.encode(0xFE));
        return new Chuid(fascN, guid, expires, Optional.empty(), new byte[0], out.toByteArray());
    }

    /**
     * What goes into the data object, where this is a CHUID to be written.
     *
     * @param cms the issuer's signature over {@link #signed()}
     */
    public byte[] content(byte[] cms) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        start(out, fascN, guid, expires);
        out.writeBytes(Tlv.encode(SIGNATURE.tag(), cms));
        out.writeBytes(Tlv.encode(0xFE));
        return out.toByteArray();
    }

    private static void start(ByteArrayOutputStream out, FascN fascN, UUID guid, LocalDate expires) {
        out.writeBytes(Tlv.encode(FASC_N.tag(), fascN.encode()));
        out.writeBytes(Tlv.encode(
                GUID.tag(),
                ByteBuffer.allocate(16)
                        .putLong(guid.getMostSignificantBits())
                        .putLong(guid.getLeastSignificantBits())
                        .array()));
        out.writeBytes(Tlv.encode(EXPIRES.tag(), DATE.format(expires).getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    @Override
    public byte[] signed() {
        return signed.clone();
    }

    /** Reads the whole data object, from its tag 53 to its last byte. */
    public static Chuid parse(byte[] object, TlvPolicy policy) throws CardException {
        return parseContent(TlvReader.only(OBJECT, object, policy), policy);
    }

    /** Reads what is in the data object. */
    public static Chuid parseContent(byte[] content, TlvPolicy policy) throws CardException {
        byte[][] found = new byte[FIELDS.size()][];
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        int reached = -1;
        TlvReader reader = new TlvReader(content, policy);
        while (reader.hasNext()) {
            int start = reader.position();
            Tlv each = reader.next();
            reached = next(reached, each);
            found[reached] = each.value();
            if (FIELDS.get(reached) != SIGNATURE) {
                signed.write(content, start, reader.position() - start);
            }
        }
        for (int i = 0; i < found.length; i++) {
            if (found[i] == null && FIELDS.get(i).mandatory()) {
                throw new CardException(
                        CardFault.TLV_MISSING,
                        String.format("CHUID without %02X", FIELDS.get(i).tag()));
            }
        }
        return new Chuid(
                FascN.parse(found[FIELDS.indexOf(FASC_N)]),
                uuid(found[FIELDS.indexOf(GUID)]),
                date(found[FIELDS.indexOf(EXPIRES)]),
                Optional.ofNullable(found[FIELDS.indexOf(CARDHOLDER)]).map(Chuid::uuid),
                found[FIELDS.indexOf(SIGNATURE)],
                signed.toByteArray());
    }

    /**
     * The GUID, if the bytes reach as far: it comes before the signature, so the first response of a card has it.
     *
     * @param start the data object, or its first part
     * @throws CardException as {@link #parse} for what is there; {@link CardFault#CHUID_INVALID} for a GUID of zeros
     */
    public static Optional<UUID> guidIn(byte[] start, TlvPolicy policy) throws CardException {
        TlvReader reader = new TlvReader(start, policy);
        reader.enter(OBJECT);
        int reached = -1;
        while (reader.hasNext()) {
            Optional<Tlv> each = reader.nextIfWhole();
            if (each.isEmpty()) {
                break;
            }
            reached = next(reached, each.get());
            if (FIELDS.get(reached) == GUID) {
                UUID guid = uuid(each.get().value());
                if (guid.equals(NIL)) {
                    throw invalid("has a GUID of zeros");
                }
                return Optional.of(guid);
            }
        }
        return Optional.empty();
    }

    /** The place of this element in the table, which is after {@code reached}. */
    private static int next(int reached, Tlv element) throws CardException {
        for (int i = 0; i < FIELDS.size(); i++) {
            Field field = FIELDS.get(i);
            if (field.tag() == element.tag()) {
                if (i <= reached) {
                    throw new CardException(
                            i == reached ? CardFault.TLV_DUPLICATE : CardFault.TLV_UNEXPECTED_TAG,
                            String.format("CHUID with %02X twice or too late", field.tag()));
                }
                if (element.length() < field.least() || element.length() > field.most()) {
                    throw invalid("has " + element);
                }
                return i;
            }
        }
        throw new CardException(CardFault.TLV_UNEXPECTED_TAG, "CHUID with " + element);
    }

    private static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static LocalDate date(byte[] ascii) throws CardException {
        try {
            return LocalDate.parse(new String(ascii, StandardCharsets.US_ASCII), DATE);
        } catch (DateTimeException e) {
            throw new CardException(CardFault.CHUID_INVALID, "the expiration date is none", e);
        }
    }

    private static CardException invalid(String why) {
        return new CardException(CardFault.CHUID_INVALID, "CHUID " + why);
    }
}
