package org.lanyard.card.piv;

import java.util.Optional;
import org.lanyard.card.apdu.CardCapabilities;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.CommandApdu;
import org.lanyard.card.apdu.GetResponse;
import org.lanyard.card.apdu.LeCorrection;
import org.lanyard.card.apdu.LongCommands;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.apdu.StatusWord;
import org.lanyard.card.apdu.Transport;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.card.tlv.TlvReader;

/**
 * The way to the card that its reading and its writing side share.
 *
 * @param reading corrects Le and fetches responses, which may be left half read
 * @param whole sends long commands on top, in the extended form or in parts
 * @param policy what is put up with in the card's TLV
 */
record PivLink(GetResponse reading, Transport whole, TlvPolicy policy) {
    /** The tag around the content of nearly every data object. */
    static final int OBJECT = 0x53;

    static final int DYNAMIC_AUTHENTICATION = 0x7C;

    private static final int BIT_GROUP_TEMPLATE = 0x7F61;

    /** @param link sends exactly one APDU */
    static PivLink over(Transport link, CardCapabilities capabilities, TlvPolicy policy) {
        GetResponse reading = new GetResponse(new LeCorrection(link));
        return new PivLink(reading, new LongCommands(reading, capabilities), policy);
    }

    /** §3.1.2 GET DATA, of as much as a card can give at once. */
    static CommandApdu getData(int tag) {
        return new CommandApdu(0x00, 0xCB, 0x3F, 0xFF, Tlv.encode(0x5C, name(tag)), CommandApdu.EXTENDED_LE);
    }

    /** A tag as the value of a tag list. */
    static byte[] name(int tag) {
        return tag > 0xFFFF
                ? new byte[] {(byte) (tag >> 16), (byte) (tag >> 8), (byte) tag}
                : tag > 0xFF ? new byte[] {(byte) (tag >> 8), (byte) tag} : new byte[] {(byte) tag};
    }

    /** The Discovery Object and the Biometric Information Templates stand for themselves; all others are wrapped. */
    static int wrapperOf(int tag) {
        return tag == Discovery.TAG || tag == BIT_GROUP_TEMPLATE ? tag : OBJECT;
    }

    /** The content of a data object; absent where the card has none, or an empty one. */
    Optional<byte[]> content(int tag) throws CardException {
        ResponseApdu response = whole.transceive(getData(tag));
        if (response.status().equals(StatusWord.NOT_FOUND)) {
            return Optional.empty();
        }
        byte[] object = success("GET DATA", response);
        if (object.length == 0) {
            return Optional.empty();
        }
        byte[] content = TlvReader.only(wrapperOf(tag), object, policy);
        return content.length == 0 ? Optional.empty() : Optional.of(content);
    }

    static byte[] success(String step, ResponseApdu response) throws CardException {
        if (!response.status().isSuccess()) {
            throw CardException.ofStatus(CardFault.UNEXPECTED_STATUS, step, response.status());
        }
        return response.data();
    }
}
