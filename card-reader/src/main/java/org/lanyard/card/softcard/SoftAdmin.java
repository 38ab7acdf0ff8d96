package org.lanyard.card.softcard;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CommandApdu;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.apdu.StatusWord;
import org.lanyard.card.piv.ManagementAlgorithm;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.card.tlv.TlvReader;

/**
 * The management key of a software card: authenticating it alone or mutually (SP 800-73-5 part 2, appendix A.1), and the
 * command FF by which cards of several makers take a new one.
 */
final class SoftAdmin {
    static final int MANAGEMENT_KEY = 0x9B;

    private static final int WITNESS = 0x80;
    private static final int CHALLENGE = 0x81;
    private static final int RESPONSE = 0x82;

    private final SoftMemory memory;
    private final SoftSecurity security;
    private final SecureRandom random;

    SoftAdmin(SoftMemory memory, SoftSecurity security, SecureRandom random) {
        this.memory = memory;
        this.security = security;
        this.random = random;
    }

    ResponseApdu authenticate(CommandApdu command) {
        SoftManagementKey key = memory.image().managementKey();
        if (command.p1() != key.algorithm().value()) {
            return new ResponseApdu(StatusWord.WRONG_P1_P2);
        }
        if (security.isByRadio()) {
            return new ResponseApdu(StatusWord.SECURITY_STATUS_NOT_SATISFIED);
        }
        try {
            List<Tlv> parts = TlvReader.all(TlvReader.only(0x7C, command.data(), TlvPolicy.FIELD), TlvPolicy.FIELD);
            return answer(
                    key, parts.stream().filter(part -> !isEmptyResponse(part)).toList());
        } catch (CardException e) {
            return new ResponseApdu(StatusWord.WRONG_DATA);
        }
    }

    /** Some software asks for the response by an empty element, some takes it for granted. */
    private static boolean isEmptyResponse(Tlv part) {
        return part.tag() == RESPONSE && part.length() == 0;
    }

    private ResponseApdu answer(SoftManagementKey key, List<Tlv> parts) {
        if (parts.isEmpty()) {
            return new ResponseApdu(StatusWord.WRONG_DATA);
        }
        Tlv first = parts.get(0);
        if (parts.size() == 1 && first.length() == 0 && (first.tag() == WITNESS || first.tag() == CHALLENGE)) {
            return ask(key, first.tag());
        }
        if (parts.size() == 1 && first.tag() == RESPONSE) {
            return security.meets(first.value())
                    ? new ResponseApdu(StatusWord.SUCCESS)
                    : new ResponseApdu(StatusWord.SECURITY_STATUS_NOT_SATISFIED);
        }
        boolean mutual = parts.size() == 2
                && first.tag() == WITNESS
                && parts.get(1).tag() == CHALLENGE
                && parts.get(1).length() == key.algorithm().blockBytes();
        if (!mutual) {
            return new ResponseApdu(StatusWord.WRONG_DATA);
        }
        return security.meets(first.value())
                ? success(RESPONSE, key.encrypt(parts.get(1).value()))
                : new ResponseApdu(StatusWord.SECURITY_STATUS_NOT_SATISFIED);
    }

    /** A challenge goes out in clear and has to come back encrypted; a witness goes out encrypted and comes back in clear. */
    private ResponseApdu ask(SoftManagementKey key, int tag) {
        byte[] clear = new byte[key.algorithm().blockBytes()];
        random.nextBytes(clear);
        byte[] encrypted = key.encrypt(clear);
        security.expect(tag == WITNESS ? clear : encrypted);
        return success(tag, tag == WITNESS ? encrypted : clear);
    }

    StatusWord setKey(CommandApdu command) {
        byte[] data = command.data();
        try {
            // The other value of P2 has a key that wants to be touched.
            if (command.p1() != 0xFF || command.p2() != 0xFF) {
                return StatusWord.WRONG_P1_P2;
            }
            if (!security.isManaged()) {
                return StatusWord.SECURITY_STATUS_NOT_SATISFIED;
            }
            // Once it has a key for AES, a card never goes back to Triple DES.
            boolean old = !memory.image().managementKey().algorithm().isForNewKeys();
            for (ManagementAlgorithm algorithm : ManagementAlgorithm.values()) {
                boolean fits = (algorithm.isForNewKeys() || old)
                        && data.length == 3 + algorithm.keyBytes()
                        && data[0] == algorithm.value()
                        && data[1] == (byte) MANAGEMENT_KEY
                        && data[2] == algorithm.keyBytes();
                if (fits) {
                    SoftManagementKey key = new SoftManagementKey(algorithm, Arrays.copyOfRange(data, 3, data.length));
                    return memory.keep(memory.image().with(key)) ? StatusWord.SUCCESS : StatusWord.MEMORY_FAILURE;
                }
            }
            return StatusWord.WRONG_DATA;
        } finally {
            Arrays.fill(data, (byte) 0);
        }
    }

    private static ResponseApdu success(int tag, byte[] value) {
        return new ResponseApdu(Tlv.encode(0x7C, Tlv.encode(tag, value)), StatusWord.SUCCESS);
    }
}
