package org.lanyard.pki.est;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.der.DerReader;
import org.lanyard.pki.der.DerWriter;
import org.lanyard.pki.keystore.SignatureAlgorithm;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.CertificateReader;

/** Gets a certificate over EST, for a kiosk's agent or a service: the first with a token, each next with the last. */
public final class EstClient {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST = 64 * 1024;
    private static final int CONTEXT_0 = 0xa0;

    private final URI service;
    private final Optional<X509Certificate> serverRoot;

    /**
     * @param service such as {@code https://est.example/.well-known/est}, with the authority's label behind it if wanted
     * @param serverRoot the root that the server's TLS certificate is to come from; empty: those that the JDK knows
     */
    public EstClient(URI service, Optional<X509Certificate> serverRoot) {
        if (!"https".equals(service.getScheme())) {
            throw new IllegalArgumentException("EST is spoken over https, not " + service);
        }
        this.service = Objects.requireNonNull(service, "service");
        this.serverRoot = Objects.requireNonNull(serverRoot, "serverRoot");
    }

    /**
     * A first certificate for a key.
     *
     * @throws PkiException ENROLMENT_REFUSED with what the server said, CERTIFICATE_MALFORMED
     * @throws IOException if the server cannot be reached
     */
    public SigningKey enrol(String token, KeyPair key) throws PkiException, IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((":" + token).getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = post("/simpleenroll", key).header("Authorization", "Basic " + basic);
        return certificate(request, Optional.empty(), key);
    }

    /**
     * A certificate for a new key, with the name and the profile of the one at hand.
     *
     * @param current a key whose certificate is still good
     * @throws PkiException ENROLMENT_REFUSED with what the server said, CERTIFICATE_MALFORMED
     * @throws IOException if the server cannot be reached
     */
    public SigningKey renew(SigningKey current, KeyPair key) throws PkiException, IOException, InterruptedException {
        return certificate(post("/simplereenroll", key), Optional.of(current), key);
    }

    private HttpRequest.Builder post(String operation, KeyPair key) throws PkiException {
        return HttpRequest.newBuilder(URI.create(service + operation))
                .timeout(PATIENCE)
                .header("Content-Type", EstMessages.REQUEST)
                .POST(HttpRequest.BodyPublishers.ofByteArray(EstMessages.encoded(request(key))));
    }

    /** A PKCS#10 request without a name (RFC 2986 section 4). */
    static byte[] request(KeyPair key) throws PkiException {
        SignatureAlgorithm algorithm = SignatureAlgorithm.of(key.getPublic());
        byte[] info = DerWriter.sequence(
                DerWriter.integer(0), DerWriter.sequence(), key.getPublic().getEncoded(), DerWriter.tagged(0));
        byte[] identifier = algorithm == SignatureAlgorithm.RSA_SHA256
                ? DerWriter.sequence(DerWriter.oid(algorithm.oid()), DerWriter.value(DerWriter.NULL))
                : DerWriter.sequence(DerWriter.oid(algorithm.oid()));
        return DerWriter.sequence(info, identifier, DerWriter.bits(algorithm.sign(key.getPrivate(), info)));
    }

    private SigningKey certificate(HttpRequest.Builder request, Optional<SigningKey> current, KeyPair key)
            throws PkiException, IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(tls(current))
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        byte[] body;
        try (var in = response.body()) {
            body = in.readNBytes(LONGEST);
        }
        if (response.statusCode() != 200) {
            String said =
                    new String(body, StandardCharsets.UTF_8).lines().findFirst().orElse("");
            throw new PkiException(PkiReason.ENROLMENT_REFUSED, response.statusCode() + " " + printable(said));
        }
        for (X509Certificate certificate : certificates(EstMessages.decoded(body))) {
            if (certificate.getPublicKey().equals(key.getPublic())) {
                return new SigningKey(key.getPrivate(), List.of(certificate));
            }
        }
        throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "the server sent another key's certificate");
    }

    private static String printable(String text) {
        String bare = text.replaceAll("[^\\x20-\\x7e]", "");
        return bare.substring(0, Math.min(200, bare.length()));
    }

    /**
     * The certificates of a certs-only message.
     *
     * @throws PkiException CERTIFICATE_MALFORMED
     */
    static List<X509Certificate> certificates(byte[] der) throws PkiException {
        DerReader whole = DerReader.of(der, PkiReason.CERTIFICATE_MALFORMED);
        DerReader content = whole.enter(DerWriter.SEQUENCE);
        whole.end();
        content.oid();
        DerReader signed = content.enter(CONTEXT_0).enter(DerWriter.SEQUENCE);
        signed.integer();
        signed.content(DerWriter.SET);
        signed.content(DerWriter.SEQUENCE);
        DerReader list = signed.enter(CONTEXT_0);
        List<X509Certificate> certificates = new ArrayList<>();
        while (list.more()) {
            if (certificates.size() == 10) {
                throw list.malformed("too many certificates");
            }
            certificates.add(CertificateReader.readDer(list.whole(DerWriter.SEQUENCE)));
        }
        return certificates;
    }

    private SSLContext tls(Optional<SigningKey> current) throws PkiException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(serverRoot.isPresent() ? trusting(serverRoot.get()) : null);
            KeyManager[] keys = current.isPresent() ? keys(current.get()) : null;
            context.init(keys, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new PkiException(PkiReason.KEY_FILE_UNREADABLE, "the key for TLS", e);
        }
    }

    private static KeyStore trusting(X509Certificate root) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", root);
        return store;
    }

    private static KeyManager[] keys(SigningKey current) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", current.key(), new char[0], current.chain().toArray(new X509Certificate[0]));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        return keys.getKeyManagers();
    }
}
