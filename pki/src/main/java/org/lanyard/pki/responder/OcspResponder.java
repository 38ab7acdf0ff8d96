package org.lanyard.pki.responder;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers OCSP requests (RFC 6960), whatever they came by.
 *
 * <p>An answer without a nonce is kept with the records that it was made of. Each further request reads those records
 * again, by their primary key, and gets the kept answer only if they are the same: a revocation shows with its commit, on
 * whatever node. Safe for use by many threads.
 */
public final class OcspResponder {
    private static final Logger LOG = LoggerFactory.getLogger(OcspResponder.class);

    private final Store store;
    private final KnownIssuers issuers;
    private final Responding responding;
    private final Rules rules;
    private final InstantSource clock;
    private final TokenBucket withNonce;
    private final TokenBucket withoutNonce;
    private final KeptAnswers kept;

    /**
     * @param validity from thisUpdate to nextUpdate; a kept answer is signed anew at half of it
     * @param nonceRate answers with a nonce signed a second
     * @param signingRate answers without a nonce signed a second; those that were kept are not counted
     * @param cacheBytes how much room kept answers may take, roughly
     */
    public record Rules(Duration validity, int nonceRate, int signingRate, long cacheBytes) {
        public static final Rules DEFAULT = new Rules(Duration.ofHours(1), 500, 2000, 64L << 20);

        public Rules {
            if (validity.toSeconds() < 2) {
                throw new IllegalArgumentException("An answer is valid for two seconds at least");
            }
        }
    }

    /**
     * What is said.
     *
     * @param der an OCSPResponse
     * @param thisUpdate of an answer that others may keep
     * @param nextUpdate until when they may
     */
    public record Answer(byte[] der, Optional<Instant> thisUpdate, Optional<Instant> nextUpdate) {
        static Answer of(OcspStatus status) {
            return new Answer(status.alone(), Optional.empty(), Optional.empty());
        }
    }

    /** @param nanoTime for the rates: a clock that never goes back */
    public OcspResponder(Store store, Responding responding, Rules rules, InstantSource clock, LongSupplier nanoTime) {
        this.store = Objects.requireNonNull(store, "store");
        this.issuers = new KnownIssuers(store, clock);
        this.responding = Objects.requireNonNull(responding, "responding");
        this.rules = rules;
        this.clock = Objects.requireNonNull(clock, "clock");
        this.withNonce = new TokenBucket(rules.nonceRate(), nanoTime);
        this.withoutNonce = new TokenBucket(rules.signingRate(), nanoTime);
        this.kept = new KeptAnswers(store, rules.cacheBytes());
    }

    /** Finds roots too. */
    KnownIssuers issuers() {
        return issuers;
    }

    /** Answers a request; never throws. */
    public Answer answer(byte[] request) {
        try {
            Optional<Answer> known = kept.current(request, clock.instant());
            return known.isPresent() ? known.get() : fresh(request);
        } catch (PkiException | StoreException | IllegalStateException e) {
            LOG.warn("an OCSP request could not be answered", e);
            return Answer.of(OcspStatus.INTERNAL_ERROR);
        }
    }

    private Answer fresh(byte[] asked) throws PkiException {
        OcspRequest request;
        try {
            request = OcspRequest.read(asked);
        } catch (PkiException malformed) {
            return Answer.of(OcspStatus.MALFORMED_REQUEST);
        }
        Optional<byte[]> plainest = request.plainest();
        if (plainest.isPresent()) {
            Optional<Answer> known = kept.current(plainest.get(), clock.instant());
            if (known.isPresent()) {
                return known.get();
            }
        }
        Optional<String> issuer = issuer(request.certificates());
        if (issuer.isEmpty()) {
            return Answer.of(OcspStatus.UNAUTHORIZED);
        }
        Optional<ResponderKey> responder = responding.of(issuer.get());
        if (responder.isEmpty()) {
            return Answer.of(OcspStatus.UNAUTHORIZED);
        }
        if (!(request.nonce().isPresent() ? withNonce : withoutNonce).take()) {
            return Answer.of(OcspStatus.TRY_LATER);
        }
        return signed(asked, request, issuer.get(), responder.get());
    }

    /**
     * Signs the answer to the plainest question about a certificate before anybody asks it.
     *
     * @param record how it stands
     * @param readAt when that was read, or before
     * @param until no answer is signed if there is one that is kept at least until then
     * @return whether one was signed
     */
    boolean ahead(KeptAnswers.Record record, Instant readAt, Instant until) throws PkiException {
        Optional<CertId> certificate = issuers.asked(record.issuer(), new BigInteger(record.serial(), 16));
        if (certificate.isEmpty()) {
            return false;
        }
        OcspRequest request = new OcspRequest(List.of(certificate.get()), Optional.empty());
        byte[] asked = request.plainest().orElseThrow();
        if (kept.has(asked, record, until)) {
            return false;
        }
        Optional<ResponderKey> responder = responding.of(record.issuer());
        if (responder.isEmpty()) {
            return false;
        }
        signed(asked, request, List.of(record), readAt, responder.get());
        return true;
    }

    /** For how long an answer is given out. */
    Duration keptFor() {
        return rules.validity().dividedBy(2);
    }

    /** The one issuer of all; empty where one is not ours, or they have several: an answer has one signature. */
    private Optional<String> issuer(List<CertId> certificates) throws PkiException {
        Optional<String> first = issuers.find(certificates.get(0));
        for (CertId certificate : certificates) {
            if (!issuers.find(certificate).equals(first)) {
                return Optional.empty();
            }
        }
        return first;
    }

    private Answer signed(byte[] asked, OcspRequest request, String issuer, ResponderKey responder)
            throws PkiException {
        Instant now = clock.instant();
        List<KeptAnswers.Record> records = store.read(handle -> request.certificates().stream()
                .map(id -> {
                    String serial = serial(id);
                    return new KeptAnswers.Record(
                            issuer,
                            serial,
                            serial.isEmpty() ? Standing.UNKNOWN : Standing.read(handle, issuer, serial));
                })
                .toList());
        return signed(asked, request, records, now, responder);
    }

    private Answer signed(
            byte[] asked, OcspRequest request, List<KeptAnswers.Record> records, Instant readAt, ResponderKey responder)
            throws PkiException {
        Instant thisUpdate = readAt.truncatedTo(ChronoUnit.SECONDS);
        Instant nextUpdate = earlier(thisUpdate.plus(rules.validity()), responder.notAfter());
        List<OcspAnswers.Known> known = new ArrayList<>(records.size());
        for (int i = 0; i < records.size(); i++) {
            known.add(new OcspAnswers.Known(
                    request.certificates().get(i), records.get(i).standing()));
        }
        byte[] der = OcspAnswers.sign(responder, known, request.nonce(), thisUpdate, nextUpdate);
        if (request.nonce().isPresent()) {
            return new Answer(der, Optional.empty(), Optional.empty());
        }
        Answer answer = new Answer(der, Optional.of(thisUpdate), Optional.of(nextUpdate));
        Instant until = readAt.plus(Duration.between(thisUpdate, nextUpdate).dividedBy(2));
        kept.keep(asked, records, answer, until);
        return answer;
    }

    /** As the records have it; empty for what cannot be a serial number of ours. */
    private static String serial(CertId id) {
        boolean possible = id.serial().signum() > 0 && id.serial().bitLength() <= 159;
        return possible ? new CertificateId("00", id.serial()).serialHex() : "";
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
