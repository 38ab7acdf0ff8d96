package org.lanyard.webauthn.attestation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.pki.http.HttpServers;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.testing.TestKeys;
import org.lanyard.webauthn.MetadataConfig;

/** An alliance of our own: root, signer, revocation list and metadata, served over HTTP. */
public final class FakeFido implements AutoCloseable {
    private final Instant now;
    private final Server server;
    private final FakeAuthority authority;
    private final KeyPair signerKey = TestKeys.p256();
    private final X509Certificate signer;
    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> entries = new LinkedHashMap<>();

    public FakeFido(Instant now) throws Exception {
        this.now = now;
        this.server = HttpServers.listening("localhost", 0, Optional.empty(), new Shelf());
        server.setStopTimeout(0);
        server.start();
        this.authority = new FakeAuthority(now, address() + "/root.crl");
        this.signer = authority.certify(MetadataConfig.FIDO, signerKey.getPublic());
        served.put("/root.crl", authority.list());
    }

    private final class Shelf extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            byte[] body = served.get(request.getHttpURI().getPath());
            response.setStatus(body == null ? 404 : 200);
            response.write(true, ByteBuffer.wrap(body == null ? new byte[0] : body), callback);
            return true;
        }
    }

    private String address() {
        return "http://localhost:" + HttpServers.port(server);
    }

    /** Configuration of who fetches from here. */
    public MetadataConfig fetching(Path folder) throws Exception {
        return config(Optional.empty(), Optional.of(URI.create(address() + "/blob.jwt")), folder);
    }

    /** Configuration of who reads a file by hand: {@code blob.jwt} in the folder. */
    MetadataConfig reading(Path folder) throws Exception {
        return config(Optional.of(folder.resolve("blob.jwt")), Optional.empty(), folder);
    }

    private MetadataConfig config(Optional<Path> file, Optional<URI> url, Path folder) throws Exception {
        Path root = Files.write(folder.resolve("root.crt"), authority.root().getEncoded());
        return new MetadataConfig(file, url, Optional.of(root), MetadataConfig.FIDO, MetadataConfig.OFFLINE, List.of());
    }

    /** Serves these bytes as the metadata. */
    void serve(String blob) {
        served.put("/blob.jwt", blob.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Serves the next issue. */
    public void publish(int number) {
        serve(issue(number));
    }

    /** Nothing is to be had from now on. */
    void goOffline() {
        served.clear();
    }

    void withdrawList() {
        served.remove("/root.crl");
    }

    byte[] revokeSigner() throws Exception {
        byte[] list = authority.list(signer);
        served.put("/root.crl", list);
        return list;
    }

    /** Lists a model with its statuses, each {@code STATUS} or {@code STATUS DAY}; what was listed of it before goes. */
    public void model(String aaguid, List<X509Certificate> roots, String... statuses) {
        ObjectNode entry = Json.object().put("aaguid", aaguid).put("timeOfLastStatusChange", "2026-01-01");
        ObjectNode statement = entry.putObject("metadataStatement");
        statement
                .put("legalHeader", "https://fidoalliance.org/metadata/metadata-statement-legal-header/")
                .put("aaguid", aaguid)
                .put("description", "A key of\nthe test")
                .put("authenticatorVersion", 1)
                .put("protocolFamily", "fido2")
                .put("schema", 3);
        statement.putArray("upv").addObject().put("major", 1).put("minor", 0);
        statement.putArray("authenticationAlgorithms").add("secp256r1_ecdsa_sha256_raw");
        statement.putArray("publicKeyAlgAndEncodings").add("cose");
        statement.putArray("attestationTypes").add("basic_full");
        statement.putArray("userVerificationDetails").addArray().addObject().put("userVerificationMethod", "none");
        statement.putArray("keyProtection").add("hardware");
        statement.putArray("matcherProtection").add("on_chip");
        statement.putArray("attachmentHint").add("external");
        statement.putArray("tcDisplay");
        ArrayNode certificates = statement.putArray("attestationRootCertificates");
        roots.forEach(each -> certificates.add(base64(each)));
        ArrayNode reports = entry.putArray("statusReports");
        for (String status : statuses) {
            String[] words = status.split(" ");
            ObjectNode report = reports.addObject().put("status", words[0]);
            if (words.length > 1) {
                report.put("effectiveDate", words[1]);
            }
        }
        entries.put(aaguid, entry);
    }

    /** The certificate of an attestation key that got into others' hands, at the model's last status. */
    void withCertificate(String aaguid, X509Certificate certificate) {
        ArrayNode reports = (ArrayNode) entries.get(aaguid).get("statusReports");
        ((ObjectNode) reports.get(reports.size() - 1)).put("certificate", base64(certificate));
    }

    /** The metadata as it should be. */
    String issue(int number) {
        return signed(payload(number, Metadata.LEGAL_HEADER));
    }

    /** Signed by a key that is not the certificate's. */
    String issueSignedBadly(int number) {
        return signed(
                header(signer),
                payload(number, Metadata.LEGAL_HEADER),
                TestKeys.p256().getPrivate());
    }

    /** By somebody else whom the root vouches for, as public roots do for thousands. */
    String issueOfAnotherHost(int number) throws Exception {
        X509Certificate shop = authority.certify("shop.example", signerKey.getPublic());
        return signed(header(shop), payload(number, Metadata.LEGAL_HEADER), signerKey.getPrivate());
    }

    /** By somebody who calls themselves FIDO, under another root of the same name. */
    String issueUnderAnotherRoot(int number) throws Exception {
        X509Certificate other =
                new FakeAuthority(now, address() + "/root.crl").certify(MetadataConfig.FIDO, signerKey.getPublic());
        return signed(header(other), payload(number, Metadata.LEGAL_HEADER), signerKey.getPrivate());
    }

    String payload(int number, String legalHeader) {
        ObjectNode payload = Json.object()
                .put("legalHeader", legalHeader)
                .put("no", number)
                .put(
                        "nextUpdate",
                        now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(30).toString());
        payload.putArray("entries").addAll(entries.values());
        return payload.toString();
    }

    /** Whatever payload, well signed. */
    String signed(String payload) {
        return signed(header(signer), payload, signerKey.getPrivate());
    }

    /** With one more header parameter. */
    String signedWithHeader(String name, String value) {
        return signed(header(signer).put(name, value), payload(1, Metadata.LEGAL_HEADER), signerKey.getPrivate());
    }

    private static ObjectNode header(X509Certificate certificate) {
        ObjectNode header = Json.object().put("alg", "ES256").put("typ", "JWT");
        header.putArray("x5c").add(base64(certificate));
        return header;
    }

    private static String signed(ObjectNode header, String payload, PrivateKey key) {
        String input =
                Base64Url.encode(Json.bytes(header)) + "." + Base64Url.encode(payload.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64Url.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
