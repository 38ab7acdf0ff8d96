package org.lanyard.pki.responder;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.store.Store;

/**
 * Finds an authority by the hashes of its name and key (RFC 6960 section 4.1.1), SHA-1 or SHA-256, and a root by its key
 * identifier. Nothing is read at start; each authority is read once, the first time that an issuer is not known, and then
 * at most each second.
 */
final class KnownIssuers {
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final int PAGE = 100;
    private static final Map<String, String> HASHES = Map.of(CertId.SHA1, "SHA-1", "2.16.840.1.101.3.4.2.1", "SHA-256");

    private final Store store;
    private final InstantSource clock;
    private final Map<String, String> byHashes = new ConcurrentHashMap<>();
    private final Map<String, Hashes> usual = new ConcurrentHashMap<>();
    private final Map<String, X509Certificate> roots = new ConcurrentHashMap<>();
    private final Map<String, Boolean> read = new ConcurrentHashMap<>();
    private Instant readAt = Instant.MIN;
    private Instant readAgainAt = Instant.MIN;

    private record Hashes(byte[] name, byte[] key) {}

    KnownIssuers(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The id of the authority that a question names as the issuer. */
    Optional<String> find(CertId asked) throws PkiException {
        if (!HASHES.containsKey(asked.hash())) {
            return Optional.empty();
        }
        String key = key(asked.hash(), asked.issuerName(), asked.issuerKey());
        String known = byHashes.get(key);
        if (known == null) {
            readNew();
            known = byHashes.get(key);
        }
        return Optional.ofNullable(known);
    }

    /** What is asked about a certificate of an authority, as nearly everybody does. */
    Optional<CertId> asked(String id, BigInteger serial) throws PkiException {
        if (!usual.containsKey(id)) {
            readNew();
        }
        return Optional.ofNullable(usual.get(id)).map(hashes -> CertId.usual(hashes.name, hashes.key, serial));
    }

    /** The root with this key identifier. */
    Optional<X509Certificate> root(String id) throws PkiException {
        if (!roots.containsKey(id)) {
            readNew();
        }
        return Optional.ofNullable(roots.get(id));
    }

    private static String key(String hash, byte[] name, byte[] key) {
        HexFormat hex = HexFormat.of();
        return hash + ":" + hex.formatHex(name) + ":" + hex.formatHex(key);
    }

    private synchronized void readNew() throws PkiException {
        Instant now = clock.instant();
        if (!now.isBefore(readAt) && now.isBefore(readAgainAt)) {
            return;
        }
        readAgainAt = now.plus(BETWEEN);
        readAt = now;
        String after = "";
        while (true) {
            String from = after;
            List<AuthorityRow> page = store.read(handle -> AuthorityRegister.page(handle, from, PAGE));
            for (AuthorityRow row : page) {
                if (!read.containsKey(row.id())) {
                    add(row.id());
                }
            }
            if (page.size() < PAGE) {
                return;
            }
            after = page.get(PAGE - 1).id();
        }
    }

    private void add(String id) throws PkiException {
        Optional<X509Certificate> certificate =
                store.<Optional<X509Certificate>, PkiException>read(h -> AuthorityRegister.certificate(h, id));
        Optional<X509Certificate> root =
                store.<Optional<X509Certificate>, PkiException>read(h -> AuthorityRegister.root(h, id));
        if (certificate.isPresent()) {
            byte[] name = certificate.get().getSubjectX500Principal().getEncoded();
            for (Map.Entry<String, String> hash : HASHES.entrySet()) {
                byte[] keyHash =
                        ResponderKey.keyHash(hash.getValue(), certificate.get().getPublicKey());
                byte[] nameHash = ResponderKey.hash(hash.getValue(), name);
                byHashes.put(key(hash.getKey(), nameHash, keyHash), id);
                if (hash.getKey().equals(CertId.SHA1)) {
                    usual.put(id, new Hashes(nameHash, keyHash));
                }
            }
        }
        if (root.isPresent()) {
            roots.putIfAbsent(CertificateId.issuerId(root.get()), root.get());
        }
        read.put(id, true);
    }
}
