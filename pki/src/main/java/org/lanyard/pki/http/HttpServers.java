package org.lanyard.pki.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Builds the Jetty servers of the house, all with the same bounds: 8 KiB of request headers, 1 MiB of body whatever an
 * endpoint allows, 30 s of idling, a body
 * that trickles in under 240 bytes/s cut off, no version told, errors without a
 * word of the request in them. Virtual threads where the JDK has them.
 */
public final class HttpServers {
    private static final long MAX_BODY = 1 << 20;
    private static final long MIN_BODY_RATE = 240;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private HttpServers() {}

    /**
     * A server that is not started yet.
     *
     * @param host the address to listen on; {@code localhost} for plain http
     * @param port 0 for any free one; {@link #port} tells which, once started
     * @param tls absent: plain http
     */
    public static Server listening(String host, int port, Optional<SslContextFactory.Server> tls, Handler handler) {
        Server server = bare(handler);
        HttpConfiguration configuration = configuration();
        if (tls.isPresent()) {
            configuration.addCustomizer(new SecureRequestCustomizer());
        }
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        ServerConnector connector =
                tls.isPresent() ? new ServerConnector(server, tls.get(), http) : new ServerConnector(server, http);
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setAcceptQueueSize(256);
        server.addConnector(connector);
        return server;
    }

    /**
     * A server of plain http for what is public and signed. Its paths may hold base64, whose slashes are escaped or
     * doubled: OCSP asks so (RFC 6960 appendix A.1), and the handler must not take a path apart by its slashes.
     */
    public static Server publishing(String host, int port, Handler handler) {
        Server server = bare(handler);
        HttpConfiguration configuration = configuration();
        configuration.setUriCompliance(UriCompliance.DEFAULT.with(
                "base64",
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT));
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setAcceptQueueSize(256);
        server.addConnector(connector);
        return server;
    }

    /** Loads what a server needs, so that the first one is made faster; for a program that has other things to do meanwhile. */
    public static void prepare() {
        local(new Handler.Sequence());
    }

    /** The same server without a port, for tests that speak raw HTTP through its {@link LocalConnector}. */
    public static Server local(Handler handler) {
        Server server = bare(handler);
        LocalConnector connector = new LocalConnector(server, new HttpConnectionFactory(configuration()));
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        return server;
    }

    /** The port that a started server listens on. */
    public static int port(Server server) {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    private static Server bare(Handler handler) {
        // Jetty's own queue asks the JVM's management for the size of a cache line: a twentieth of the time to start.
        QueuedThreadPool threads = new QueuedThreadPool(200, 8, 60_000, -1, new LinkedBlockingQueue<>(), null);
        threads.setName("http");
        if (VirtualThreads.areSupported()) {
            threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-"));
        }
        Server server = new Server(threads);
        SizeLimitHandler limit = new SizeLimitHandler(MAX_BODY, -1);
        limit.setHandler(new MinimumDataRateHandler(handler, MIN_BODY_RATE, 0));
        server.setHandler(limit);
        server.setErrorHandler(HttpServers::plainError);
        server.setStopTimeout(2_000);
        return server;
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendXPoweredBy(false);
        configuration.setRequestHeaderSize(8 * 1024);
        configuration.setResponseHeaderSize(8 * 1024);
        configuration.setRelativeRedirectAllowed(true);
        return configuration;
    }

    /** What Jetty itself refuses (no such path, a malformed head) is told by its status alone. */
    private static boolean plainError(Request request, Response response, Callback callback) {
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        String phrase = HttpStatus.getMessage(response.getStatus());
        new Exchange(request, response, callback)
                .bytes(
                        response.getStatus(),
                        "text/plain;charset=utf-8",
                        (phrase + "\n").getBytes(StandardCharsets.UTF_8));
        return true;
    }
}
