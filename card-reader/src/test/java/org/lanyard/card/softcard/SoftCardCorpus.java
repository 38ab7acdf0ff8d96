package org.lanyard.card.softcard;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.pcsc.CardInterface;

/** Talks to a software card in bytes that may be anything: whatever it hears, it answers with a status word. */
final class SoftCardCorpus {
    /** Commands that reach every corner, to be cut, bent and mixed. */
    static final List<byte[]> COMMANDS = List.of(
                    "00A4040009A0000003080000100000",
                    "00CB3FFF055C035FC10200",
                    "00CB3FFF0000055C035FC1010000",
                    "0020008008313233343536FFFF",
                    "00200080",
                    "0024008010313233343536FFFF363534333231FFFF",
                    "002400811031323334353637383132333435363738",
                    "002C0080103132333435363738313233343536FFFF",
                    "0087039B047C02800000",
                    "0087039B047C02810000",
                    "0087039B167C148008111111111111111181081111111111111111" + "00",
                    "0047009E05AC0380011100",
                    "00DB3FFF095C035FC1065302AABB",
                    "00DB3FFF147E124F0BA0000003080000100001005F2F024000",
                    "00FFFFFF1B039B18" + "0102030405060708".repeat(3),
                    "0087119E267C2482008120" + "11".repeat(32) + "00",
                    "1087079EFF7C8201068200818201" + "00".repeat(241),
                    "00C0000000")
            .stream()
            .map(HexFormat.of()::parseHex)
            .toList();

    private static final SoftCardFactory FACTORY = new SoftCardFactory(new SecureRandom(), LocalDate.of(2031, 7, 31));

    private SoftCardCorpus() {}

    static SoftCard card(int choice) {
        return FACTORY.blank()
                .withProtocol((choice & 1) == 0 ? SoftProtocol.T1 : SoftProtocol.T0)
                .withExtendedLengths((choice & 2) == 0);
    }

    /** The bytes as a conversation: each piece is as long as the byte before it says, and 0 is a known command. */
    static void talk(byte[] bytes) {
        SoftCard card = card(bytes.length == 0 ? 0 : bytes[0]);
        card.powerOn(bytes.length > 1 && bytes[1] == 1 ? CardInterface.CONTACTLESS : CardInterface.CONTACT);
        answer(card, COMMANDS.get(0));
        int at = 2;
        while (at + 1 < bytes.length) {
            int length = Math.min(bytes[at] & 0xFF, bytes.length - at - 1);
            if (length == 0) {
                answer(card, COMMANDS.get((bytes[at + 1] & 0xFF) % COMMANDS.size()));
                at += 2;
            } else {
                answer(card, Arrays.copyOfRange(bytes, at + 1, at + 1 + length));
                at += 1 + length;
            }
        }
    }

    static ResponseApdu answer(SoftCard card, byte[] command) {
        try {
            return ResponseApdu.parse(card.transmit(command.clone()));
        } catch (CardException e) {
            throw new AssertionError("a card that is in its reader answers", e);
        }
    }
}
