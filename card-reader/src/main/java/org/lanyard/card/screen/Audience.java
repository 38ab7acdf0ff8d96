package org.lanyard.card.screen;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lanyard.card.kiosk.Grant.HandOverCode;
import org.lanyard.card.kiosk.KioskBrowser;
import org.lanyard.card.kiosk.KioskDisplay;
import org.lanyard.card.kiosk.KioskState;
import org.lanyard.card.kiosk.Language;
import org.lanyard.pki.http.Json;

/**
 * The one browser that looks at the screen, and what it is told. A browser that opens the stream takes the place of the
 * one before, which is told nothing more: a hand-over code has one reader.
 */
final class Audience implements KioskBrowser {
    /** The door takes the code for 10 s. */
    private static final Duration HAND_OVER = Duration.ofSeconds(10);

    /** Loading the page anew takes less. */
    private static final int BEATS_AWAY = 3;

    private final InstantSource clock;
    private final Optional<DemoDeck> deck;
    private final Language first;

    private volatile Runnable joined = () -> {};
    private boolean ownWindow;
    private int unwatched;
    private EventStream stream;
    private KioskDisplay display;
    private Language language;
    private HandOverCode waiting;
    private Instant waitingUntil = Instant.MIN;
    private CompletableFuture<Void> closing = CompletableFuture.completedFuture(null);

    Audience(InstantSource clock, Optional<DemoDeck> deck, Language first) {
        this.clock = clock;
        this.deck = deck;
        this.first = first;
        this.language = first;
    }

    void onJoin(Runnable listener) {
        joined = listener;
    }

    /** Takes it as the one browser. */
    void join(EventStream newcomer) {
        take(newcomer);
        joined.run();
    }

    private synchronized void take(EventStream newcomer) {
        if (stream != null) {
            stream.send("moved", Json.object());
            stream.close();
        }
        stream = newcomer;
        deck.ifPresent(cards -> stream.send("deck", describe(cards)));
        // The code before the state: a page that is told of a session and has no window for it ends it.
        if (waiting != null && clock.instant().isBefore(waitingUntil)) {
            tellHandOver(waiting);
        }
        waiting = null;
        tellState();
    }

    synchronized void show(KioskDisplay next) {
        boolean before = display != null && display.state() == KioskState.GOODBYE;
        display = next;
        ownWindow &= next.state() == KioskState.WELCOME;
        if (before && next.state() == KioskState.IDLE) {
            // The next in the queue finds the kiosk as the school has set it.
            language = first;
        }
        tellState();
    }

    synchronized void speak(Language chosen) {
        language = chosen;
        tellState();
    }

    synchronized void tellState() {
        if (display != null && isWatched()) {
            stream.send("state", describe(display));
        }
    }

    /**
     * Sees whether the browser is still there.
     *
     * @return true where a session is shown to nobody: its browser is gone
     */
    synchronized boolean beat() {
        if (isWatched()) {
            unwatched = 0;
            stream.beat();
            return false;
        }
        boolean session = display != null && display.state() == KioskState.WELCOME && !ownWindow;
        unwatched = session ? unwatched + 1 : 0;
        return unwatched >= BEATS_AWAY;
    }

    /** The session takes the window that shows this screen: until it is over, nobody watches. */
    synchronized void giveWindow() {
        ownWindow = true;
    }

    synchronized void leave() {
        if (stream != null) {
            stream.close();
        }
        closing.complete(null);
    }

    /** The page says that the session's window is closed. */
    synchronized void sessionClosed() {
        closing.complete(null);
    }

    @Override
    public synchronized void handOver(HandOverCode code) {
        if (isWatched()) {
            tellHandOver(code);
        } else {
            waiting = code;
            waitingUntil = clock.instant().plus(HAND_OVER);
        }
    }

    @Override
    public synchronized CompletionStage<Void> closeSession() {
        waiting = null;
        closing.complete(null);
        if (!isWatched()) {
            return closing;
        }
        closing = new CompletableFuture<>();
        stream.send("close", Json.object());
        return closing;
    }

    private boolean isWatched() {
        return stream != null && stream.isOpen();
    }

    private void tellHandOver(HandOverCode code) {
        stream.send(
                "handover",
                Json.object().put("code", code.code()).put("uri", code.uri().toString()));
    }

    private ObjectNode describe(KioskDisplay shown) {
        ObjectNode state = Json.object()
                .put("state", shown.state().name().toLowerCase(Locale.ROOT))
                .put("proof", shown.proof().name().toLowerCase(Locale.ROOT))
                .put("card", shown.cardPresent())
                .put("language", language.tag());
        shown.by().ifPresent(by -> state.put("by", by.name().toLowerCase(Locale.ROOT)));
        shown.tries().ifPresent(tries -> state.put("tries", tries));
        shown.trouble().ifPresent(trouble -> {
            state.put("cause", trouble.cause().name().toLowerCase(Locale.ROOT));
            trouble.code().ifPresent(code -> state.put("code", code.value()));
        });
        shown.picture().ifPresent(picture -> state.put("picture", picture));
        if (shown.byPass()) {
            state.put("pass", true);
        }
        deck.flatMap(DemoDeck::inserted).ifPresent(id -> state.put("inserted", id));
        return state;
    }

    private static ObjectNode describe(DemoDeck deck) {
        ObjectNode all = Json.object();
        ArrayNode cards = all.putArray("cards");
        deck.cards()
                .forEach(card -> cards.addObject()
                        .put("id", card.id())
                        .put("label", card.label())
                        .put("detail", card.detail())
                        .put("hint", card.hint()));
        return all;
    }
}
