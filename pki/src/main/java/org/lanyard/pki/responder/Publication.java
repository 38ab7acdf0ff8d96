package org.lanyard.pki.responder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.BufferUtil;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.revocation.PublishedList;
import org.lanyard.pki.revocation.PublishedLists;
import org.lanyard.pki.store.Store;

/**
 * Revocation lists and authorities' certificates over plain HTTP (RFC 5280 sections 4.2.1.13 and 4.2.2.1, RFC 2585
 * section 4).
 */
final class Publication {
    private static final Pattern LIST = Pattern.compile("/pki/crl/([0-9a-f]{2,128})/([0-9]{1,5})(-delta)?\\.crl");
    private static final Pattern CERTIFICATE = Pattern.compile("/pki/ca/([0-9a-f]{2,128})\\.cer");
    private static final Duration CERTIFICATE_KEPT = Duration.ofDays(1);
    /** A list may be overtaken by another at any time: what is kept longer would hide that one. */
    private static final Duration LIST_KEPT = Duration.ofMinutes(15);

    private static final int SMALL = 1 << 20;
    private static final long SMALL_ONES = 16L << 20;

    private final Store store;
    private final KnownIssuers issuers;
    private final InstantSource clock;
    private final Cache<String, byte[]> small = Caffeine.newBuilder()
            .maximumWeight(SMALL_ONES)
            .weigher((String key, byte[] list) -> list.length)
            .executor(Runnable::run)
            .build();

    Publication(Store store, KnownIssuers issuers, InstantSource clock) {
        this.store = store;
        this.issuers = issuers;
        this.clock = clock;
    }

    /** Answers GET and HEAD; false where nothing is there. */
    boolean get(String path, Exchange exchange) throws Exception {
        Matcher list = LIST.matcher(path);
        if (list.matches()) {
            return list(list.group(1), Integer.parseInt(list.group(2)), list.group(3) != null, exchange);
        }
        Matcher certificate = CERTIFICATE.matcher(path);
        return certificate.matches() && certificate(certificate.group(1), exchange);
    }

    private boolean list(String issuer, int shard, boolean delta, Exchange exchange) throws Exception {
        Optional<PublishedList> newest = store.read(h -> PublishedLists.newest(h, issuer, shard, delta));
        if (newest.isEmpty()) {
            return false;
        }
        PublishedList list = newest.get();
        Instant now = clock.instant();
        Instant kept = now.plus(LIST_KEPT);
        Instant until = kept.isBefore(list.nextUpdate()) ? kept : list.nextUpdate();
        Cached cached = new Cached(Long.toString(list.number()), list.thisUpdate(), until);
        cached.into(exchange.response().getHeaders(), now);
        if (cached.isKnownTo(exchange.request().getHeaders())) {
            Answers.notModified(exchange);
        } else if (list.bytes() <= SMALL) {
            exchange.bytes(200, "application/pkix-crl", inMemory(list));
        } else {
            stream(list, exchange);
        }
        return true;
    }

    private byte[] inMemory(PublishedList list) throws PkiException {
        String key = list.issuer() + ":" + list.number();
        byte[] known = small.getIfPresent(key);
        if (known == null) {
            known = PublishedLists.bytes(store, list);
            small.put(key, known);
        }
        return known;
    }

    /** Piece by piece: the list may be longer than the memory of a small node. */
    private void stream(PublishedList list, Exchange exchange) throws Exception {
        exchange.response().setStatus(200);
        exchange.response().getHeaders().put(HttpHeader.CONTENT_TYPE, "application/pkix-crl");
        exchange.response().getHeaders().put(HttpHeader.CONTENT_LENGTH, list.bytes());
        if (exchange.request().getMethod().equals("HEAD")) {
            exchange.response().write(true, BufferUtil.EMPTY_BUFFER, exchange.callback());
            return;
        }
        try {
            for (int part = 0; part < list.parts() - 1; part++) {
                try (Blocker.Callback written = Blocker.callback()) {
                    exchange.response().write(false, part(list, part), written);
                    written.block();
                }
            }
            exchange.response().write(true, part(list, list.parts() - 1), exchange.callback());
        } catch (IOException | PkiException | RuntimeException brokenOff) {
            // The head is out: the one way left to say that the list is not whole is to break off.
            exchange.callback().failed(brokenOff);
        }
    }

    private ByteBuffer part(PublishedList list, int part) throws PkiException {
        return ByteBuffer.wrap(store.read(handle -> PublishedLists.part(handle, list, part))
                .orElseThrow(() -> new PkiException(PkiReason.STORE_FAILED, "a piece of a list is gone")));
    }

    private boolean certificate(String id, Exchange exchange) throws PkiException {
        Optional<X509Certificate> issuing =
                store.<Optional<X509Certificate>, PkiException>read(h -> AuthorityRegister.certificate(h, id));
        Optional<X509Certificate> found = issuing.isPresent() ? issuing : issuers.root(id);
        if (found.isEmpty()) {
            return false;
        }
        byte[] der;
        try {
            der = found.get().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, id, e);
        }
        Instant now = clock.instant();
        String etag = HexFormat.of().formatHex(ResponderKey.hash("SHA-256", der), 0, 16);
        Cached cached = new Cached(etag, found.get().getNotBefore().toInstant(), now.plus(CERTIFICATE_KEPT));
        cached.into(exchange.response().getHeaders(), now);
        if (cached.isKnownTo(exchange.request().getHeaders())) {
            Answers.notModified(exchange);
        } else {
            exchange.bytes(200, "application/pkix-cert", der);
        }
        return true;
    }
}
