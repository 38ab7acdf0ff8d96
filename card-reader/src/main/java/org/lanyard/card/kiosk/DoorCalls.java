package org.lanyard.card.kiosk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.lanyard.card.kiosk.DoorAnswer.Given;
import org.lanyard.card.kiosk.DoorAnswer.Refused;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.http.SupportCode;

/**
 * One HTTP call and what its answer means. Answers are bounded and read strictly; redirects are not followed. Every
 * answer that tells the server's time corrects the clock, refusals too.
 */
final class DoorCalls {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofMillis(2500);
    private static final int MAX_ANSWER = 16 * 1024;
    private static final long LONGEST_SECONDS = 24 * 60 * 60;
    private static final Pattern SUPPORT_CODE = Pattern.compile("[A-Z0-9]{8}");

    private final String base;
    private final ServerClock clock;
    private final HttpClient http;

    DoorCalls(String base, ServerClock clock, Optional<SSLContext> tls) {
        this.base = base;
        this.clock = clock;
        // One kept connection of HTTP/1.1 is all that a kiosk needs; an upgrade to HTTP/2 costs a round trip in clear.
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER);
        tls.ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    /** Reads a 200's body. */
    interface Reading<T> {
        /** Throws whatever it wants if the body isn't what it should be. */
        T read(ObjectNode body) throws HttpRefusal;
    }

    URI at(String path) {
        return URI.create(base + path);
    }

    /** Asks for a JSON object. */
    <T> DoorAnswer<T> ask(HttpRequest.Builder request, DoorFailure on401, Reading<T> reading) {
        return within(ANSWER, request, on401, reading);
    }

    /** As the other, and ended after {@code limit}. */
    <T> DoorAnswer<T> within(Duration limit, HttpRequest.Builder request, DoorFailure on401, Reading<T> reading) {
        return send(limit, request, on401, bytes -> {
            ObjectNode body = Json.parseObject(bytes);
            time(body);
            return reading.read(body);
        });
    }

    /** Says something that is answered by its status alone. */
    DoorAnswer<Boolean> tell(HttpRequest.Builder request, DoorFailure on401) {
        return send(ANSWER, request, on401, bytes -> true);
    }

    /** Asks for a file, whatever is in it. */
    DoorAnswer<byte[]> fetch(HttpRequest.Builder request) {
        return send(ANSWER, request, DoorFailure.BROKEN, bytes -> bytes);
    }

    private interface Bytes<T> {
        T read(byte[] body) throws HttpRefusal;
    }

    private <T> DoorAnswer<T> send(Duration limit, HttpRequest.Builder request, DoorFailure on401, Bytes<T> reading) {
        try {
            HttpRequest ready =
                    request.timeout(limit).header("Accept", "application/json").build();
            HttpResponse<byte[]> response = exchange(ready, limit);
            byte[] body = response.body();
            if (response.statusCode() != 200) {
                return refusal(response.statusCode(), body, on401);
            }
            if (body.length > MAX_ANSWER) {
                return none(DoorFailure.BAD_ANSWER);
            }
            return new Given<>(reading.read(body));
        } catch (HttpTimeoutException slow) {
            return none(DoorFailure.TIMED_OUT);
        } catch (IOException broken) {
            return none(DoorFailure.UNREACHABLE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return none(DoorFailure.UNREACHABLE);
        } catch (HttpRefusal | IllegalArgumentException strange) {
            return none(DoorFailure.BAD_ANSWER);
        }
    }

    /** The client's own timeout ends with the head of the answer; this one holds for all of it. */
    private HttpResponse<byte[]> exchange(HttpRequest request, Duration limit)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, DoorCalls::bounded);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            answer.cancel(true);
            throw new HttpTimeoutException("the answer's body");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof HttpTimeoutException slow) {
                throw slow;
            }
            throw new IOException(failed.getCause());
        }
    }

    /** Keeps one byte more than is allowed, so that too long an answer is seen and not stored. */
    private static HttpResponse.BodySubscriber<byte[]> bounded(HttpResponse.ResponseInfo head) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        return HttpResponse.BodySubscribers.mapping(
                HttpResponse.BodySubscribers.ofByteArrayConsumer(chunk -> chunk.ifPresent(
                        bytes -> kept.write(bytes, 0, Math.min(bytes.length, MAX_ANSWER + 1 - kept.size())))),
                end -> kept.toByteArray());
    }

    private <T> DoorAnswer<T> refusal(int status, byte[] body, DoorFailure on401) {
        DoorFailure failure = switch (status) {
            case 400 -> DoorFailure.REFUSED;
            case 401 -> on401;
            case 429, 503 -> DoorFailure.BUSY;
            default -> DoorFailure.BROKEN;
        };
        try {
            ObjectNode error = Json.parseObject(body);
            // RFC 6749 §5.2 lets a client that failed to authenticate be told by 400 as well.
            boolean kiosk = on401 == DoorFailure.KIOSK_REFUSED
                    && error.path("error").asText().equals("invalid_client");
            Optional<SupportCode> code = Optional.ofNullable(error.get("support_code"))
                    .map(JsonNode::asText)
                    .filter(text -> SUPPORT_CODE.matcher(text).matches())
                    .map(SupportCode::new);
            return new Refused<>(kiosk ? DoorFailure.KIOSK_REFUSED : failure, code, time(error));
        } catch (HttpRefusal notJson) {
            return none(failure);
        }
    }

    private static <T> DoorAnswer<T> none(DoorFailure failure) {
        return new Refused<>(failure, Optional.empty(), false);
    }

    private boolean time(ObjectNode body) {
        JsonNode time = body.get("time");
        if (time == null || !time.isIntegralNumber() || !time.canConvertToLong() || time.longValue() <= 0) {
            return false;
        }
        clock.correct(Instant.ofEpochSecond(Math.min(time.longValue(), Integer.MAX_VALUE * 2L)));
        return true;
    }

    static String text(ObjectNode body, String name) throws HttpRefusal {
        return Json.requireString(body, name);
    }

    /** A duration in whole seconds, RFC 6749's {@code expires_in}. */
    static Duration seconds(ObjectNode body, String name) {
        JsonNode value = body.get(name);
        boolean fits = value != null
                && value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= 0
                && value.longValue() <= LONGEST_SECONDS;
        if (!fits) {
            throw new IllegalArgumentException(name);
        }
        return Duration.ofSeconds(value.longValue());
    }

    static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
