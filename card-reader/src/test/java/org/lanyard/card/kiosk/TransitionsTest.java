package org.lanyard.card.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lanyard.card.kiosk.Samples.ATTEMPT;
import static org.lanyard.card.kiosk.Samples.CARD;
import static org.lanyard.card.kiosk.Samples.NOW;
import static org.lanyard.card.kiosk.Samples.PUT_IN;
import static org.lanyard.card.kiosk.Samples.TAPPED;
import static org.lanyard.card.kiosk.Samples.TROUBLE;
import static org.lanyard.card.kiosk.Samples.events;
import static org.lanyard.card.kiosk.Samples.in;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.card.kiosk.Situation.LiveSession;
import org.lanyard.card.pcsc.CardInterface;

class TransitionsTest {

    /**
     * Every state with every event, of a kiosk that asks for a tap and of a card without contacts, in its seventh attempt.
     * Beside the next state the actions: T TapCard, R ReadForPin, V VerifyAndSign, L ReleaseCard, D DropPin, O OpenDoor,
     * H HandOver, C CloseBrowser, E EndSession, N EndSession with the reason that it is
     * not theirs, F ForgetSession, W VerifyOnReader, G ReadForChange, P ChangePin, A OpenWithPass. A dot: nothing changes.
     */
    private static final String TABLE = """
            Event                STARTING         OUT_OF_ORDER     IDLE             READING          PUT_IN           PIN              SIGNING_IN       WELCOME          GOODBYE          TRY_AGAIN        ASK_FOR_HELP     PICTURE          NOT_ME           PIN_ON_READER    PASS             CHANGE_PUT_IN    CHANGE_PIN       PIN_TOO_EASY     CHANGING         PIN_CHANGED
            ReaderUp           | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .
            ReaderDown         | OUT_OF_ORDER   | .              | OUT_OF_ORDER   | TRY_AGAIN L    | OUT_OF_ORDER   | GOODBYE L      | .              | .              | .              | .              | .              | .              | .              | GOODBYE L      | OUT_OF_ORDER   | OUT_OF_ORDER   | GOODBYE L      | GOODBYE L      | TRY_AGAIN L    | .
            CardInserted       | .              | .              | READING T      | . LT           | READING T      | READING LT     | READING LT     | . T            | READING T      | READING T      | READING T      | . T            | READING T      | READING LT     | READING T      | READING G      | READING LT     | READING LT     | READING LT     | READING T
            CardRemoved        | .              | .              | .              | TRY_AGAIN L    | .              | GOODBYE L      | .              | .              | .              | .              | .              | .              | .              | GOODBYE L      | .              | .              | GOODBYE L      | GOODBYE L      | TRY_AGAIN L    | .
            CardRead           | . L            | . L            | . L            | .              | . L            | . L            | . L            | GOODBYE CEL    | . L            | . L            | . L            | GOODBYE CEL    | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L
            CardRead other     | . L            | . L            | . L            | .              | . L            | . L            | . L            | READING CE     | . L            | . L            | . L            | READING CE     | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L
            CardRead late      | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L
            CardFailed         | . L            | . L            | . L            | TRY_AGAIN L    | . L            | TRY_AGAIN L    | TRY_AGAIN L    | . L            | . L            | . L            | . L            | . L            | . L            | TRY_AGAIN L    | . L            | . L            | TRY_AGAIN L    | TRY_AGAIN L    | TRY_AGAIN L    | . L
            CardFailed late    | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L
            PinWanted          | . L            | . L            | . L            | PIN            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | PIN            | . L            | . L            | . L            | . L            | . L            | . L
            PinWrong           | . L            | . L            | . L            | . L            | . L            | . L            | PIN            | . L            | . L            | . L            | . L            | . L            | . L            | . W            | . L            | . L            | . L            | . L            | CHANGE_PIN     | . L
            PinSpent           | . L            | . L            | . L            | ASK_FOR_HELP L | . L            | . L            | ASK_FOR_HELP L | . L            | . L            | . L            | . L            | . L            | . L            | ASK_FOR_HELP L | . L            | . L            | . L            | . L            | ASK_FOR_HELP L | . L
            CardSigned         | . L            | . L            | . L            | SIGNING_IN OL  | . L            | . L            | . OL           | . L            | . L            | . L            | . L            | . L            | . L            | SIGNING_IN OL  | . L            | . L            | . L            | . L            | . L            | . L
            CardSigned late    | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L
            DoorUp             | .              | IDLE           | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .
            DoorDown           | OUT_OF_ORDER   | .              | OUT_OF_ORDER   | .              | OUT_OF_ORDER   | .              | .              | .              | .              | .              | .              | .              | .              | .              | OUT_OF_ORDER   | OUT_OF_ORDER   | .              | .              | .              | .
            DoorOpened         | . E            | . E            | . E            | . E            | . E            | . E            | WELCOME H      | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E
            DoorOpened late    | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E
            DoorRefused        | .              | .              | .              | .              | .              | .              | TRY_AGAIN      | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .
            SessionOver        | . F            | . F            | . F            | . F            | . F            | . F            | . F            | GOODBYE CF     | . F            | . F            | . F            | GOODBYE CF     | . F            | . F            | . F            | . F            | . F            | . F            | . F            | . F
            LeaseLost          | .              | .              | .              | .              | .              | .              | .              | TRY_AGAIN CE   | .              | .              | .              | TRY_AGAIN CE   | .              | .              | .              | .              | .              | .              | .              | .
            SessionIdle        | .              | .              | .              | .              | .              | .              | .              | GOODBYE CE     | .              | .              | .              | GOODBYE CE     | .              | .              | .              | .              | .              | .              | .              | .
            DoorOpened picture | . E            | . E            | . E            | . E            | . E            | . E            | PICTURE        | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E            | . E
            PinOnReader        | . L            | . L            | . L            | PIN_ON_READER W| . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L
            PinNotTyped        | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | GOODBYE L      | . L            | . L            | . L            | . L            | . L            | . L
            ChangeReady        | . L            | . L            | . L            | CHANGE_PIN     | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L
            ChangeReady air    | . L            | . L            | . L            | CHANGE_PUT_IN L| . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L
            PinTooEasy         | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | PIN_TOO_EASY   | . L
            PinChanged         | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | . L            | PIN_CHANGED L  | . L
            PictureIsMine      | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | WELCOME H      | .              | .              | .              | .              | .              | .              | .              | .
            PictureIsNot       | .              | .              | .              | .              | .              | .              | .              | NOT_ME CN      | .              | .              | .              | NOT_ME CN      | .              | .              | .              | .              | .              | .              | .              | .
            PassChosen         | .              | .              | PASS           | .              | PASS           | .              | .              | .              | .              | PASS           | PASS           | .              | .              | .              | .              | PASS           | .              | .              | .              | .
            PassEntered        | .              | .              | SIGNING_IN A   | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | SIGNING_IN A   | .              | .              | .              | .              | .
            ChangeChosen       | .              | .              | CHANGE_PUT_IN  | .              | .              | .              | .              | CHANGE_PUT_IN CE| .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .
            ChangeEntered      | . DD           | . DD           | . DD           | . DD           | . DD           | . DD           | . DD           | . DD           | . DD           | . DD           | . DD           | . DD           | . DD           | . DD           | . DD           | . DD           | CHANGING P     | CHANGING P     | . DD           | . DD
            PinEntered         | . D            | . D            | . D            | . D            | . D            | SIGNING_IN V   | . D            | . D            | . D            | . D            | . D            | . D            | . D            | . D            | . D            | . D            | . D            | . D            | . D            | . D
            SignOut            | .              | .              | .              | GOODBYE L      | .              | GOODBYE L      | GOODBYE L      | GOODBYE CE     | .              | .              | .              | GOODBYE CE     | .              | GOODBYE L      | IDLE           | IDLE           | GOODBYE L      | GOODBYE L      | .              | .
            ProofChosen        | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .
            Noticed            | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .              | .
            TimeUp             | .              | .              | .              | TRY_AGAIN L    | IDLE           | GOODBYE L      | TRY_AGAIN L    | .              | IDLE           | IDLE           | IDLE           | WELCOME H      | IDLE           | GOODBYE L      | IDLE           | IDLE           | GOODBYE L      | GOODBYE L      | TRY_AGAIN L    | IDLE
            """;

    private static String outcome(Situation before, Step step) {
        String actions = step.actions().stream().map(TransitionsTest::letter).collect(Collectors.joining());
        String state = step.next().state() == before.state()
                ? "."
                : step.next().state().name();
        return actions.isEmpty() ? state : state + " " + actions;
    }

    private static String letter(KioskAction action) {
        Map<Class<?>, String> letters = Map.ofEntries(
                Map.entry(KioskAction.TapCard.class, "T"),
                Map.entry(KioskAction.ReadForPin.class, "R"),
                Map.entry(KioskAction.VerifyAndSign.class, "V"),
                Map.entry(KioskAction.ReleaseCard.class, "L"),
                Map.entry(KioskAction.DropPin.class, "D"),
                Map.entry(KioskAction.OpenDoor.class, "O"),
                Map.entry(KioskAction.HandOver.class, "H"),
                Map.entry(KioskAction.CloseBrowser.class, "C"),
                Map.entry(KioskAction.EndSession.class, "E"),
                Map.entry(KioskAction.ForgetSession.class, "F"),
                Map.entry(KioskAction.VerifyOnReader.class, "W"),
                Map.entry(KioskAction.ReadForChange.class, "G"),
                Map.entry(KioskAction.ChangePin.class, "P"),
                Map.entry(KioskAction.OpenWithPass.class, "A"));
        boolean notMe = action instanceof KioskAction.EndSession end && end.notMe();
        return notMe ? "N" : letters.get(action.getClass());
    }

    static Stream<String> rows() {
        return TABLE.lines().filter(line -> line.contains("|"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    @DisplayName("Every state with every event")
    void table(String row) {
        String[] cells = row.split("\\|");
        KioskEvent event = events().get(cells[0].trim());
        List<String> found = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (KioskState state : KioskState.values()) {
            Situation before = in(state);
            found.add(state + ": " + outcome(before, Transitions.next(before, event, NOW)));
            expected.add(state + ": " + cells[state.ordinal() + 1].trim());
        }
        assertEquals(String.join("\n", expected), String.join("\n", found));
    }

    @Test
    void theTableHasEveryEvent() {
        assertEquals(
                events().keySet().stream().sorted().toList(),
                rows().map(row -> row.split("\\|")[0].trim()).sorted().toList());
        assertEquals(
                List.of(KioskEvent.class.getPermittedSubclasses()).stream()
                        .map(Class::getSimpleName)
                        .sorted()
                        .toList(),
                events().values().stream()
                        .map(event -> event.getClass().getSimpleName())
                        .distinct()
                        .sorted()
                        .toList());
    }

    @Nested
    @DisplayName("On the card's contacts")
    class OnContacts {
        private final Situation signedIn = in(KioskState.SIGNING_IN).withHand(PUT_IN);
        private final Situation welcome = signedIn.toWelcome(new LiveSession(ATTEMPT, PUT_IN, NOW.minusSeconds(60)));

        @Test
        void takingTheCardOutEndsTheSession() {
            assertEquals("GOODBYE CE", outcome(welcome, next(welcome, new KioskEvent.CardRemoved())));
        }

        @Test
        void takingTheCardOutWhileTheDoorDecidesLetsNobodyIn() {
            Step gone = next(signedIn, new KioskEvent.CardRemoved());
            assertEquals("TRY_AGAIN L", outcome(signedIn, gone));
            assertEquals(
                    "TRY_AGAIN E",
                    gone.next().state() + " "
                            + letter(next(gone.next(), new KioskEvent.DoorOpened(ATTEMPT))
                                    .actions()
                                    .get(0)));
        }

        @Test
        void aReaderThatFailsTookTheCardAlong() {
            Step down = next(welcome, new KioskEvent.ReaderDown(TROUBLE));
            assertEquals("GOODBYE CE", outcome(welcome, down));
            assertEquals(
                    KioskState.OUT_OF_ORDER,
                    Transitions.next(down.next(), new KioskEvent.TimeUp(), NOW.plusSeconds(4))
                            .next()
                            .state());
        }

        @Test
        void withAPinTheCardIsAskedForItsCounterFirst() {
            Situation pin = in(KioskState.IDLE).withProof(Proof.PIN);
            Step inserted = next(pin, new KioskEvent.CardInserted());
            assertEquals("READING R", outcome(pin, inserted));
            Step read =
                    next(inserted.next(), new KioskEvent.CardRead(ATTEMPT + 1, CARD, CardInterface.CONTACT, Proof.PIN));
            assertEquals(". ", outcome(inserted.next(), read) + " ");
            Step wanted = next(read.next(), new KioskEvent.PinWanted(ATTEMPT + 1, 2));
            assertEquals("PIN", outcome(read.next(), wanted));
        }

        @Test
        void aTappedCardIsAskedToBePutIn() {
            Situation reading = in(KioskState.READING).withProof(Proof.PIN);
            Step read = next(reading, new KioskEvent.CardRead(ATTEMPT, CARD, CardInterface.CONTACTLESS, Proof.PIN));
            assertEquals("PUT_IN L", outcome(reading, read));
        }
    }

    @Nested
    @DisplayName("Time")
    class Time {
        @Test
        void isNotUpBeforeItIs() {
            Situation reading = in(KioskState.IDLE).withCard(true).to(KioskState.READING, Optional.of(NOW));
            Step early = Transitions.next(reading, new KioskEvent.TimeUp(), NOW.minusMillis(1));
            assertEquals(".", outcome(reading, early));
        }

        @Test
        void ofAPassingStateIsUpWhenTheCardIsGoneToo() {
            Situation passing = in(KioskState.GOODBYE).withCard(true);
            Step up = next(passing, new KioskEvent.TimeUp());
            assertEquals(".", outcome(passing, up));
            assertTrue(up.next().until().isEmpty());
            assertEquals("IDLE", outcome(up.next(), next(up.next(), new KioskEvent.CardRemoved())));
        }

        @Test
        void ofACardThatFluttersAfterItsSignInIsNotASignOut() {
            Situation fresh =
                    in(KioskState.SIGNING_IN).toWelcome(new LiveSession(ATTEMPT, TAPPED, NOW.minusMillis(1_900)));
            KioskEvent again = new KioskEvent.CardRead(ATTEMPT, CARD, CardInterface.CONTACTLESS, Proof.TAP);
            assertEquals(". L", outcome(fresh, next(fresh, again)));
            Step later = Transitions.next(fresh, again, NOW.plusMillis(200));
            assertEquals("GOODBYE CEL", outcome(fresh, later));
        }
    }

    @ParameterizedTest
    @EnumSource(KioskState.class)
    @DisplayName("How the card is spoken to is shown while there is a sign-in or a session, and not afterwards")
    void interfaceShown(KioskState state) {
        Situation before = in(state);
        Situation held = before.withHand(PUT_IN);
        boolean inUse = switch (state) {
            case READING, PIN, SIGNING_IN, WELCOME, PICTURE, PIN_ON_READER, CHANGE_PIN, PIN_TOO_EASY, CHANGING -> true;
            default -> false;
        };
        assertEquals(inUse, KioskDisplay.of(held, Optional.empty()).by().isPresent());
    }

    @Nested
    @DisplayName("Health")
    class Health {
        @Test
        void aKioskStartsWhenBothPartsAreUp() {
            Situation start = Situation.initial(Proof.TAP);
            Step one = next(start, new KioskEvent.ReaderUp());
            assertEquals(KioskState.STARTING, one.next().state());
            assertEquals("IDLE", outcome(one.next(), next(one.next(), new KioskEvent.DoorUp())));
        }

        @Test
        void aCardThatWasPutInMeanwhileIsUsedAfterwards() {
            Situation waiting = in(KioskState.OUT_OF_ORDER).withCard(true);
            assertEquals("READING T", outcome(waiting, next(waiting, new KioskEvent.DoorUp())));
        }
    }

    private static Step next(Situation now, KioskEvent event) {
        return Transitions.next(now, event, NOW);
    }

    /** Prints the table as it is, for whoever changes a rule and then reads every line of the difference. */
    public static void main(String[] arguments) {
        events().forEach((name, event) -> System.out.println(String.format("            %-19s", name) + "| "
                + Stream.of(KioskState.values())
                        .map(state -> String.format("%-15s", outcome(in(state), next(in(state), event))))
                        .collect(Collectors.joining("| "))));
    }
}
