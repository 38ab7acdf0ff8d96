package org.lanyard.card.softcard;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.CommandApdu;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.apdu.StatusWord;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.card.tlv.TlvReader;

/** The asymmetric keys of a software card at work (SP 800-73-5 part 2, §3.2.4 and §3.3.2). */
final class SoftKeys {
    private static final int CHALLENGE = 0x81;
    private static final int RESPONSE = 0x82;
    private static final int EXPONENTIATION = 0x85;

    private final SoftMemory memory;
    private final SoftSecurity security;
    private final SecureRandom random;

    SoftKeys(SoftMemory memory, SoftSecurity security, SecureRandom random) {
        this.memory = memory;
        this.security = security;
        this.random = random;
    }

    /** What the key is asked to do, and with what. */
    private record Question(int tag, byte[] input) {}

    ResponseApdu use(CommandApdu command, SoftFaults.Lie lie) {
        Optional<KeyReference> reference = KeyReference.of(command.p2());
        SoftKey key = reference.map(memory.image().keys()::get).orElse(null);
        if (key == null || key.algorithm().value() != command.p1()) {
            return new ResponseApdu(StatusWord.WRONG_P1_P2);
        }
        if (!isAllowed(reference.orElseThrow())) {
            return new ResponseApdu(StatusWord.SECURITY_STATUS_NOT_SATISFIED);
        }
        try {
            Question question = question(command.data());
            byte[] answer = question.tag() == EXPONENTIATION
                    ? SoftSigner.agree(key, question.input())
                    : SoftSigner.sign(key, question.input());
            if (lie == SoftFaults.Lie.WRONG_SIGNATURE) {
                answer[answer.length - 1] ^= 1;
            }
            return success(Tlv.encode(0x7C, Tlv.encode(RESPONSE, answer)));
        } catch (CardException e) {
            return new ResponseApdu(StatusWord.WRONG_DATA);
        }
    }

    /** Part 1, table 4b: 9E always; 9C after a PIN of its own; the others after the PIN; all but 9E on contacts alone. */
    private boolean isAllowed(KeyReference reference) {
        return switch (reference) {
            case CARD_AUTHENTICATION -> true;
            case DIGITAL_SIGNATURE -> !security.isByRadio() && security.spendFreshPin();
            default -> !security.isByRadio() && security.isPinVerified();
        };
    }

    /** The dynamic authentication template with an empty response and the challenge or the point, in either order. */
    private static Question question(byte[] data) throws CardException {
        Question question = null;
        boolean responseAsked = false;
        // Other software writes 82 00 81 82 01 00: the shortest lengths; some writes longer ones.
        for (Tlv each : TlvReader.all(TlvReader.only(0x7C, data, TlvPolicy.FIELD), TlvPolicy.FIELD)) {
            if (each.tag() == RESPONSE && each.length() == 0) {
                responseAsked = true;
            } else if ((each.tag() == CHALLENGE || each.tag() == EXPONENTIATION) && question == null) {
                question = new Question(each.tag(), each.value());
            } else {
                throw new CardException(CardFault.TLV_UNEXPECTED_TAG, each.toString());
            }
        }
        if (!responseAsked || question == null) {
            throw new CardException(CardFault.MALFORMED_COMMAND, "no challenge");
        }
        return question;
    }

    ResponseApdu generate(CommandApdu command) {
        Optional<KeyReference> reference = KeyReference.of(command.p2());
        if (command.p1() != 0x00 || reference.isEmpty()) {
            return new ResponseApdu(StatusWord.WRONG_P1_P2);
        }
        if (security.isByRadio() || !security.isManaged()) {
            return new ResponseApdu(StatusWord.SECURITY_STATUS_NOT_SATISFIED);
        }
        SoftKey key;
        try {
            byte[] control = TlvReader.only(0xAC, command.data(), TlvPolicy.STRICT);
            byte[] algorithm = TlvReader.only(0x80, control, TlvPolicy.STRICT);
            if (algorithm.length != 1) {
                return new ResponseApdu(StatusWord.WRONG_DATA);
            }
            key = SoftKey.generate(AlgorithmId.of(algorithm[0] & 0xFF), random);
        } catch (CardException e) {
            return new ResponseApdu(StatusWord.WRONG_DATA);
        }
        return memory.keep(memory.image().with(reference.orElseThrow(), key))
                ? success(template(key.publicKey(), key.algorithm().inputBytes()))
                : new ResponseApdu(StatusWord.MEMORY_FAILURE);
    }

    private static byte[] template(PublicKey key, int width) {
        if (key instanceof RSAPublicKey rsa) {
            byte[] exponent = rsa.getPublicExponent().toByteArray();
            return Tlv.encode(
                    0x7F49, Tlv.encode(0x81, SoftSigner.fixed(rsa.getModulus(), width)), Tlv.encode(0x82, exponent));
        }
        ECPublicKey curve = (ECPublicKey) key;
        BigInteger x = curve.getW().getAffineX();
        BigInteger y = curve.getW().getAffineY();
        byte[] point = new byte[1 + 2 * width];
        point[0] = 0x04;
        System.arraycopy(SoftSigner.fixed(x, width), 0, point, 1, width);
        System.arraycopy(SoftSigner.fixed(y, width), 0, point, 1 + width, width);
        return Tlv.encode(0x7F49, Tlv.encode(0x86, point));
    }

    private static ResponseApdu success(byte[] data) {
        return new ResponseApdu(data, StatusWord.SUCCESS);
    }
}
