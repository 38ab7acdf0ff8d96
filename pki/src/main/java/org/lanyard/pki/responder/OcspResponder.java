package org.lanyard.pki.responder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final int ENTRY_BYTES = 400;

    private final Store store;
    private final KnownIssuers issuers;
    private final Responding responding;
    private final Rules rules;
    private final InstantSource clock;
    private final TokenBucket withNonce;
    private final TokenBucket withoutNonce;
    private final Cache<Asked, Kept> kept;

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

    /** A request's bytes, as a key. */
    private static final class Asked {
        private final byte[] bytes;
        private final int hash;

        Asked(byte[] bytes) {
            this.bytes = bytes;
            this.hash = Arrays.hashCode(bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Asked asked && Arrays.equals(bytes, asked.bytes);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private record Record(String issuer, String serial, Standing standing) {}

    private record Kept(Record[] records, Answer answer, Instant until) {}

    /** @param nanoTime for the rates: a clock that never goes back */
    public OcspResponder(Store store, Responding responding, Rules rules, InstantSource clock, LongSupplier nanoTime) {
        this.store = Objects.requireNonNull(store, "store");
        this.issuers = new KnownIssuers(store, clock);
        this.responding = Objects.requireNonNull(responding, "responding");
        this.rules = rules;
        this.clock = Objects.requireNonNull(clock, "clock");
        this.withNonce = new TokenBucket(rules.nonceRate(), nanoTime);
        this.withoutNonce = new TokenBucket(rules.signingRate(), nanoTime);
        this.kept = Caffeine.newBuilder()
                .maximumWeight(rules.cacheBytes())
                .weigher((Asked asked, Kept answer) -> asked.bytes.length + answer.answer.der().length + ENTRY_BYTES)
                .executor(Runnable::run)
                .build();
    }

    /** Finds roots too. */
    KnownIssuers issuers() {
        return issuers;
    }

    /** Answers a request; never throws. */
    public Answer answer(byte[] request) {
        try {
            Asked asked = new Asked(request);
            Kept known = kept.getIfPresent(asked);
            if (known != null && clock.instant().isBefore(known.until) && isCurrent(known)) {
                return known.answer;
            }
            return fresh(asked);
        } catch (PkiException | StoreException | IllegalStateException e) {
            LOG.warn("an OCSP request could not be answered", e);
            return Answer.of(OcspStatus.INTERNAL_ERROR);
        }
    }

    private boolean isCurrent(Kept known) {
        return store.read(handle -> {
            for (Record record : known.records) {
                if (!Standing.read(handle, record.issuer, record.serial).equals(record.standing)) {
                    return false;
                }
            }
            return true;
        });
    }

    private Answer fresh(Asked asked) throws PkiException {
        OcspRequest request;
        try {
            request = OcspRequest.read(asked.bytes);
        } catch (PkiException malformed) {
            return Answer.of(OcspStatus.MALFORMED_REQUEST);
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

    private Answer signed(Asked asked, OcspRequest request, String issuer, ResponderKey responder) throws PkiException {
        Instant now = clock.instant();
        Instant thisUpdate = now.truncatedTo(ChronoUnit.SECONDS);
        Instant nextUpdate = earlier(thisUpdate.plus(rules.validity()), responder.notAfter());
        Record[] records = store.read(handle -> request.certificates().stream()
                .map(id -> {
                    String serial = serial(id);
                    return new Record(
                            issuer,
                            serial,
                            serial.isEmpty() ? Standing.UNKNOWN : Standing.read(handle, issuer, serial));
                })
                .toArray(Record[]::new));
        List<OcspAnswers.Known> known = new ArrayList<>(records.length);
        for (int i = 0; i < records.length; i++) {
            known.add(new OcspAnswers.Known(request.certificates().get(i), records[i].standing));
        }
        byte[] der = OcspAnswers.sign(responder, known, request.nonce(), thisUpdate, nextUpdate);
        if (request.nonce().isPresent()) {
            return new Answer(der, Optional.empty(), Optional.empty());
        }
        Answer answer = new Answer(der, Optional.of(thisUpdate), Optional.of(nextUpdate));
        Instant until = now.plus(Duration.between(thisUpdate, nextUpdate).dividedBy(2));
        kept.put(asked, new Kept(records, answer, until));
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
