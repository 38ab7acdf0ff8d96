package org.lanyard.pki.path.outside;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lanyard.pki.path.parse.OcspAnswer;
import org.lanyard.pki.path.parse.ParsedCrl;

/** The JDK's HTTP client: no redirects, bodies up to a limit, the whole exchange within its time. */
public final class HttpFetch implements Fetch {
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    @Override
    public byte[] post(URI responder, byte[] request, Duration within) throws IOException {
        return exchange(
                HttpRequest.newBuilder(responder)
                        .header("Content-Type", "application/ocsp-request")
                        .header("Accept", "application/ocsp-response")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request)),
                OcspAnswer.LIMIT,
                within);
    }

    @Override
    public byte[] get(URI list, Duration within) throws IOException {
        return get(list, ParsedCrl.LIMIT, within);
    }

    /**
     * Gets what is no longer than it may be.
     *
     * @param limit in bytes
     * @throws IOException where there is none within the time, or more
     */
    public byte[] get(URI from, int limit, Duration within) throws IOException {
        return exchange(HttpRequest.newBuilder(from).GET(), limit, within);
    }

    private byte[] exchange(HttpRequest.Builder request, int limit, Duration within) throws IOException {
        if (within.isNegative() || within.isZero()) {
            throw new IOException("no time left");
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.timeout(within).build(), info -> new Limited(limit));
        try {
            HttpResponse<byte[]> response = answer.get(within.toNanos(), TimeUnit.NANOSECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("HTTP status " + response.statusCode());
            }
            return response.body();
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + within.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause().getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            // Where it has not ended yet, the connection is closed.
            answer.cancel(true);
        }
    }

    /** A body that is given up once it is longer than it may be. */
    private static final class Limited implements HttpResponse.BodySubscriber<byte[]> {
        private final int limit;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private Flow.Subscription subscription;

        Limited(int limit) {
            this.limit = limit;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription source) {
            subscription = source;
            source.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                byte[] bytes = new byte[part.remaining()];
                part.get(bytes);
                if (body.size() + bytes.length > limit) {
                    subscription.cancel();
                    whole.completeExceptionally(new IOException("longer than " + limit + " bytes"));
                    return;
                }
                body.writeBytes(bytes);
            }
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            whole.complete(body.toByteArray());
        }
    }
}
