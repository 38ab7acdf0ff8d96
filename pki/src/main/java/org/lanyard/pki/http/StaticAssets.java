package org.lanyard.pki.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Files of one folder of the class path under one prefix, each with an ETag of its content (RFC 9110 §8.8.3) and asked
 * for again each time. Only names of known types exist; anything else is left to the next handler.
 */
public final class StaticAssets extends Handler.Abstract.NonBlocking {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(?:[./-][A-Za-z0-9_-]+)*");
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "txt", "text/plain;charset=utf-8",
            "json", "application/json",
            "html", "text/html;charset=utf-8");

    private final String prefix;
    private final String folder;
    private final ClassLoader loader;
    private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

    private record Asset(byte[] content, String type, String etag) {}

    /**
     * @param prefix of the path, with a slash at both ends: {@code /assets/}
     * @param folder of the class path, ending in a slash: {@code org/lanyard/session/pages/assets/}
     */
    public StaticAssets(String prefix, String folder, ClassLoader loader) {
        if (!prefix.startsWith("/") || !prefix.endsWith("/") || !folder.endsWith("/")) {
            throw new IllegalArgumentException("prefix and folder end in a slash");
        }
        this.prefix = prefix;
        this.folder = folder;
        this.loader = loader;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!reads || !path.startsWith(prefix)) {
            return false;
        }
        Optional<Asset> asset = find(path.substring(prefix.length()));
        if (asset.isEmpty()) {
            return false;
        }
        response.getHeaders().put(HttpHeader.ETAG, asset.get().etag());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
        if (asset.get().etag().equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH))) {
            response.setStatus(304);
            response.write(true, BufferUtil.EMPTY_BUFFER, callback);
            return true;
        }
        new Exchange(request, response, callback)
                .bytes(200, asset.get().type(), asset.get().content());
        return true;
    }

    private Optional<Asset> find(String name) {
        Asset known = loaded.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try (InputStream in = loader.getResourceAsStream(folder + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] content = in.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            String etag = '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"';
            Asset asset = new Asset(content, type, etag);
            loaded.put(name, asset);
            return Optional.of(asset);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
