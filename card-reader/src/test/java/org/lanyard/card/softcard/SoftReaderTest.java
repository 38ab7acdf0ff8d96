package org.lanyard.card.softcard;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.PivCard;
import org.lanyard.card.testing.RecordedEvents;
import org.lanyard.card.testing.TestCards;
import org.lanyard.pki.testing.TestAuthority;

class SoftReaderTest {
    private final TestCards cards = new TestCards(TestAuthority.create());
    private final RecordedEvents events = new RecordedEvents();
    private final SoftReader reader = new SoftReader("test");

    @AfterEach
    void close() {
        reader.close();
    }

    private static CardFault faultOf(Executable work) {
        return assertThrows(CardException.class, work).fault();
    }

    private void awaitTold(String... expected) {
        await().untilAsserted(() -> assertEquals(List.of(expected), events.all()));
    }

    @Test
    void events_comeInTheirOrder() throws Exception {
        SoftCard first = cards.make(AlgorithmId.P_256);
        reader.insert(first, CardInterface.CONTACT);
        reader.start(events);
        reader.unplug();
        reader.remove();
        reader.plug();
        reader.insert(first, CardInterface.CONTACT);
        reader.insert(cards.make(AlgorithmId.P_256), CardInterface.CONTACTLESS);
        reader.remove();
        reader.remove();
        awaitTold(
                "available",
                "inserted",
                "removed",
                "unavailable NO_READER",
                "available",
                "inserted",
                "removed",
                "inserted",
                "removed");
    }

    @Test
    void connect_hasItsFaults() throws Exception {
        assertEquals(CardFault.NO_CARD, faultOf(reader::connect));
        reader.insert(cards.make(AlgorithmId.P_256), CardInterface.CONTACT);
        CardConnection connection = reader.connect();
        assertEquals(CardFault.CARD_IN_USE, faultOf(reader::connect));
        connection.close();
        connection.close();
        assertEquals(CardFault.CONNECTION_CLOSED, faultOf(() -> new PivCard(connection).select()));
        reader.connect().close();
        reader.unplug();
        assertEquals(CardFault.NO_READER, faultOf(reader::connect));
    }

    @Test
    void cardTakenOutInTheMiddleOfAnApdu_isCardRemoved() throws Exception {
        SoftCard card = cards.make(AlgorithmId.P_256);
        card.setFaults(SoftFaults.slow(Duration.ofMillis(300)));
        reader.insert(card, CardInterface.CONTACT);
        try (CardConnection connection = reader.connect()) {
            CompletableFuture<CardFault> talking =
                    CompletableFuture.supplyAsync(() -> faultOf(() -> new PivCard(connection).select()));
            await().pollDelay(Duration.ofMillis(50)).until(() -> true);
            reader.remove();
            assertEquals(CardFault.CARD_REMOVED, talking.get());
        }
    }

    @Test
    void oldConnection_touchesNotTheNextOne() throws Exception {
        SoftCard card = cards.make(AlgorithmId.P_256);
        reader.insert(card, CardInterface.CONTACT);
        CardConnection old = reader.connect();
        reader.remove();
        reader.insert(card, CardInterface.CONTACT);
        try (CardConnection connection = reader.connect()) {
            old.close();
            PivCard piv = new PivCard(connection);
            piv.select();
            assertEquals(card.id(), piv.guid());
        }
    }

    @Test
    void cardThatLeavesByItsOwnFault_isTold() throws Exception {
        SoftCard card = cards.make(AlgorithmId.P_256);
        card.setFaults(SoftFaults.pulledOutAt(1));
        reader.start(events);
        reader.insert(card, CardInterface.CONTACT);
        try (CardConnection connection = reader.connect()) {
            assertEquals(CardFault.CARD_REMOVED, faultOf(() -> new PivCard(connection).select()));
        }
        awaitTold("available", "inserted", "removed");
    }

    @Test
    void closedReader_tellsNothing() throws Exception {
        reader.start(events);
        awaitTold("available");
        reader.close();
        reader.insert(cards.make(AlgorithmId.P_256), CardInterface.CONTACT);
        assertEquals(List.of("available"), events.all());
    }
}
