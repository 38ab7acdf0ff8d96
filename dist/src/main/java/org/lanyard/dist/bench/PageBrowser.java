package org.lanyard.dist.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.lanyard.card.kiosk.Grant.HandOverCode;
import org.lanyard.card.kiosk.KioskBrowser;

/** What a kiosk's browser asks a node for: the hand-over and the pupil's page, on one kept connection, without drawing them. */
final class PageBrowser implements KioskBrowser, AutoCloseable {
    private final String origin;
    private final KeptConnection connection;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final LinkedBlockingQueue<Optional<IOException>> pages = new LinkedBlockingQueue<>();

    /** @param origin of the kiosk's screen, as it is registered */
    PageBrowser(URI issuer, String origin) throws IOException {
        this.origin = origin;
        this.connection = new KeptConnection(issuer);
    }

    @Override
    public void handOver(HandOverCode code) {
        thread.execute(() -> {
            try {
                open(code);
                pages.add(Optional.empty());
            } catch (IOException failed) {
                pages.add(Optional.of(failed));
            }
        });
    }

    private void open(HandOverCode code) throws IOException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Content-Type", "application/x-www-form-urlencoded");
        form.put("Origin", origin);
        String body = "code=" + URLEncoder.encode(code.code(), StandardCharsets.US_ASCII);
        KeptConnection.Answer opened = connection.post(code.uri().getPath(), form, body);
        if (opened.status() != 303) {
            throw new IOException("the hand-over is answered by " + opened.status());
        }
        StringBuilder cookies = new StringBuilder();
        opened.cookies()
                .forEach((name, value) -> cookies.append(cookies.isEmpty() ? "" : "; ")
                        .append(name)
                        .append('=')
                        .append(value));
        KeptConnection.Answer page = connection.get("/me", Map.of("Cookie", cookies.toString()));
        if (page.status() != 200 || page.body().length == 0) {
            throw new IOException("the page is answered by " + page.status());
        }
    }

    /** Waits for the page of the hand-over before. */
    void awaitPage(Duration patience) throws Exception {
        Optional<IOException> page = pages.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (page == null) {
            throw new IOException("no page came");
        } else if (page.isPresent()) {
            throw page.get();
        }
    }

    @Override
    public CompletionStage<Void> closeSession() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        connection.close();
    }
}
