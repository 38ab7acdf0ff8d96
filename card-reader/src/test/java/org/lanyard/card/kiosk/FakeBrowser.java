package org.lanyard.card.kiosk;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lanyard.card.kiosk.Grant.HandOverCode;

/** A browser that posts the code to the door at once, and writes down what it was told beside what the door was. */
final class FakeBrowser implements KioskBrowser {
    private final FakeDoor door;
    final List<String> log = new CopyOnWriteArrayList<>();
    volatile boolean open;
    volatile CompletableFuture<Void> closing = CompletableFuture.completedFuture(null);

    FakeBrowser(FakeDoor door) {
        this.door = door;
    }

    @Override
    public void handOver(HandOverCode code) {
        open = door.takeCode(code.code());
        log.add(open ? "open" : "refused");
    }

    @Override
    public CompletionStage<Void> closeSession() {
        open = false;
        log.add("close, sessions alive: " + door.live().size());
        return closing;
    }
}
