package org.lanyard.card.softcard;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CommandApdu;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.apdu.StatusWord;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.card.tlv.TlvReader;

/** GET DATA and PUT DATA of a software card (SP 800-73-5 part 2, §3.1.2 and §3.3.1). */
final class SoftData {
    private static final int DISCOVERY = 0x7E;
    private static final int BIT_GROUP_TEMPLATE = 0x7F61;
    private static final int WRAPPER = 0x53;
    private static final int MOST_OBJECT_BYTES = 12 * 1024 + 512;
    private static final int MOST_BYTES = 96 * 1024;

    /** Part 1, table 2: CHUID, certificate of 9E, Discovery, Biometric Information Templates, Secure Messaging signer. */
    private static final Set<Integer> BY_RADIO = Set.of(0x5FC102, 0x5FC101, DISCOVERY, BIT_GROUP_TEMPLATE, 0x5FC122);

    /** Part 1, table 2: fingerprints, face, Printed Information, irises, pairing code. */
    private static final Set<Integer> AFTER_PIN = Set.of(0x5FC103, 0x5FC108, 0x5FC109, 0x5FC121, 0x5FC123);

    private final SoftMemory memory;
    private final SoftSecurity security;

    SoftData(SoftMemory memory, SoftSecurity security) {
        this.memory = memory;
        this.security = security;
    }

    ResponseApdu get(CommandApdu command, SoftFaults.Lie lie) {
        if (command.p1() != 0x3F || command.p2() != 0xFF) {
            return new ResponseApdu(StatusWord.WRONG_P1_P2);
        }
        int tag;
        try {
            tag = number(TlvReader.only(0x5C, command.data(), TlvPolicy.STRICT));
        } catch (CardException e) {
            return new ResponseApdu(StatusWord.WRONG_DATA);
        }
        boolean refused =
                AFTER_PIN.contains(tag) && !security.isPinVerified() || security.isByRadio() && !BY_RADIO.contains(tag);
        Optional<byte[]> content = memory.image().object(tag);
        if (content.isEmpty() && !(refused && isPiv(tag))) {
            return new ResponseApdu(StatusWord.NOT_FOUND);
        }
        return refused
                ? new ResponseApdu(StatusWord.SECURITY_STATUS_NOT_SATISFIED)
                : new ResponseApdu(twisted(Tlv.encode(wrapperOf(tag), content.orElseThrow()), lie), StatusWord.SUCCESS);
    }

    private static byte[] twisted(byte[] object, SoftFaults.Lie lie) {
        return switch (lie) {
            case OBJECT_TOO_LONG -> Arrays.copyOf(object, object.length - 1);
            case OBJECT_TOO_SHORT -> Arrays.copyOf(object, object.length + 1);
            default -> object;
        };
    }

    /** Any object of the application may be written, also those that no standard knows: they are kept as they came. */
    StatusWord put(CommandApdu command) {
        if (command.p1() != 0x3F || command.p2() != 0xFF) {
            return StatusWord.WRONG_P1_P2;
        }
        if (security.isByRadio() || !security.isManaged()) {
            return StatusWord.SECURITY_STATUS_NOT_SATISFIED;
        }
        List<Tlv> parts;
        try {
            parts = TlvReader.all(command.data(), TlvPolicy.FIELD);
        } catch (CardException e) {
            return StatusWord.WRONG_DATA;
        }
        if (parts.size() == 1 && wrapperOf(parts.get(0).tag()) != WRAPPER) {
            return write(parts.get(0).tag(), parts.get(0).value());
        }
        boolean named = parts.size() == 2
                && parts.get(0).tag() == 0x5C
                && parts.get(1).tag() == WRAPPER
                && isPiv(number(parts.get(0).value()));
        return named ? write(number(parts.get(0).value()), parts.get(1).value()) : StatusWord.WRONG_DATA;
    }

    private StatusWord write(int tag, byte[] content) {
        SoftCardImage changed = memory.image().with(tag, content);
        if (content.length > MOST_OBJECT_BYTES || changed.objectBytes() > MOST_BYTES) {
            return StatusWord.NO_ROOM;
        }
        return memory.keep(changed) ? StatusWord.SUCCESS : StatusWord.MEMORY_FAILURE;
    }

    private static boolean isPiv(int tag) {
        return tag >> 8 == 0x5FC1 || tag >> 8 == 0x5FFF || tag == DISCOVERY || tag == BIT_GROUP_TEMPLATE;
    }

    static int wrapperOf(int tag) {
        return tag == DISCOVERY || tag == BIT_GROUP_TEMPLATE ? tag : WRAPPER;
    }

    private static int number(byte[] bytes) {
        int tag = 0;
        for (byte b : bytes) {
            tag = tag << 8 | b & 0xFF;
        }
        return bytes.length > 3 ? 0 : tag;
    }
}
