package org.lanyard.card.softcard;

import java.util.Arrays;
import java.util.Optional;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.CommandApdu;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.apdu.StatusWord;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.card.tlv.TlvReader;

/** The PIV card application of a software card (SP 800-73-5 part 2): whole commands in, whole responses out. */
final class SoftApplication {
    private static final int APPLICATION_PIN = 0x80;
    private static final int LEAST_AID_BYTES = 5;

    private final SoftMemory memory;
    private CardInterface on = CardInterface.CONTACT;
    private boolean selected;
    private boolean pinVerified;
    private SoftFaults.Lie lie = SoftFaults.Lie.NONE;

    SoftApplication(SoftMemory memory) {
        this.memory = memory;
    }

    void reset(CardInterface newInterface) {
        on = newInterface;
        selected = false;
        pinVerified = false;
    }

    void lie(SoftFaults.Lie newLie) {
        lie = newLie;
    }

    ResponseApdu process(CommandApdu command) {
        if (command.cla() != 0x00) {
            return answer(StatusWord.CLASS_NOT_SUPPORTED);
        }
        if (command.ins() == 0xA4) {
            return select(command);
        }
        if (!selected) {
            return answer(StatusWord.CONDITIONS_NOT_SATISFIED);
        }
        return switch (command.ins()) {
            case 0xCB -> getData(command);
            case 0x20 -> verify(command);
            case 0x87 -> generalAuthenticate(command);
            default -> answer(StatusWord.INSTRUCTION_NOT_SUPPORTED);
        };
    }

    /** §3.1.1: by the AID, in full or cut on its right. Selecting PIV again leaves the security status alone. */
    private ResponseApdu select(CommandApdu command) {
        if (command.p1() != 0x04 || command.p2() != 0x00) {
            return answer(StatusWord.WRONG_P1_P2);
        }
        byte[] aid = command.data();
        boolean ours = aid.length >= LEAST_AID_BYTES
                && aid.length <= SoftObjects.AID.length
                && Arrays.equals(aid, Arrays.copyOf(SoftObjects.AID, aid.length));
        if (!ours) {
            return answer(StatusWord.NOT_FOUND);
        }
        selected = true;
        return answer(SoftObjects.applicationProperties());
    }

    /** §3.1.2. What needs the contacts is refused by radio (part 1, table 2). */
    private ResponseApdu getData(CommandApdu command) {
        if (command.p1() != 0x3F || command.p2() != 0xFF) {
            return answer(StatusWord.WRONG_P1_P2);
        }
        int tag;
        try {
            tag = tagIn(TlvReader.only(0x5C, command.data(), TlvPolicy.STRICT));
        } catch (CardException e) {
            return answer(StatusWord.WRONG_DATA);
        }
        boolean forContactsAlone = tag == KeyReference.PIV_AUTHENTICATION.certificateTag() || tag == SoftObjects.CCC;
        if (forContactsAlone && on == CardInterface.CONTACTLESS) {
            return answer(StatusWord.SECURITY_STATUS_NOT_SATISFIED);
        }
        Optional<byte[]> object = tag == 0 ? Optional.empty() : SoftObjects.find(memory.image(), tag);
        return object.map(this::twisted).map(SoftApplication::answer).orElse(answer(StatusWord.NOT_FOUND));
    }

    private byte[] twisted(byte[] object) {
        return switch (lie) {
            case OBJECT_TOO_LONG -> Arrays.copyOf(object, object.length - 1);
            case OBJECT_TOO_SHORT -> Arrays.copyOf(object, object.length + 1);
            default -> object;
        };
    }

    private static int tagIn(byte[] bytes) {
        int tag = 0;
        for (byte b : bytes) {
            tag = tag << 8 | b & 0xFF;
        }
        return bytes.length > 3 ? 0 : tag;
    }

    /** §3.2.1. The counter goes down, and is kept, before the comparison: pulling the card out gains no try. */
    private ResponseApdu verify(CommandApdu command) {
        byte[] field = command.data();
        try {
            if (command.p2() != APPLICATION_PIN) {
                return answer(StatusWord.REFERENCE_NOT_FOUND);
            }
            if (on == CardInterface.CONTACTLESS) {
                return answer(StatusWord.SECURITY_STATUS_NOT_SATISFIED);
            }
            if (command.p1() == 0xFF && field.length == 0) {
                pinVerified = false;
                return answer(StatusWord.SUCCESS);
            }
            if (command.p1() != 0x00) {
                return answer(StatusWord.WRONG_P1_P2);
            }
            return field.length == 0 ? answer(pinStatus()) : answer(compare(field));
        } finally {
            Arrays.fill(field, (byte) 0);
        }
    }

    private StatusWord pinStatus() {
        int left = memory.image().pin().triesLeft();
        if (left == 0) {
            return StatusWord.AUTHENTICATION_BLOCKED;
        }
        return pinVerified ? StatusWord.SUCCESS : StatusWord.triesLeft(left);
    }

    private StatusWord compare(byte[] field) {
        if (!isPinField(field)) {
            return StatusWord.WRONG_DATA;
        }
        SoftPin pin = memory.image().pin();
        pinVerified = false;
        if (pin.triesLeft() == 0) {
            return StatusWord.AUTHENTICATION_BLOCKED;
        }
        if (!memory.keep(pin.withTriesLeft(pin.triesLeft() - 1))) {
            return SoftMemory.FAILURE;
        }
        if (!pin.matches(field)) {
            return pinStatus().equals(StatusWord.AUTHENTICATION_BLOCKED) ? StatusWord.triesLeft(0) : pinStatus();
        }
        if (!memory.keep(pin.withTriesLeft(pin.mostTries()))) {
            return SoftMemory.FAILURE;
        }
        pinVerified = true;
        return StatusWord.SUCCESS;
    }

    private static boolean isPinField(byte[] field) {
        int digits = 0;
        while (digits < field.length && field[digits] >= '0' && field[digits] <= '9') {
            digits++;
        }
        boolean filledUp = true;
        for (int i = digits; i < field.length; i++) {
            filledUp &= field[i] == (byte) 0xFF;
        }
        return field.length == 8 && digits >= 6 && filledUp;
    }

    /** §3.2.4, the case of one challenge in and its signature out. */
    private ResponseApdu generalAuthenticate(CommandApdu command) {
        KeyReference reference = null;
        for (KeyReference each : KeyReference.values()) {
            reference = each.value() == command.p2() ? each : reference;
        }
        SoftKey key = reference == null ? null : memory.image().keys().get(reference);
        if (key == null || key.algorithm().value() != command.p1()) {
            return answer(StatusWord.WRONG_P1_P2);
        }
        boolean needsPin = reference == KeyReference.PIV_AUTHENTICATION;
        if (needsPin && (on == CardInterface.CONTACTLESS || !pinVerified)) {
            return answer(StatusWord.SECURITY_STATUS_NOT_SATISFIED);
        }
        try {
            byte[] signature = SoftSigner.sign(key, challengeIn(command.data(), key.algorithm()));
            if (lie == SoftFaults.Lie.WRONG_SIGNATURE) {
                signature[signature.length - 1] ^= 1;
            }
            return answer(Tlv.encode(0x7C, Tlv.encode(0x82, signature)));
        } catch (CardException e) {
            return answer(StatusWord.WRONG_DATA);
        }
    }

    /** The dynamic authentication template with an empty response and the challenge, in either order. */
    private static byte[] challengeIn(byte[] data, AlgorithmId algorithm) throws CardException {
        byte[] challenge = null;
        boolean responseAsked = false;
        // Other software writes 82 00 81 82 01 00: the shortest lengths; some writes longer ones.
        for (Tlv each : TlvReader.all(TlvReader.only(0x7C, data, TlvPolicy.FIELD), TlvPolicy.FIELD)) {
            if (each.tag() == 0x82 && each.length() == 0) {
                responseAsked = true;
            } else if (each.tag() == 0x81 && challenge == null) {
                challenge = each.value();
            } else {
                throw new CardException(CardFault.TLV_UNEXPECTED_TAG, each.toString());
            }
        }
        if (!responseAsked || challenge == null || challenge.length != algorithm.inputBytes()) {
            throw new CardException(CardFault.MALFORMED_COMMAND, "no challenge for this key");
        }
        return challenge;
    }

    private static ResponseApdu answer(StatusWord status) {
        return new ResponseApdu(status);
    }

    private static ResponseApdu answer(byte[] data) {
        return new ResponseApdu(data, StatusWord.SUCCESS);
    }
}
