package org.lanyard.card.piv;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.lanyard.card.apdu.CardCapabilities;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.CommandApdu;
import org.lanyard.card.apdu.GetResponse;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.apdu.RoundTripLimit;
import org.lanyard.card.apdu.StatusWord;
import org.lanyard.card.apdu.Transport;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.card.tlv.TlvReader;

/**
 * The PIV card application, as its commands (SP 800-73-5 part 2). {@link #select} comes first. Every method throws a
 * {@link CardException} alone; a status word that has no fault of its own is an {@code UNEXPECTED_STATUS}.
 */
public final class PivCard {
    /** The AID without its version, so that cards of every version answer. */
    private static final byte[] AID = HexFormat.of().parseHex("A00000030800001000");

    private static final int APPLICATION_PIN = 0x80;
    private static final int DYNAMIC_AUTHENTICATION = PivLink.DYNAMIC_AUTHENTICATION;
    private static final int CHALLENGE = 0x81;
    private static final int RESPONSE = 0x82;

    private final PivLink link;
    private final GetResponse reading;
    private final Transport whole;
    private final Transport signing;
    private final TlvPolicy policy;

    /** @param link sends exactly one APDU: long commands, GET RESPONSE and corrections of Le are done here */
    public PivCard(Transport link) {
        this(link, TlvPolicy.FIELD);
    }

    public PivCard(Transport link, TlvPolicy policy) {
        this(link, CardCapabilities.UNKNOWN, policy, Optional.empty(), System::nanoTime);
    }

    /** @param capabilities what the card's answer to reset tells: fewer APDUs where it takes extended lengths */
    public PivCard(Transport link, CardCapabilities capabilities) {
        this(link, capabilities, TlvPolicy.FIELD, Optional.empty(), System::nanoTime);
    }

    /** @param signatureLimit the longest that a signature may take, all its APDUs together */
    public PivCard(
            Transport link,
            CardCapabilities capabilities,
            TlvPolicy policy,
            Duration signatureLimit,
            LongSupplier nanoTime) {
        this(link, capabilities, policy, Optional.of(signatureLimit), nanoTime);
    }

    private PivCard(
            Transport bare,
            CardCapabilities capabilities,
            TlvPolicy policy,
            Optional<Duration> limit,
            LongSupplier nanoTime) {
        this.link = PivLink.over(bare, capabilities, policy);
        this.reading = link.reading();
        this.whole = link.whole();
        this.signing = limit.isEmpty() ? whole : new RoundTripLimit(whole, limit.get(), nanoTime);
        this.policy = policy;
    }

    /** The way to this card, for its writing side. */
    PivLink link() {
        return link;
    }

    /** §3.1.1 SELECT. @throws CardException also {@link CardFault#NOT_PIV} */
    public void select() throws CardException {
        ResponseApdu response = whole.transceive(new CommandApdu(0x00, 0xA4, 0x04, 0x00, AID, CommandApdu.SHORT_LE));
        int sw1 = response.status().sw1();
        if (sw1 == 0x6A || sw1 == 0x6D || sw1 == 0x6E) {
            throw CardException.ofStatus(CardFault.NOT_PIV, "SELECT", response.status());
        }
        List<Tlv> properties = TlvReader.all(TlvReader.only(0x61, PivLink.success("SELECT", response), policy), policy);
        if (properties.isEmpty() || properties.get(0).tag() != 0x4F) {
            throw new CardException(CardFault.NOT_PIV, "SELECT answered without an application identifier");
        }
    }

    /** The GUID of the CHUID, fetching no more of it than is needed. */
    public UUID guid() throws CardException {
        ResponseApdu response = reading.transceiveUntil(
                PivLink.getData(Chuid.TAG).withLe(CommandApdu.SHORT_LE),
                soFar -> Chuid.guidIn(soFar, policy).isPresent());
        boolean stopped = response.status().isMoreData();
        byte[] data = stopped ? response.data() : found("CHUID", response);
        return Chuid.guidIn(data, policy)
                .orElseThrow(() -> new CardException(CardFault.TLV_MISSING, "CHUID without a GUID"));
    }

    public Chuid chuid() throws CardException {
        return Chuid.parse(found("CHUID", whole.transceive(PivLink.getData(Chuid.TAG))), policy);
    }

    /** The Discovery Object, which a card may lack. */
    public Optional<Discovery> discovery() throws CardException {
        ResponseApdu response = whole.transceive(PivLink.getData(Discovery.TAG));
        return response.status().equals(StatusWord.NOT_FOUND)
                ? Optional.empty()
                : Discovery.parse(found("Discovery Object", response), policy);
    }

    /** The content of any data object, without its outer tag; absent where the card has none or an empty one. */
    public Optional<byte[]> content(int tag) throws CardException {
        return link.content(tag);
    }

    /** @throws CardException also {@link CardFault#CONTACTS_REQUIRED} where the card gives it on its contacts alone */
    public X509Certificate certificate(KeyReference reference) throws CardException {
        ResponseApdu response = whole.transceive(PivLink.getData(reference.certificateTag()));
        if (isContactsRequired(response.status())) {
            throw CardException.ofStatus(CardFault.CONTACTS_REQUIRED, "GET DATA", response.status());
        }
        return CertificateContainer.parse(found("certificate", response), policy);
    }

    /**
     * §3.2.1 VERIFY without data: asks, and spends no try.
     *
     * @throws CardException also {@link CardFault#CONTACTS_REQUIRED} where the card knows the PIN on its contacts alone
     */
    public PinStatus pinStatus() throws CardException {
        StatusWord status = whole.transceive(new CommandApdu(0x00, 0x20, 0x00, APPLICATION_PIN))
                .status();
        if (status.isSuccess()) {
            return PinStatus.VERIFIED;
        }
        if (status.equals(StatusWord.AUTHENTICATION_BLOCKED)) {
            return PinStatus.left(0);
        }
        if (isContactsRequired(status)) {
            throw CardException.ofStatus(CardFault.CONTACTS_REQUIRED, "VERIFY", status);
        }
        OptionalInt left = status.triesLeft();
        return left.isPresent() ? PinStatus.left(left.getAsInt()) : PinStatus.UNKNOWN;
    }

    /**
     * §3.2.1 VERIFY, unless it could spend a try that the policy keeps.
     *
     * @throws CardException {@link CardFault#PIN_WRONG} and {@link CardFault#PIN_TRIES_KEPT} with the tries left;
     *     {@link CardFault#PIN_BLOCKED}, {@link CardFault#PIN_COUNTER_UNKNOWN}, {@link CardFault#CONTACTS_REQUIRED}
     */
    public void verifyPin(Pin pin, PinPolicy pinPolicy) throws CardException {
        requireTries(pinPolicy);
        byte[] field = pin.field();
        StatusWord status;
        try {
            status = whole.transceive(new CommandApdu(0x00, 0x20, 0x00, APPLICATION_PIN, field, 0))
                    .status();
        } finally {
            Arrays.fill(field, (byte) 0);
        }
        if (status.isSuccess()) {
            return;
        }
        OptionalInt left = status.triesLeft();
        if (left.isPresent()) {
            throw CardException.ofPin(CardFault.PIN_WRONG, left.getAsInt());
        }
        throw CardException.ofStatus(
                status.equals(StatusWord.AUTHENTICATION_BLOCKED)
                        ? CardFault.PIN_BLOCKED
                        : isContactsRequired(status) ? CardFault.CONTACTS_REQUIRED : CardFault.UNEXPECTED_STATUS,
                "VERIFY",
                status);
    }

    /** By radio a card refuses what its contacts allow, by one status word or the other. */
    static boolean isContactsRequired(StatusWord status) {
        return status.equals(StatusWord.SECURITY_STATUS_NOT_SATISFIED)
                || status.equals(StatusWord.FUNCTION_NOT_SUPPORTED);
    }

    /** @throws CardException as {@link #verifyPin}, unless the policy leaves a try to spend */
    void requireTries(PinPolicy policy) throws CardException {
        PinStatus now = pinStatus();
        if (now.verified()) {
            return;
        }
        if (now.triesLeft().isEmpty()) {
            if (!policy.unknownCounterAllowed()) {
                throw new CardException(CardFault.PIN_COUNTER_UNKNOWN, "the card does not tell its counter");
            }
            return;
        }
        int left = now.triesLeft().getAsInt();
        if (left == 0) {
            throw CardException.ofPin(CardFault.PIN_BLOCKED, 0);
        }
        if (left <= policy.triesKept()) {
            throw CardException.ofPin(CardFault.PIN_TRIES_KEPT, left);
        }
    }

    /**
     * §3.2.4 GENERAL AUTHENTICATE: the card signs.
     *
     * @param challenge {@link AlgorithmId#inputBytes()} long: a digest for a curve, a padded block for RSA
     * @return the signature as the card gives it: DER for a curve, the block for RSA; not checked yet
     * @throws CardException {@link CardFault#PIN_REQUIRED}, {@link CardFault#TOO_SLOW}, {@link
     *     CardFault#SIGNATURE_MALFORMED}
     */
    public byte[] generalAuthenticate(KeyReference reference, AlgorithmId algorithm, byte[] challenge)
            throws CardException {
        if (challenge.length != algorithm.inputBytes()) {
            throw new IllegalArgumentException(algorithm + " signs " + algorithm.inputBytes() + " bytes");
        }
        byte[] template = Tlv.encode(DYNAMIC_AUTHENTICATION, Tlv.encode(RESPONSE), Tlv.encode(CHALLENGE, challenge));
        ResponseApdu response = signing.transceive(
                new CommandApdu(0x00, 0x87, algorithm.value(), reference.value(), template, expected(algorithm)));
        if (response.status().equals(StatusWord.SECURITY_STATUS_NOT_SATISFIED)) {
            throw CardException.ofStatus(CardFault.PIN_REQUIRED, "GENERAL AUTHENTICATE", response.status());
        }
        byte[] answer = PivLink.success("GENERAL AUTHENTICATE", response);
        byte[] signature = TlvReader.only(RESPONSE, TlvReader.only(DYNAMIC_AUTHENTICATION, answer, policy), policy);
        if (!algorithm.isEllipticCurve() && signature.length != algorithm.inputBytes()) {
            throw new CardException(CardFault.SIGNATURE_MALFORMED, signature.length + " bytes");
        }
        return signature;
    }

    /** A curve's signature fits into a short response, an RSA key's into an extended one alone. */
    private static int expected(AlgorithmId algorithm) {
        return algorithm.isEllipticCurve() ? CommandApdu.SHORT_LE : CommandApdu.EXTENDED_LE;
    }

    private static byte[] found(String what, ResponseApdu response) throws CardException {
        if (response.status().equals(StatusWord.NOT_FOUND)) {
            throw CardException.ofStatus(CardFault.OBJECT_NOT_FOUND, what, response.status());
        }
        return PivLink.success(what, response);
    }
}
