package org.lanyard.pki.revocation;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.pki.testing.TestKeys;

/** An authority on a store that publishes lists, for tests, with what they say as the JDK reads it. */
final class TestLists {
    private static final int REMOVED = 8;

    final TestAuthority keys;
    final Store store;
    final AuditLog audit;
    final InstantSource clock;
    final PublicationPoints points;

    TestLists(TestAuthority keys, Store store, AuditLog audit, InstantSource clock, PublicationPoints points) {
        this.keys = keys;
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.points = points;
    }

    /** The same authority on another node. */
    TestLists on(Store other) {
        return new TestLists(keys, other, audit, clock, points);
    }

    Authority authority() throws PkiException {
        return Authority.open(
                store, keys.issuingKey(), keys.root(), OidArc.DEFAULT, points, clock, new SecureRandom(), audit);
    }

    List<X509Certificate> issue(int count) throws PkiException {
        List<IssuanceRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(new IssuanceRequest(
                    Profile.CARD_9E, TestKeys.p256().getPublic(), new SubjectName.Card(UUID.randomUUID())));
        }
        return authority().issueAll(requests, "test");
    }

    boolean revoke(CertificateId id, RevocationReason reason) throws PkiException {
        CertificateRegistry registry = new CertificateRegistry(store.engine(), audit);
        return store.<Boolean, PkiException>transact(
                tx -> registry.revoke(tx, id, reason, clock.instant(), "office", "lost"));
    }

    void release(CertificateId id) throws PkiException {
        CertificateRegistry registry = new CertificateRegistry(store.engine(), audit);
        store.<Void, PkiException>transact(tx -> {
            registry.release(tx, id, clock.instant(), "office", "found");
            return null;
        });
    }

    RevocationLists lists() throws PkiException {
        return RevocationLists.of(
                store,
                keys.issuingKey(),
                new RevocationLists.Validity(Duration.ofDays(7), Optional.of(Duration.ofHours(6))),
                clock,
                audit);
    }

    X509CRL parsed(PublishedList list) throws PkiException {
        return parsed(store, list);
    }

    static X509CRL parsed(Store store, PublishedList list) throws PkiException {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509")
                    .generateCRL(new ByteArrayInputStream(PublishedLists.bytes(store, list)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("a list of ours cannot be parsed", e);
        }
    }

    static long integer(X509CRL list, String oid) {
        return ASN1Integer.getInstance(
                        ASN1OctetString.getInstance(list.getExtensionValue(oid)).getOctets())
                .longValueExact();
    }

    /** Serial numbers and reason codes. */
    static SortedMap<BigInteger, Integer> entries(X509CRL list) {
        SortedMap<BigInteger, Integer> entries = new TreeMap<>();
        if (list.getRevokedCertificates() != null) {
            for (X509CRLEntry entry : list.getRevokedCertificates()) {
                byte[] reason = entry.getExtensionValue("2.5.29.21");
                int code = reason == null
                        ? 0
                        : ASN1Enumerated.getInstance(
                                        ASN1OctetString.getInstance(reason).getOctets())
                                .intValueExact();
                if (entries.put(entry.getSerialNumber(), code) != null) {
                    throw new AssertionError("listed twice: " + entry.getSerialNumber());
                }
            }
        }
        return entries;
    }

    /** What a relying party knows who has a complete list and adds a delta (RFC 5280 section 6.3.3 (i), (j)). */
    static SortedMap<BigInteger, Integer> added(X509CRL complete, X509CRL delta) {
        SortedMap<BigInteger, Integer> known = entries(complete);
        entries(delta).forEach((serial, reason) -> {
            if (reason == REMOVED) {
                known.remove(serial);
            } else {
                known.put(serial, reason);
            }
        });
        return known;
    }
}
