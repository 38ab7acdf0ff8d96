package org.lanyard.dist.serve;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.store.StoreConfig;
import org.lanyard.session.config.SessionConfig;
import org.lanyard.session.mail.MailSettings;
import org.lanyard.webauthn.AttestationConveyance;
import org.lanyard.webauthn.KeyAlgorithm;
import org.lanyard.webauthn.MetadataConfig;
import org.lanyard.webauthn.RelyingPartyRules;

/**
 * {@code lanyard.toml}, the one configuration file of a node.
 *
 * @param service issuer, listening, TLS, times: the session service's own settings
 * @param store where everything is kept that has to last
 * @param webauthn the WebAuthn service inside this node, or elsewhere
 * @param authority the issuing authorities' keys, where this node has them
 * @param responder lists, OCSP and authorities' certificates over plain http
 * @param enrolment EST
 * @param mail the server that notices are sent by
 * @param masterKey file of the key that wraps the secrets in the store; the same on every node; made where absent
 * @param auditHeads file that the signed heads of the audit trail are appended to, outside the store
 * @param zone where the schools are, for the times on pages
 * @param outside file of the authorities outside whose cards may sign in here ({@link OutsideFile})
 */
public record ServeConfig(
        SessionConfig service,
        Database store,
        WebAuthn webauthn,
        Authority authority,
        Responder responder,
        Enrolment enrolment,
        MailSettings mail,
        Path masterKey,
        Path auditHeads,
        String zone,
        Optional<Path> outside) {

    /**
     * @param file of the embedded store, where there is no {@code url}
     * @param url {@code jdbc:postgresql://host/database}
     * @param passwordFile its first line is the password
     * @param readers connections that only read
     */
    public record Database(Path file, Optional<String> url, String user, Optional<Path> passwordFile, int readers) {}

    /**
     * @param here false: {@code lanyard webauthn} runs on its own, behind the same proxy
     * @param rpName shown by some browsers
     * @param algorithms of keys, in order of preference
     * @param attestation asked for where the policy for a person says nothing
     * @param timeout for the person at the browser
     * @param mdsFile FIDO's metadata as somebody brought it, with revocation lists of its signer ({@code .crl}) beside it
     * @param mdsUrl where FIDO's metadata is fetched, instead
     * @param mdsRoot the certificate to believe it by
     * @param mdsSigner the host name in the certificate of who signs it
     * @param mdsOffline for how long after its next update was due it still certifies
     * @param attestationRoots certificates that vouch for keys which FIDO does not list
     * @param key PKCS#12 of the service's key
     * @param conformance lets FIDO's conformance tool in, on a store without people
     */
    public record WebAuthn(
            boolean here,
            String rpName,
            List<KeyAlgorithm> algorithms,
            AttestationConveyance attestation,
            Duration timeout,
            Optional<Path> mdsFile,
            Optional<URI> mdsUrl,
            Optional<Path> mdsRoot,
            String mdsSigner,
            Duration mdsOffline,
            List<Path> attestationRoots,
            Path key,
            Path passphraseFile,
            boolean conformance) {
        public WebAuthn {
            algorithms = List.copyOf(algorithms);
            attestationRoots = List.copyOf(attestationRoots);
            new MetadataConfig(mdsFile, mdsUrl, mdsRoot, mdsSigner, mdsOffline, attestationRoots);
            if (algorithms.contains(KeyAlgorithm.RS1)) {
                throw new IllegalArgumentException("webauthn.algorithms: no door takes rs1, it is SHA-1");
            }
        }

        /** What is known of models of keys, and from whom. */
        public MetadataConfig metadata() {
            return new MetadataConfig(mdsFile, mdsUrl, mdsRoot, mdsSigner, mdsOffline, attestationRoots);
        }
    }

    /**
     * @param here whether this node signs lists, answers and certificates
     * @param folder with the keys, {@code authority.toml} and {@code profiles.toml}
     * @param passphraseFile its first line opens the issuing keys
     * @param passphraseEnv the environment variable that does, instead of the file
     * @param pinFile its first line is the PIN of the PKCS#11 token
     * @param pinEnv the environment variable that has it
     */
    public record Authority(
            boolean here,
            Path folder,
            Path passphraseFile,
            Optional<String> passphraseEnv,
            Optional<Path> pinFile,
            Optional<String> pinEnv) {}

    /**
     * @param here whether this node publishes
     * @param listen plain http, by itself: what is published is public and signed
     * @param listValidity from a list to the day by which there is another
     * @param listMargin how long before that day it is signed
     * @param listSoon how long a revocation, a suspension or a release waits at most for its lists
     * @param deltaValidity as listValidity, of deltas; none are signed where it is absent
     * @param ocspValidity of an answer
     * @param ocspNonces answers that may be signed for one request alone, a second
     * @param ahead for how many certificates an answer is signed before the first question
     */
    public record Responder(
            boolean here,
            SessionConfig.Listen listen,
            Duration listValidity,
            Duration listMargin,
            Duration listSoon,
            Optional<Duration> deltaValidity,
            Duration ocspValidity,
            int ocspNonces,
            int ahead) {
        public Responder {
            if (listMargin.compareTo(listValidity) >= 0 || listMargin.isNegative() || listMargin.isZero()) {
                throw new IllegalArgumentException("responder.list-margin must be less than list-validity");
            }
            if (listSoon.compareTo(Duration.ofMinutes(1)) < 0 || listSoon.compareTo(listValidity) > 0) {
                throw new IllegalArgumentException("responder.list-soon must be 1m to list-validity");
            }
            if (deltaValidity.isPresent() && deltaValidity.get().compareTo(Duration.ofMinutes(10)) < 0) {
                throw new IllegalArgumentException("responder.delta-validity must be 10m at least");
            }
            if (ocspValidity.compareTo(Duration.ofMinutes(1)) < 0
                    || ocspValidity.compareTo(Duration.ofDays(7)) > 0
                    || ocspNonces < 1) {
                throw new IllegalArgumentException("responder.ocsp-validity must be 1m to 7d, ocsp-nonces at least 1");
            }
            if (ahead < 0 || ahead > 1_000_000) {
                throw new IllegalArgumentException("responder.ahead must be 0 to 1000000");
            }
        }
    }

    /**
     * @param here whether this node enrols
     * @param listen with the key of {@code service.tls}; behind {@code service.proxies} it is on the service's own port
     */
    public record Enrolment(boolean here, SessionConfig.Listen listen) {}

    /**
     * A node for {@code localhost} with everything beside its configuration file.
     *
     * @param folder of that file: where the program was started from must not matter
     */
    public static ServeConfig defaults(Path folder) {
        return new ServeConfig(
                SessionConfig.defaults(),
                new Database(folder.resolve("lanyard.db"), Optional.empty(), "", Optional.empty(), 4),
                new WebAuthn(
                        true,
                        "Lanyard",
                        RelyingPartyRules.ALGORITHMS,
                        AttestationConveyance.NONE,
                        RelyingPartyRules.LIFE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        MetadataConfig.FIDO,
                        MetadataConfig.OFFLINE,
                        List.of(),
                        folder.resolve("webauthn.p12"),
                        folder.resolve("webauthn.pass"),
                        false),
                new Authority(
                        false,
                        folder.resolve("authority"),
                        folder.resolve("issuing.pass"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new Responder(
                        false,
                        new SessionConfig.Listen("localhost", 8081),
                        Duration.ofDays(7),
                        Duration.ofDays(2),
                        Duration.ofMinutes(15),
                        Optional.empty(),
                        Duration.ofHours(1),
                        500,
                        10_000),
                new Enrolment(false, new SessionConfig.Listen("localhost", 8444)),
                MailSettings.none(),
                folder.resolve("master.key"),
                folder.resolve("audit-heads"),
                "Europe/London",
                Optional.empty());
    }

    public ServeConfig {
        ZoneId.of(zone);
        if ((responder.here() || enrolment.here()) && !authority.here()) {
            throw new IllegalArgumentException("responder and enrolment need the issuing keys: authority.here = true");
        }
        if (enrolment.here() && service.tls().isEmpty() && service.proxies().isEmpty()) {
            throw new IllegalArgumentException("enrolment needs https: service.tls or service.proxies");
        }
    }

    /** The store's address, with its password read. */
    public StoreConfig storeConfig() throws PkiException {
        String url = store.url().orElse("jdbc:sqlite:" + store.file());
        if (store.passwordFile().isEmpty()) {
            return new StoreConfig(url, store.user(), "", store.readers());
        }
        char[] password = new Passphrase.FromFile(store.passwordFile().get()).read();
        try {
            return new StoreConfig(url, store.user(), new String(password), store.readers());
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}
