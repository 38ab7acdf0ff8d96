package org.lanyard.dist.demo;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanyard.card.kiosk.KioskAgent;
import org.lanyard.card.kiosk.KioskPolicy;
import org.lanyard.card.kiosk.Language;
import org.lanyard.card.pcsc.PcscConfig;
import org.lanyard.card.pcsc.PcscReader;
import org.lanyard.card.pcsc.Reader;
import org.lanyard.card.screen.DemoDeck;
import org.lanyard.card.screen.KioskScreen;
import org.lanyard.card.screen.SoftDeck;
import org.lanyard.card.softcard.SoftReader;

/** The demo's kiosk: the agent and its screen, with a reader in software and the demo's cards beside it, or a real one. */
final class DemoKiosk implements AutoCloseable {
    private final Optional<SoftDeck> deck;
    private final KioskScreen screen;
    private final KioskAgent agent;

    private DemoKiosk(Optional<SoftDeck> deck, KioskScreen screen, KioskAgent agent) {
        this.deck = deck;
        this.screen = screen;
        this.agent = agent;
    }

    /** @param readerName of a PC/SC reader; absent: the one in software */
    static DemoKiosk start(DemoSchool school, int port, Optional<String> readerName) throws Exception {
        SoftReader soft = new SoftReader("Lanyard demo reader");
        Optional<SoftDeck> deck =
                readerName.isPresent() ? Optional.empty() : Optional.of(new SoftDeck(soft, faces(school)));
        Reader reader = readerName
                .<Reader>map(name -> new PcscReader(PcscConfig.FIRST_READER.withReader(name)))
                .orElse(soft);
        KioskScreen screen = new KioskScreen(
                port,
                school.issuer(),
                Language.ENGLISH,
                deck.map(DemoDeck.class::cast),
                InstantSource.system(),
                school.random());
        KioskAgent agent = new KioskAgent(KioskPolicy.DEFAULT, reader, school.door(), screen, school.random());
        screen.start(agent);
        school.registerKiosk(screen.origin());
        agent.start();
        return new DemoKiosk(deck, screen, agent);
    }

    private static List<SoftDeck.Printed> faces(DemoSchool school) {
        List<SoftDeck.Printed> faces = new ArrayList<>();
        for (DemoCards.Held held : school.cards()) {
            String number = "%02d".formatted(faces.size() + 1);
            faces.add(new SoftDeck.Printed(
                    new DemoDeck.DemoCard(
                            number, held.pupil().name(), held.pupil().schoolClass(), DemoCards.PIN),
                    held.card()));
        }
        return faces;
    }

    /** Opens the screen, once. */
    URI link() {
        return screen.link();
    }

    @Override
    public void close() {
        deck.ifPresent(SoftDeck::close);
        agent.close();
        screen.close();
    }
}
