package org.lanyard.webauthn.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lanyard.webauthn.AttestationConveyance;
import org.lanyard.webauthn.KeyAlgorithm;
import org.lanyard.webauthn.MetadataConfig;
import org.lanyard.webauthn.RelyingPartyRules;
import org.lanyard.webauthn.WebAuthnConfig;

/**
 * The configuration file of {@code lanyard webauthn}.
 *
 * @param rpId the relying party's id: the domain that all pages lie under
 * @param rpName shown by some browsers
 * @param origins of the pages that ceremonies come from
 * @param relatedOrigins of pages under other domains that may use this relying party's id
 * @param topOrigins pages that may hold ours in a frame; empty, the default, refuses every frame of another origin
 * @param algorithms in order of preference
 * @param attestation asked for where a registration does not say otherwise
 * @param timeout of a ceremony
 * @param mdsFile FIDO's metadata as somebody brought it, with revocation lists of its signer ({@code .crl}) beside it
 * @param mdsUrl where FIDO's metadata is fetched, instead
 * @param mdsRoot the certificate to believe it by
 * @param mdsSigner the host name in the certificate of who signs it
 * @param mdsOffline for how long after its next update was due it still certifies
 * @param attestationRoots certificates that vouch for keys which FIDO does not list
 * @param issuer the session service's identifier
 * @param door where the session service is reached from here; absent: under its identifier
 * @param listen address and port
 * @param key the service's key and certificate
 * @param masterKey file of the master key, shared by the nodes; made where absent
 * @param store where credentials are kept
 */
public record WebAuthnSettings(
        Optional<String> rpId,
        String rpName,
        Set<String> origins,
        Set<String> relatedOrigins,
        Set<String> topOrigins,
        List<KeyAlgorithm> algorithms,
        AttestationConveyance attestation,
        Duration timeout,
        Optional<Path> mdsFile,
        Optional<URI> mdsUrl,
        Optional<Path> mdsRoot,
        String mdsSigner,
        Duration mdsOffline,
        List<Path> attestationRoots,
        Optional<URI> issuer,
        Optional<URI> door,
        Listen listen,
        Key key,
        Path masterKey,
        Database store) {

    /** @param host plain http listens on this machine alone: another one in front brings https */
    public record Listen(String host, int port) {}

    /**
     * @param file PKCS#12
     * @param passphraseFile its first line; absent: asked for on the terminal
     */
    public record Key(Path file, Optional<Path> passphraseFile) {}

    /**
     * @param url {@code jdbc:sqlite:…} or {@code jdbc:postgresql:…}
     * @param passwordFile its first line; absent: none
     */
    public record Database(String url, String user, Optional<Path> passwordFile, int readers) {}

    /** @param folder the configuration file's, where its keys and its store are unless it says otherwise */
    static WebAuthnSettings defaults(Path folder) {
        RelyingPartyRules rules = RelyingPartyRules.of("localhost", "Lanyard", Set.of("http://localhost"));
        return new WebAuthnSettings(
                Optional.empty(),
                rules.name(),
                Set.of(),
                Set.of(),
                Set.of(),
                rules.algorithms(),
                rules.attestation(),
                rules.timeout(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                MetadataConfig.FIDO,
                MetadataConfig.OFFLINE,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new Listen("127.0.0.1", 8081),
                new Key(folder.resolve("webauthn.p12"), Optional.empty()),
                folder.resolve("master.key"),
                new Database("jdbc:sqlite:" + folder.resolve("webauthn.db"), "", Optional.empty(), 4));
    }

    /** @throws IllegalArgumentException with what is missing or does not fit together */
    WebAuthnConfig config() {
        String id = rpId.orElseThrow(() -> new IllegalArgumentException("rp-id is missing"));
        URI audience = issuer.orElseThrow(() -> new IllegalArgumentException("issuer is missing"));
        RelyingPartyRules rules = RelyingPartyRules.of(id, rpName, origins)
                .withRelatedOrigins(relatedOrigins)
                .withAlgorithms(algorithms)
                .withAttestation(attestation)
                .withTimeout(timeout);
        return new WebAuthnConfig(
                topOrigins.isEmpty() ? rules : rules.dangerouslyInsideFramesOf(topOrigins),
                audience.toString(),
                door.orElse(audience),
                metadata());
    }

    /** @throws IllegalArgumentException with what is missing or does not fit together */
    MetadataConfig metadata() {
        return new MetadataConfig(mdsFile, mdsUrl, mdsRoot, mdsSigner, mdsOffline, attestationRoots);
    }
}
