package org.lanyard.webauthn.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.report.ReportDoor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door over HTTP, {@code POST …/ceremony}: the same way in one process as between two hosts, on a kept connection. */
final class HttpDoor implements Door, ReportDoor {
    private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int MAX_ANSWER = 4 * 1024;
    private static final Pattern SUPPORT_CODE = Pattern.compile("[0-9A-Z]{4,16}");
    private static final Pattern NEEDED = Pattern.compile("[a-z]{1,16}(-[a-z]{1,16}){0,3}");
    private static final int WELCOME = 204;
    private static final int REFUSED = 400;
    private static final int SERVER_ERROR = 500;

    private final URI ceremony;
    private final URI reports;

    HttpDoor(URI door) {
        String base = door.toString().replaceAll("/+$", "");
        this.ceremony = URI.create(base + "/ceremony");
        this.reports = URI.create(base + "/credential/report");
    }

    @Override
    public void requireWelcome(String assertion) throws WebAuthnException {
        HttpResponse<byte[]> answer = post(ceremony, "assertion=" + assertion);
        if (answer.statusCode() == WELCOME) {
            return;
        }
        if (answer.statusCode() >= SERVER_ERROR) {
            LOG.warn("the door answered {}", answer.statusCode());
            throw new WebAuthnException(Reason.DOOR_UNREACHABLE);
        }
        throw WebAuthnException.byTheDoor(supportCode(answer.body()), told(answer.body(), "needed", NEEDED));
    }

    @Override
    public void report(String report) throws WebAuthnException {
        HttpResponse<byte[]> answer = post(reports, "report=" + report);
        if (answer.statusCode() == REFUSED) {
            throw WebAuthnException.byTheDoor(supportCode(answer.body()));
        }
        if (answer.statusCode() != WELCOME) {
            LOG.warn("the door answered a report with {}", answer.statusCode());
            throw new WebAuthnException(Reason.DOOR_UNREACHABLE);
        }
    }

    /** @param form a JWT in compact form is of the unreserved characters alone: nothing in it needs escaping */
    private static HttpResponse<byte[]> post(URI to, String form) throws WebAuthnException {
        return send(HttpRequest.newBuilder(to)
                .timeout(ANSWER)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private static HttpResponse<byte[]> send(HttpRequest request) throws WebAuthnException {
        // The whole answer within the time: HttpRequest.timeout() alone ends with the header.
        Future<HttpResponse<byte[]>> pending = Client.KEPT.sendAsync(request, HttpDoor::bounded);
        try {
            return pending.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WebAuthnException(Reason.DOOR_UNREACHABLE, "interrupted");
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the door does not answer at {}", request.uri(), e);
            throw new WebAuthnException(Reason.DOOR_UNREACHABLE);
        } finally {
            pending.cancel(true);
        }
    }

    private static HttpResponse.BodySubscriber<byte[]> bounded(HttpResponse.ResponseInfo head) {
        long length = head.headers().firstValueAsLong("Content-Length").orElse(0);
        return length <= MAX_ANSWER ? BodySubscribers.ofByteArray() : BodySubscribers.replacing(new byte[0]);
    }

    private static String supportCode(byte[] body) {
        return told(body, "support_code", SUPPORT_CODE);
    }

    /** What the door says of a refusal that a person may read; null where it is of no such form. */
    private static String told(byte[] body, String name, Pattern form) {
        try {
            JsonNode word = Json.parseObject(body).path(name);
            return form.matcher(word.asText("")).matches() ? word.textValue() : null;
        } catch (HttpRefusal notJson) {
            return null;
        }
    }

    /** One client for the process, made when the first registration needs it: its making is not free. */
    private static final class Client {
        static final HttpClient KEPT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }
}
