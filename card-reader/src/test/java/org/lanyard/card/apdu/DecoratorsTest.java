package org.lanyard.card.apdu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DecoratorsTest {
    private static final CommandApdu GET_DATA =
            new CommandApdu(0, 0xCB, 0x3F, 0xFF, HexFormat.of().parseHex("5C035FC102"), 256);

    private static CardFault faultOf(Executable work) {
        return assertThrows(CardException.class, work).fault();
    }

    @Nested
    @DisplayName("GetResponse, ISO/IEC 7816-4 §5.3.4")
    class Getting {
        @Test
        void parts_arePutTogether() throws Exception {
            ScriptedCard card = new ScriptedCard("AA6102", "BB6101", "CC9000");
            ResponseApdu response = new GetResponse(card).transceive(GET_DATA);
            assertEquals("3 bytes, 9000", response.toString());
            assertEquals(List.of("00CB3FFF055C035FC10200", "00C0000002", "00C0000001"), card.heard());
        }

        @Test
        void of6100_asksFor256() throws Exception {
            ScriptedCard card = new ScriptedCard("6100", "9000");
            new GetResponse(card).transceive(GET_DATA);
            assertEquals("00C0000000", card.heard().get(1));
        }

        @Test
        void card_thatSays61FFForEver_isEndless() {
            ScriptedCard card = new ScriptedCard("00".repeat(255) + "61FF");
            assertEquals(CardFault.ENDLESS_RESPONSE, faultOf(() -> new GetResponse(card).transceive(GET_DATA)));
            assertTrue(card.heard().size() <= 66, "stops after 16 KiB");
        }

        @Test
        void card_thatDripsForEver_isEndless() {
            ScriptedCard card = new ScriptedCard("0061FF");
            assertEquals(CardFault.ENDLESS_RESPONSE, faultOf(() -> new GetResponse(card).transceive(GET_DATA)));
            assertEquals(257, card.heard().size());
        }

        @Test
        void card_thatAnnouncesAndGivesNothing_isEndless() {
            ScriptedCard card = new ScriptedCard("61FF");
            assertEquals(CardFault.ENDLESS_RESPONSE, faultOf(() -> new GetResponse(card).transceive(GET_DATA)));
            assertEquals(2, card.heard().size());
        }

        @Test
        void enough_leavesTheRest() throws Exception {
            ScriptedCard card = new ScriptedCard("AA6110", "BB6110", "CC9000");
            ResponseApdu response = new GetResponse(card).transceiveUntil(GET_DATA, soFar -> soFar.length == 2);
            assertEquals("2 bytes, 6110", response.toString());
            assertEquals(2, card.heard().size());
        }

        @Test
        void error_afterAPart_standsAsItsStatus() throws Exception {
            ScriptedCard card = new ScriptedCard("AA6110", "6F00");
            assertEquals(
                    "6F00", new GetResponse(card).transceive(GET_DATA).status().toString());
        }
    }

    @Nested
    @DisplayName("LeCorrection")
    class Correcting {
        @Test
        void of6Cxx_repeatsOnceWithThatLe() throws Exception {
            ScriptedCard card = new ScriptedCard("6C10", "AA9000");
            assertTrue(new LeCorrection(card).transceive(GET_DATA).status().isSuccess());
            assertEquals(List.of("00CB3FFF055C035FC10200", "00CB3FFF055C035FC10210"), card.heard());
        }

        @Test
        void card_thatSays6CxxForEver_isAskedTwice() throws Exception {
            ScriptedCard card = new ScriptedCard("6C10");
            assertTrue(new LeCorrection(card).transceive(GET_DATA).status().isWrongLe());
            assertEquals(2, card.heard().size());
        }
    }

    @Nested
    @DisplayName("CommandChaining, ISO/IEC 7816-4 §5.3.3")
    class Chaining {
        private final CommandApdu longCommand = new CommandApdu(0, 0x87, 7, 0x9E, new byte[600], 65536);

        @Test
        void parts_areOf255_andTheLastHasLe() throws Exception {
            ScriptedCard card = new ScriptedCard("9000");
            new CommandChaining(card).transceive(longCommand);
            assertEquals(3, card.heard().size());
            assertTrue(card.heard().get(0).startsWith("1087079EFF"));
            assertTrue(card.heard().get(2).startsWith("0087079E5A"));
            assertTrue(card.heard().get(2).endsWith("00"));
            assertEquals(2 * (5 + 90 + 1), card.heard().get(2).length());
        }

        @Test
        void refusal_endsTheChain() throws Exception {
            ScriptedCard card = new ScriptedCard("6884");
            assertEquals(
                    StatusWord.CHAINING_NOT_SUPPORTED,
                    new CommandChaining(card).transceive(longCommand).status());
            assertEquals(1, card.heard().size());
        }
    }

    @Nested
    @DisplayName("RedactedTrace")
    class Tracing {
        private final List<String> lines = new ArrayList<>();

        @Test
        void secretCommands_andTheRestOfTheirResponses_areNotShown() throws Exception {
            for (int ins : new int[] {0x20, 0x24, 0x2C, 0x87}) {
                lines.clear();
                Transport traced = new RedactedTrace(new ScriptedCard("ABCD6102", "EF019000"), lines::add);
                traced.transceive(new CommandApdu(0, ins, 0, 0x80, new byte[] {0x31, 0x32}, 256));
                traced.transceive(new CommandApdu(0, 0xC0, 0, 0, new byte[0], 2));
                String all = String.join("\n", lines);
                assertFalse(all.contains("3132") || all.contains("ABCD") || all.contains("EF01"), all);
                assertTrue(all.contains("2 bytes, 6102"), all);
            }
        }

        @Test
        void otherCommands_areShownWhole() throws Exception {
            new RedactedTrace(new ScriptedCard("ABCD9000"), lines::add).transceive(GET_DATA);
            assertEquals(List.of("> 00CB3FFF055C035FC10200", "< ABCD9000"), lines);
        }
    }

    @Nested
    @DisplayName("RoundTripLimit and Meter")
    class Timing {
        private final AtomicLong now = new AtomicLong();

        private ResponseApdu slow(CommandApdu command) throws CardException {
            now.addAndGet(Duration.ofMillis(101).toNanos());
            return new ResponseApdu(new byte[3], StatusWord.SUCCESS);
        }

        @Test
        void slowGeneralAuthenticate_isTooSlow_andNothingElseIs() throws Exception {
            Transport limited = new RoundTripLimit(this::slow, Duration.ofMillis(100), now::get);
            limited.transceive(GET_DATA);
            assertEquals(CardFault.TOO_SLOW, faultOf(() -> limited.transceive(new CommandApdu(0, 0x87, 7, 0x9E))));
            Transport patient = new RoundTripLimit(this::slow, Duration.ofMillis(101), now::get);
            patient.transceive(new CommandApdu(0, 0x87, 7, 0x9E));
        }

        @Test
        void meter_countsApdusBytesAndTime() throws Exception {
            Meter meter = new Meter(this::slow, now::get);
            meter.transceive(GET_DATA);
            meter.transceive(GET_DATA);
            assertEquals(new Meter.Reading(2, 22, 10, Duration.ofMillis(202)), meter.reading());
        }
    }
}
