package org.lanyard.card.apdu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LongCommandsTest {
    private static final CommandApdu LONG = new CommandApdu(0x00, 0x87, 0x07, 0x9E, new byte[300], 65536);
    private static final CommandApdu SHORT = new CommandApdu(0x00, 0xCB, 0x3F, 0xFF, new byte[5], 256);

    private final List<CommandApdu> heard = new ArrayList<>();

    private static CardCapabilities extended(boolean extendedLengths) {
        return new CardCapabilities(true, extendedLengths);
    }

    /** A card that answers extended commands with this, and all others with 9000. */
    private Transport card(StatusWord toExtended) {
        return command -> {
            heard.add(command);
            return new ResponseApdu(command.isExtended() ? toExtended : StatusWord.SUCCESS);
        };
    }

    @Test
    void goesInOne_whereTheCardSaysSo() throws Exception {
        LongCommands commands = new LongCommands(card(StatusWord.SUCCESS), extended(true));
        commands.transceive(LONG);
        commands.transceive(SHORT);
        assertEquals(List.of(LONG, SHORT), heard);
    }

    @Test
    void goesInParts_whereTheCardSaysNothing() throws Exception {
        new LongCommands(card(StatusWord.SUCCESS), CardCapabilities.UNKNOWN).transceive(LONG);
        assertEquals(2, heard.size());
        assertEquals(0x10, heard.get(0).cla());
        assertEquals(256, heard.get(1).le());
    }

    @ParameterizedTest
    @ValueSource(ints = {0x6700, 0x6E00, 0x6D00})
    void refusedOnce_isNeverTriedAgain(int status) throws Exception {
        LongCommands commands = new LongCommands(card(new StatusWord(status)), extended(true));
        assertEquals(StatusWord.SUCCESS, commands.transceive(LONG).status());
        assertEquals(StatusWord.SUCCESS, commands.transceive(LONG).status());
        assertEquals(1 + 2 + 2, heard.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0x6982, 0x6A80, 0x6A82, 0x6581})
    void otherAnswers_stand(int status) throws Exception {
        LongCommands commands = new LongCommands(card(new StatusWord(status)), extended(true));
        assertEquals(new StatusWord(status), commands.transceive(LONG).status());
        assertEquals(List.of(LONG), heard);
    }

    @ParameterizedTest
    @EnumSource(names = {"READER_FAILED", "MALFORMED_RESPONSE"})
    void readerWithoutRoom_isRefusalToo(CardFault fault) throws Exception {
        Transport reader = command -> {
            heard.add(command);
            if (command.isExtended()) {
                throw new CardException(fault, "test");
            }
            return new ResponseApdu(StatusWord.SUCCESS);
        };
        LongCommands commands = new LongCommands(reader, extended(true));
        commands.transceive(LONG);
        commands.transceive(LONG);
        assertEquals(1 + 2 + 2, heard.size());
    }

    @Test
    void removedCard_isNotAskedAgain() {
        LongCommands commands = new LongCommands(
                command -> {
                    heard.add(command);
                    throw new CardException(CardFault.CARD_REMOVED, "test");
                },
                extended(true));
        assertThrows(CardException.class, () -> commands.transceive(LONG));
        assertEquals(1, heard.size());
    }
}
