package org.lanyard.pki.est;

import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.CertificateReader;

/** Clients as this server's own TLS sees them, or as a listed proxy tells of them (RFC 9440). */
public final class TlsClients implements EstHandler.Clients {
    private static final String HEADER = "Client-Cert";
    private static final int LONGEST = 16 * 1024;

    private final boolean behindProxy;

    private TlsClients(boolean behindProxy) {
        this.behindProxy = behindProxy;
    }

    /** On a server with TLS of its own, which asks for a certificate. */
    public static TlsClients own() {
        return new TlsClients(false);
    }

    /**
     * Behind proxies that alone reach the server, speak TLS for it, and take any {@code Client-Cert} of a client's own
     * away (RFC 9440 section 4).
     */
    public static TlsClients behindListedProxies() {
        return new TlsClients(true);
    }

    @Override
    public boolean isSecure(Request request) {
        return behindProxy || request.isSecure();
    }

    @Override
    public Optional<X509Certificate> certificate(Request request) throws PkiException {
        return behindProxy ? fromHeader(request) : fromTls(request);
    }

    private static Optional<X509Certificate> fromTls(Request request) throws PkiException {
        if (request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData session
                && session.peerCertificates() != null
                && session.peerCertificates().length > 0) {
            return Optional.of(session.peerCertificates()[0]);
        }
        return Optional.empty();
    }

    /** RFC 9440 section 2.2: a Byte Sequence, which is base64 between colons (RFC 8941 section 3.3.5). */
    private static Optional<X509Certificate> fromHeader(Request request) throws PkiException {
        List<String> values = request.getHeaders().getValuesList(HEADER);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String value = values.get(0).trim();
        if (values.size() > 1
                || value.length() < 3
                || value.length() > LONGEST
                || !value.startsWith(":")
                || !value.endsWith(":")) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, HEADER);
        }
        try {
            return Optional.of(
                    CertificateReader.readDer(Base64.getDecoder().decode(value.substring(1, value.length() - 1))));
        } catch (IllegalArgumentException e) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, HEADER, e);
        }
    }
}
