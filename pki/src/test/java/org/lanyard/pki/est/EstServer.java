package org.lanyard.pki.est;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.http.HttpServers;
import org.lanyard.pki.profile.CertificateReader;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.TestStore;
import org.lanyard.pki.testing.TestKeys;

/** EST on a port of this machine, with TLS under its own authority; for clients' tests. */
public final class EstServer {
    /** Whom its tokens name. */
    public static final URI KIOSK = TestEst.KIOSK;

    final TestEst est;
    private final TestStore stores = TestStore.sqlite("pki");
    private final Path folder;
    private final Server server;

    /**
     * Starts it.
     *
     * @param folder for its master key
     */
    public EstServer(Path folder) throws Exception {
        this.folder = folder;
        est = new TestEst(stores.store(), folder, Instant.now());
        KeyPair key = TestKeys.p256();
        X509Certificate certificate = est.authority()
                .issue(
                        new IssuanceRequest(
                                Profile.TLS_SERVER, key.getPublic(), new SubjectName.Hosts(List.of("localhost"))),
                        "test");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", key.getPrivate(), new char[0], new Certificate[] {certificate, est.keys.issuing()});
        EstTls tls = new EstTls();
        tls.setKeyStore(store);
        tls.setKeyStorePassword("");
        server = HttpServers.listening(
                "localhost", 0, Optional.of(tls), new EstHandler(est.desk, TlsClients.own(), est.random));
        server.start();
    }

    /** Its address. */
    public URI service() {
        return URI.create("https://localhost:" + HttpServers.port(server) + "/.well-known/est");
    }

    /** A file with its root's certificate in PEM. */
    public Path root() throws Exception {
        return Files.writeString(
                folder.resolve("root.pem"), CertificateReader.pem(est.keys.root()), StandardCharsets.US_ASCII);
    }

    /** A token for {@link #KIOSK}. */
    public String token() throws Exception {
        return est.token();
    }

    public void revoke(X509Certificate certificate) throws Exception {
        est.revoke(certificate, RevocationReason.KEY_COMPROMISE);
    }

    public void close() throws Exception {
        server.setStopTimeout(0);
        server.stop();
        stores.close();
    }
}
