package org.lanyard.pki.ca;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.register.AuthorityStatus;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.store.Store;

/**
 * The issuing authorities of an installation, one for each school if it likes. Each is opened, and its key with it, when
 * something is first asked of it. Safe for use by many threads.
 */
public final class Authorities {
    private final Store store;
    private final AuthorityDirectory directory;
    private final IssuingKeys keys;
    private final IssuingRules rules;
    private final InstantSource clock;
    private final SecureRandom random;
    private final AuditLog audit;
    private final Map<String, Authority> opened = new ConcurrentHashMap<>();

    /** Opens none of them. */
    public Authorities(
            Store store,
            AuthorityDirectory directory,
            IssuingKeys keys,
            IssuingRules rules,
            InstantSource clock,
            SecureRandom random,
            AuditLog audit) {
        this.store = Objects.requireNonNull(store, "store");
        this.directory = Objects.requireNonNull(directory, "directory");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.rules = Objects.requireNonNull(rules, "rules");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.random = Objects.requireNonNull(random, "random");
        this.audit = Objects.requireNonNull(audit, "audit");
    }

    /**
     * The authority that issues under a label now. Who rolls one over gives the label to its successor, so it is looked
     * up each time.
     *
     * @throws PkiException AUTHORITY_UNKNOWN, and as {@link #ofId}
     */
    public Authority of(String label) throws PkiException {
        Optional<AuthorityRow> row = store.read(handle -> AuthorityRegister.active(handle, label));
        if (row.isPresent()) {
            return ofId(row.get().id());
        }
        // A store that knows of none yet learns of the folder's own.
        boolean none = store.read(h -> AuthorityRegister.page(h, "", 1)).isEmpty();
        if (label.equals(AuthorityRow.MAIN) && none) {
            return ofId(CertificateId.issuerId(directory.issuingCertificate()));
        }
        throw new PkiException(PkiReason.AUTHORITY_UNKNOWN, label);
    }

    /**
     * The authority of an id, whatever its status: one that is retiring signs lists, and refuses to issue.
     *
     * @throws PkiException AUTHORITY_MISSING if its key is not kept here, AUTHORITY_BROKEN, and as {@link IssuingKeys#of}
     */
    public Authority ofId(String id) throws PkiException {
        Authority known = opened.get(id);
        if (known != null) {
            return known;
        }
        SigningKey key = keys.of(id)
                .orElseThrow(() -> new PkiException(PkiReason.AUTHORITY_MISSING, "the key of " + id + " is not here"));
        X509Certificate root = directory.root();
        Authority fresh = Authority.open(store, key, root, rules, clock, random, audit);
        opened.put(id, fresh);
        return fresh;
    }

    /** How many are open. */
    public int opened() {
        return opened.size();
    }

    /**
     * Enters the folder's own authority in the register under a label.
     *
     * @throws PkiException AUTHORITY_LABEL_TAKEN
     */
    public void register(String label, NewKeys place) throws PkiException {
        X509Certificate certificate = directory.issuingCertificate();
        AuthorityRow row = new AuthorityRow(
                CertificateId.issuerId(certificate),
                Optional.of(label),
                AuthorityStatus.ACTIVE,
                place.place(),
                Optional.empty(),
                clock.instant());
        X509Certificate root = directory.root();
        store.<Boolean, PkiException>transact(tx -> AuthorityRegister.add(tx, row, certificate, root));
    }
}
