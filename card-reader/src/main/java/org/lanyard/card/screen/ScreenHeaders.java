package org.lanyard.card.screen;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Where the screen's headers differ from those of every page of ours, each for the hand-over's sake. */
final class ScreenHeaders extends Handler.Wrapper {
    private final List<HttpField> fields;

    /** @param door the origin of the session service, the only place where a form of this page may be posted to */
    ScreenHeaders(Handler next, String door) {
        super(next);
        this.fields = List.of(
                new PreEncodedHttpField(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
                                + " form-action " + door + "; base-uri 'none'; frame-ancestors 'none'"),
                // Under no-referrer a form's POST to another origin says "Origin: null" (Fetch, "append a request
                // Origin
                // header"), and the door could not tell its kiosk's page from any other.
                new PreEncodedHttpField("Referrer-Policy", "strict-origin"),
                // The screen has to be able to close the window that it opened.
                new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin-allow-popups"));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        fields.forEach(response.getHeaders()::put);
        return super.handle(request, response, callback);
    }
}
