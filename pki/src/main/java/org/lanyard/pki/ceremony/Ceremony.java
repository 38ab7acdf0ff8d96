package org.lanyard.pki.ceremony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.audit.Why;
import org.lanyard.pki.ca.NewKeys;
import org.lanyard.pki.ca.RootOffice;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.register.AuthorityStatus;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.PublishedList;
import org.lanyard.pki.revocation.PublishedLists;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.revocation.RootLists;
import org.lanyard.pki.store.Store;

/**
 * A sitting with the root's key mounted. Keys and certificates come into the folder first and are told to the store
 * last, in one transaction with the audit, the transcript and the root's list: whatever breaks off before leaves an
 * unused file behind and nothing else.
 */
public final class Ceremony {
    /** For how long the root's list may be relied upon: until the next sitting. */
    public static final Duration LIST_VALIDITY = Duration.ofDays(400);

    private final Store store;
    private final RootOffice office;
    private final InstantSource clock;
    private final AuditLog audit;
    private final Sitting sitting;

    /**
     * Who sits there.
     *
     * @param actor as the audit names them
     * @param approvedBy the second person, where one had to approve
     * @param why a sentence
     */
    public record Sitting(String actor, Optional<String> approvedBy, String why) {
        public Sitting {
            Objects.requireNonNull(actor, "actor");
            Objects.requireNonNull(approvedBy, "approvedBy");
            Why.checked(why);
        }
    }

    /** A sitting with an open root. */
    public Ceremony(Store store, RootOffice office, InstantSource clock, AuditLog audit, Sitting sitting) {
        this.store = Objects.requireNonNull(store, "store");
        this.office = Objects.requireNonNull(office, "office");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.sitting = Objects.requireNonNull(sitting, "sitting");
    }

    /** What changes in the store besides the lists; says what the transcript tells of it. */
    private interface Change {
        void apply(Handle tx, SignedTranscript told) throws PkiException;
    }

    /** Signs the root's list anew, before the last one ends, and writes down what stands in the register. */
    public byte[] publish() throws PkiException {
        return conclude("list", Optional.empty(), clock.instant(), (tx, told) -> {
            for (AuthorityRow row : AuthorityRegister.page(tx, "", 1000)) {
                Optional<X509Certificate> certificate = AuthorityRegister.certificate(tx, row.id());
                if (certificate.isPresent()) {
                    CeremonyRecords.certified(tx, root(), certificate.get(), row.createdAt());
                }
            }
        });
    }

    /**
     * Certifies an issuing authority's key anew, for another term. Nothing that it issued changes.
     *
     * @throws PkiException AUTHORITY_UNKNOWN
     */
    public byte[] reissue(String label) throws PkiException {
        AuthorityRow row = active(label);
        X509Certificate before = certificate(row.id());
        Instant now = clock.instant();
        X509Certificate after = office.certifyAnew(before, now);
        return conclude("reissue", Optional.of(row.id()), now, (tx, told) -> {
            told.line("Label", label).line("Before", line(before)).line("After", line(after));
            CeremonyRecords.certified(tx, root(), before, row.createdAt());
            CeremonyRecords.certified(tx, root(), after, now);
            AuthorityRegister.setCertificate(tx, row.id(), after, now);
        });
    }

    /**
     * Gives a label to an authority with a new key. The old one retires: what it issued stays valid and its lists go on,
     * so no card is issued anew.
     *
     * @throws PkiException AUTHORITY_UNKNOWN
     */
    public byte[] rollOver(String label, NewKeys keys) throws PkiException {
        AuthorityRow old = active(label);
        X509Certificate before = certificate(old.id());
        Instant now = clock.instant();
        X509Certificate after = office.certifyNew(keys, now);
        AuthorityRow fresh = row(after, label, keys, Optional.of(old.id()), now);
        return conclude("roll-over", Optional.of(fresh.id()), now, (tx, told) -> {
            told.line("Label", label).line("Retiring", line(before)).line("Issuing", line(after));
            CeremonyRecords.certified(tx, root(), before, old.createdAt());
            CeremonyRecords.certified(tx, root(), after, now);
            AuthorityRegister.setStatus(tx, old.id(), AuthorityStatus.RETIRING, now);
            AuthorityRegister.add(tx, fresh, after, root());
        });
    }

    /**
     * Makes another issuing authority, such as that of a school.
     *
     * @throws PkiException AUTHORITY_LABEL_TAKEN
     */
    public byte[] add(String label, NewKeys keys) throws PkiException {
        if (store.read(handle -> AuthorityRegister.active(handle, label)).isPresent()) {
            throw new PkiException(PkiReason.AUTHORITY_LABEL_TAKEN, label);
        }
        Instant now = clock.instant();
        X509Certificate after = office.certifyNew(keys, now);
        AuthorityRow fresh = row(after, label, keys, Optional.empty(), now);
        return conclude("add", Optional.of(fresh.id()), now, (tx, told) -> {
            told.line("Label", label).line("Issuing", line(after));
            CeremonyRecords.certified(tx, root(), after, now);
            AuthorityRegister.add(tx, fresh, after, root());
        });
    }

    /**
     * Revokes an issuing authority's own certificates on the root's list, so that the world takes nothing of it any more.
     * What becomes of the certificates that it issued is for {@code pki compromise}.
     *
     * @param id the authority's
     * @throws PkiException AUTHORITY_UNKNOWN
     */
    public byte[] withdraw(String id, RevocationReason reason) throws PkiException {
        AuthorityRow row = store.read(handle -> AuthorityRegister.find(handle, id))
                .orElseThrow(() -> new PkiException(PkiReason.AUTHORITY_UNKNOWN, id));
        X509Certificate certificate = certificate(id);
        Instant now = clock.instant();
        return conclude("withdraw", Optional.of(id), now, (tx, told) -> {
            told.line("Label", row.label().orElse("-"))
                    .line("Withdrawn", line(certificate))
                    .line("Reason", reason.label());
            CeremonyRecords.certified(tx, root(), certificate, row.createdAt());
            CeremonyRecords.revoked(tx, id, reason, now, sitting.why());
            AuthorityRegister.setStatus(tx, id, AuthorityStatus.WITHDRAWN, now);
        });
    }

    private byte[] conclude(String what, Optional<String> authority, Instant now, Change change) throws PkiException {
        byte[] text = store.<byte[], PkiException>transact(tx -> {
            SignedTranscript told = new SignedTranscript(root())
                    .line("What", what)
                    .line("At", now.truncatedTo(ChronoUnit.SECONDS).toString())
                    .line("By", sitting.actor())
                    .line("Approved", sitting.approvedBy().orElse("-"))
                    .line("Why", sitting.why());
            change.apply(tx, told);
            PublishedList list = list(tx, now);
            told.line(
                    "List", "number " + list.number() + ", " + list.entries() + " revoked, until " + list.nextUpdate());
            byte[] signed = told.sign(office.root());
            CeremonyRecords.transcript(tx, now, what, sitting.actor(), signed);
            audit.append(
                    tx,
                    AuditEvent.of(
                            now,
                            "ceremony." + what,
                            sitting.actor(),
                            authority.orElse(CertificateId.issuerId(root())),
                            Map.of(
                                    "why", sitting.why(),
                                    "approved", sitting.approvedBy().orElse("-"),
                                    "transcript", sha256(signed))));
            return signed;
        });
        keep(what, now, text);
        return text;
    }

    private PublishedList list(Handle tx, Instant now) throws PkiException {
        String id = CertificateId.issuerId(root());
        List<RootLists.Entry> entries = CeremonyRecords.entries(tx, id);
        long last = PublishedLists.newest(tx, id, 0, false)
                .map(PublishedList::number)
                .orElse(0L);
        Instant from = now.truncatedTo(ChronoUnit.SECONDS);
        // Beyond every number of before, also where the store was restored since.
        long number = Math.max(last + 1, from.getEpochSecond());
        byte[] der = RootLists.sign(office.root(), number, from, from.plus(LIST_VALIDITY), entries);
        return PublishedLists.importSigned(tx, der, root());
    }

    private void keep(String what, Instant now, byte[] text) throws PkiException {
        Path folder = office.directory().folder().resolve("ceremonies");
        String name =
                now.truncatedTo(ChronoUnit.MILLIS).toString().replace(":", "").replace("-", "") + "-" + what;
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name + ".txt"), text, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new PkiException(
                    PkiReason.KEY_FILE_UNWRITABLE, folder.resolve(name).toString(), e);
        }
    }

    private static AuthorityRow row(
            X509Certificate certificate, String label, NewKeys keys, Optional<String> replaces, Instant now)
            throws PkiException {
        return new AuthorityRow(
                CertificateId.issuerId(certificate),
                Optional.of(label),
                AuthorityStatus.ACTIVE,
                keys.place(),
                replaces,
                now);
    }

    private X509Certificate root() {
        return office.root().certificate();
    }

    private AuthorityRow active(String label) throws PkiException {
        return store.read(handle -> AuthorityRegister.active(handle, label))
                .orElseThrow(() -> new PkiException(PkiReason.AUTHORITY_UNKNOWN, label));
    }

    private X509Certificate certificate(String id) throws PkiException {
        return store.<Optional<X509Certificate>, PkiException>read(h -> AuthorityRegister.certificate(h, id))
                .orElseThrow(() -> new PkiException(PkiReason.AUTHORITY_UNKNOWN, id));
    }

    private static String line(X509Certificate certificate) throws PkiException {
        return CertificateId.issuerId(certificate) + ", "
                + certificate.getSubjectX500Principal().getName() + ", serial "
                + certificate.getSerialNumber().toString(16) + ", until "
                + certificate.getNotAfter().toInstant() + ", " + SignedTranscript.fingerprint(certificate);
    }

    private static String sha256(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
