package org.lanyard.pki.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** One request and the answer to it. Exactly one of the answering methods is called, once. */
public record Exchange(Request request, Response response, Callback callback) {
    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
    private static final HttpField HTML = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/html;charset=utf-8");

    public Exchange {
        Objects.requireNonNull(request);
        Objects.requireNonNull(response);
        Objects.requireNonNull(callback);
    }

    /** See {@link Form#read}. */
    public Form form(int maxBytes) throws HttpRefusal {
        return Form.read(request, maxBytes);
    }

    /** See {@link Json#readObject}. */
    public ObjectNode json(int maxBytes) throws HttpRefusal {
        return Json.readObject(request, maxBytes);
    }

    /** The body as it came, of the one content type and within a bound. */
    public byte[] body(String contentType, int maxBytes) throws HttpRefusal {
        return Body.read(request, contentType, maxBytes);
    }

    /** The path, decoded once and without dot segments (Jetty refuses ambiguous ones). */
    public String path() {
        return Request.getPathInContext(request);
    }

    /** A header that may come once; sent twice it is refused, for two readers could each believe another. */
    public Optional<String> header(HttpHeader name) throws HttpRefusal {
        return single(name.asString());
    }

    /** See {@link #header(HttpHeader)}. */
    public Optional<String> header(String name) throws HttpRefusal {
        return single(name);
    }

    /** The cookie {@code name}; sent twice it is refused: somebody may have planted one of them. */
    public Optional<String> cookie(String name) throws HttpRefusal {
        return cookie(request, name);
    }

    /** See {@link #cookie(String)}. */
    public static Optional<String> cookie(Request request, String name) throws HttpRefusal {
        String found = null;
        for (HttpCookie cookie : Request.getCookies(request)) {
            if (cookie.getName().equals(name)) {
                if (found != null) {
                    throw new HttpRefusal(HttpReason.BAD_COOKIE, name);
                }
                found = cookie.getValue();
            }
        }
        return Optional.ofNullable(found).filter(value -> !value.isEmpty());
    }

    /** Sets a cookie that scripts can't read, that is sent over https alone and only to this host, for the session. */
    public void setCookie(String hostPrefixedName, String value) {
        cookieHeader(hostPrefixedName, value + "; Path=/; Secure; HttpOnly; SameSite=Lax");
    }

    /** Takes a cookie of {@link #setCookie} away. */
    public void clearCookie(String hostPrefixedName) {
        cookieHeader(hostPrefixedName, "; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
    }

    /** Answers with {@code status} and {@code body}, not to be stored by anybody (RFC 6749 §5.1). */
    public void json(int status, JsonNode body) {
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        write(status, JSON, Json.bytes(body));
    }

    /** Answers with a page, not to be stored by anybody. */
    public void html(int status, String page) {
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        write(status, HTML, page.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers with {@code status} and no body. */
    public void empty(int status) {
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.setStatus(status);
        response.write(true, BufferUtil.EMPTY_BUFFER, callback);
    }

    /** 303 to {@code location}, a path of ours: what a form's POST is answered with (RFC 9110 §15.4.4). */
    public void seeOther(String location) {
        response.getHeaders().put(HttpHeader.LOCATION, location);
        empty(303);
    }

    /** Answers with {@code status} and {@code body} of the given content type; caching is the caller's. */
    public void bytes(int status, String contentType, byte[] body) {
        write(status, new HttpField(HttpHeader.CONTENT_TYPE, contentType), body);
    }

    private void write(int status, HttpField contentType, byte[] body) {
        response.setStatus(status);
        response.getHeaders().put(contentType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private void cookieHeader(String name, String rest) {
        if (!name.startsWith("__Host-")) {
            throw new IllegalArgumentException("a cookie of this house is named __Host-…");
        }
        response.getHeaders().add(HttpHeader.SET_COOKIE, name + "=" + rest);
    }

    private Optional<String> single(String name) throws HttpRefusal {
        var values = request.getHeaders().getFields(name);
        if (values.size() > 1) {
            throw new HttpRefusal(HttpReason.BAD_HEADER, name);
        }
        return values.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(values.get(0).getValue());
    }
}
