package org.lanyard.session.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lanyard.session.door.DoorPolicy;
import org.lanyard.session.login.SessionLimits;

/**
 * The session service's settings, as {@code org.lanyard.pki.config.Toml} reads them.
 *
 * @param issuer the issuer's identifier and base URL: scheme, host and port, no path; plain http only for {@code localhost}
 * @param listen where the server listens
 * @param tls the server's own key; absent with an https issuer, {@code proxies} must name who speaks https for it
 * @param proxies addresses of the proxies in front; with any, nobody else is answered
 * @param times how long sessions last
 * @param webauthn where ceremonies may take place
 */
public record SessionConfig(
        URI issuer, Listen listen, Optional<Tls> tls, Set<String> proxies, SessionLimits times, WebAuthn webauthn) {

    /** @param host the address to listen on; loopback alone with plain http and no proxy */
    public record Listen(String host, int port) {
        public Listen {
            if (host.isEmpty() || port < 0 || port > 65535) {
                throw new IllegalArgumentException("listen wants a host and a port from 0 to 65535");
            }
        }
    }

    /** @param keystore PKCS#12; its passphrase is the first line of {@code passphraseFile} */
    public record Tls(Path keystore, Path passphraseFile) {}

    /**
     * @param origins where ceremonies may take place; empty: the issuer
     * @param rpId the relying party's id; empty: the issuer's host
     * @param relatedOrigins pages of other domains that may use this id as well; told at {@code /.well-known/webauthn}
     * @param topOrigins pages that may hold ours in a frame; empty: no frame of another origin
     */
    public record WebAuthn(
            Set<String> origins, Optional<String> rpId, Set<String> relatedOrigins, Set<String> topOrigins) {
        public WebAuthn {
            origins = Set.copyOf(origins);
            relatedOrigins = Set.copyOf(relatedOrigins);
            topOrigins = Set.copyOf(topOrigins);
        }
    }

    public SessionConfig {
        proxies = Set.copyOf(proxies);
        String scheme = String.valueOf(issuer.getScheme());
        if (issuer.getHost() == null
                || !(scheme.equals("https") || scheme.equals("http"))
                || !issuer.toString().equals(scheme + "://" + issuer.getRawAuthority())
                || issuer.getRawUserInfo() != null
                || !issuer.toString().equals(issuer.toString().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "issuer must be like https://sign-in.example.org: lower case, no path, not even a slash");
        }
        boolean plain = scheme.equals("http");
        if (plain && !issuer.getHost().equals("localhost")) {
            throw new IllegalArgumentException("issuer may be plain http for localhost only; use https");
        }
        if (plain && (tls.isPresent() || !proxies.isEmpty())) {
            throw new IllegalArgumentException("issuer is plain http, but tls or proxies speak https; make it https");
        }
        if (plain && !Set.of("localhost", "127.0.0.1", "[::1]").contains(listen.host())) {
            throw new IllegalArgumentException("listen.host must be localhost while the issuer is plain http");
        }
        if (!plain && tls.isEmpty() == proxies.isEmpty()) {
            throw new IllegalArgumentException(
                    "an https issuer needs either tls (own key) or proxies (who speaks https for it)");
        }
    }

    /** {@code http://localhost:8080}, on loopback. */
    public static SessionConfig defaults() {
        return localhost(8080);
    }

    /** Plain http on loopback, for a demo or a test. */
    public static SessionConfig localhost(int port) {
        return new SessionConfig(
                URI.create("http://localhost:" + port),
                new Listen("localhost", port),
                Optional.empty(),
                Set.of(),
                SessionLimits.DEFAULT,
                new WebAuthn(Set.of(), Optional.empty(), Set.of(), Set.of()));
    }

    /** What the door holds a WebAuthn ceremony against. */
    public DoorPolicy doorPolicy() {
        Set<String> origins = new HashSet<>(ownOrigins());
        origins.addAll(webauthn.relatedOrigins());
        return new DoorPolicy(origins, webauthn.topOrigins(), rpId());
    }

    /** Where ceremonies may take place under the relying party's own domain. */
    public Set<String> ownOrigins() {
        return webauthn.origins().isEmpty() ? Set.of(issuer.toString()) : webauthn.origins();
    }

    /** The relying party's id. */
    public String rpId() {
        return webauthn.rpId().orElse(issuer.getHost());
    }
}
