package org.lanyard.pki.http;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The headers that every answer carries, whoever gives it: a content security policy that names what may load (nothing,
 * or our own files: never inline), no framing, no referrer, no sniffing, no shared browsing context; over https also
 * HSTS.
 */
public final class SecurityHeaders extends Handler.Wrapper {
    private static final HttpField HSTS =
            new PreEncodedHttpField("Strict-Transport-Security", "max-age=31536000; includeSubDomains");

    private final List<HttpField> fields;

    private SecurityHeaders(Handler next, String policy, String referrer, String opener) {
        super(next);
        this.fields = List.of(
                new PreEncodedHttpField("Content-Security-Policy", policy),
                new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
                new PreEncodedHttpField("X-Frame-Options", "DENY"),
                new PreEncodedHttpField("Referrer-Policy", referrer),
                new PreEncodedHttpField("Cross-Origin-Opener-Policy", opener),
                new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
                new PreEncodedHttpField(
                        "Permissions-Policy",
                        "camera=(), microphone=(), geolocation=(), usb=(),"
                                + " publickey-credentials-get=(self), publickey-credentials-create=(self)"));
    }

    /** For a surface that answers programs: a page made of its answers may load and do nothing. */
    public static SecurityHeaders forPrograms(Handler next) {
        return new SecurityHeaders(
                next,
                "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                "no-referrer",
                "same-origin");
    }

    /** For a surface with pages: style, script, images, fonts and fetches from our own origin, nothing inline. */
    public static SecurityHeaders forPages(Handler next) {
        return new SecurityHeaders(next, pages(""), "no-referrer", "same-origin");
    }

    /**
     * For a kiosk's screen on loopback, which posts the hand-over's form to the service and closes the window again: its
     * forms may go to {@code service}, which is told the screen's origin (with no-referrer a form's POST carries
     * {@code Origin: null}), and it keeps hold of a window that it opens.
     *
     * @param service the service's origin, such as {@code http://localhost:8080}
     */
    public static SecurityHeaders forKioskScreen(Handler next, String service) {
        return new SecurityHeaders(next, pages(" " + service), "strict-origin", "unsafe-none");
    }

    private static String pages(String formOrigin) {
        return "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self';"
                + " connect-src 'self'; manifest-src 'self'; form-action 'self'" + formOrigin
                + "; base-uri 'none'; frame-ancestors 'none'";
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var headers = response.getHeaders();
        for (HttpField field : fields) {
            headers.put(field);
        }
        if (request.isSecure()) {
            headers.put(HSTS);
        }
        return super.handle(request, response, callback);
    }
}
