package org.lanyard.dist.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A browser of few words at a kiosk's screen: it follows what the agent says, and takes over the session. */
final class FewWords implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI screen;
    private final String origin;
    private final String cookie;
    private final InputStream stream;
    private final List<JsonNode> states = new CopyOnWriteArrayList<>();
    private volatile String session = "";
    private volatile URI service;

    /** @param link as the kiosk printed it */
    FewWords(URI link) throws Exception {
        this.screen = link.resolve("/");
        this.origin = screen.getScheme() + "://" + screen.getAuthority();
        HttpResponse<InputStream> opened = post(
                "open",
                "application/json",
                BodyPublishers.ofString("{\"token\":\"" + link.getFragment() + "\"}"),
                "none=0");
        this.cookie = cookie(opened);
        HttpResponse<InputStream> events = http.send(
                HttpRequest.newBuilder(screen.resolve("/screen/events"))
                        .header("Cookie", cookie)
                        .build(),
                BodyHandlers.ofInputStream());
        this.stream = events.body();
        Thread thread = new Thread(this::follow, "few-words");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String event = "";
            for (String line; (line = lines.readLine()) != null; ) {
                if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    take(event, JSON.readTree(line.substring(6)));
                }
            }
        } catch (Exception over) {
            // The kiosk is gone, or this is closed.
        }
    }

    private void take(String event, JsonNode data) throws Exception {
        if (event.equals("handover")) {
            takeOver(data);
        } else if (event.equals("close")) {
            post("closed", "application/json", BodyPublishers.ofString("{}"), cookie);
        } else if (event.equals("state")) {
            states.add(data);
        }
    }

    private void takeOver(JsonNode grant) throws Exception {
        service = URI.create(grant.path("uri").textValue());
        String code = URLEncoder.encode(grant.path("code").textValue(), StandardCharsets.UTF_8);
        HttpResponse<InputStream> answer = http.send(
                HttpRequest.newBuilder(service)
                        .header("Origin", origin)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("code=" + code))
                        .build(),
                BodyHandlers.ofInputStream());
        session = cookie(answer);
    }

    private static String cookie(HttpResponse<InputStream> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(set -> set.split(";")[0])
                .filter(pair -> !pair.endsWith("="))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("answered " + answer.statusCode() + " without a cookie"));
    }

    private HttpResponse<InputStream> post(String call, String type, BodyPublisher body, String with)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(screen.resolve("/screen/" + call))
                        .header("Origin", origin)
                        .header("Content-Type", type)
                        .header("Cookie", with)
                        .POST(body)
                        .build(),
                BodyHandlers.ofInputStream());
    }

    /** Waits for the screen to be in this state now. */
    JsonNode await(String state) {
        return await(
                "the screen in state " + state,
                now -> now.path("state").textValue().equals(state));
    }

    JsonNode await(String what, Predicate<JsonNode> wanted) {
        try {
            Awaitility.await(what).atMost(PATIENCE).until(() -> !states.isEmpty() && wanted.test(now()));
        } catch (ConditionTimeoutException never) {
            throw new AssertionError(what + " was not to be seen, but " + states, never);
        }
        return now();
    }

    JsonNode now() {
        return states.get(states.size() - 1);
    }

    void pin(String digits) {
        try {
            post("pin", "application/octet-stream", BodyPublishers.ofString(digits), cookie);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The pupil's page, or the status that came in its place. */
    String page() throws IOException, InterruptedException {
        HttpResponse<String> page = http.send(
                HttpRequest.newBuilder(service.resolve("/me"))
                        .header("Cookie", session)
                        .header("Accept-Language", "en")
                        .build(),
                BodyHandlers.ofString());
        return page.statusCode() == 200 ? page.body() : String.valueOf(page.statusCode());
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
