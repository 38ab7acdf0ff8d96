package org.lanyard.pki.responder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lanyard.pki.store.Store;

/**
 * Answers that were signed, each with the records that it was made of. One is given out only while those records are the
 * same, read again by their primary key. Takes so much room and no more. Safe for use by many threads.
 */
final class KeptAnswers {
    private static final int ENTRY_BYTES = 400;

    private final Store store;
    private final Cache<Asked, Kept> kept;

    /** How a certificate stood when an answer was made of it. */
    record Record(String issuer, String serial, Standing standing) {}

    private record Kept(List<Record> records, OcspResponder.Answer answer, Instant until) {}

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

    /** @param most bytes, roughly */
    KeptAnswers(Store store, long most) {
        this.store = store;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher((Asked asked, Kept answer) -> asked.bytes.length + answer.answer.der().length + ENTRY_BYTES)
                .executor(Runnable::run)
                .build();
    }

    /** The answer to a request, if what it says is still so. */
    Optional<OcspResponder.Answer> current(byte[] request, Instant now) {
        Kept known = kept.getIfPresent(new Asked(request));
        return known != null && now.isBefore(known.until) && isCurrent(known)
                ? Optional.of(known.answer)
                : Optional.empty();
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

    /** Whether an answer made of just this record is there, to be given out until a moment at least. */
    boolean has(byte[] request, Record record, Instant until) {
        // Not a use: what was never asked for is to go first where there is no room.
        Kept known = kept.policy().getIfPresentQuietly(new Asked(request));
        return known != null && until.isBefore(known.until) && known.records.equals(List.of(record));
    }

    /** Keeps an answer. */
    void keep(byte[] request, List<Record> records, OcspResponder.Answer answer, Instant until) {
        kept.put(new Asked(request), new Kept(List.copyOf(records), answer, until));
    }
}
