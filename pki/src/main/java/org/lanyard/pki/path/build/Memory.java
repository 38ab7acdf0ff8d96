package org.lanyard.pki.path.build;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.lanyard.pki.path.build.SearchSignatures.Signed;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.SubjectKey;
import org.lanyard.pki.path.rules.Algorithms;
import org.lanyard.pki.path.rules.WorkingKey;

/**
 * What searches remember of authorities: their keys, read, and which of them signed which. Neither can change, so nothing here
 * can grow stale; certificates that are no authority's are not remembered. Safe for use by many threads.
 */
public final class Memory {
    private static final int MOST = 4_096;

    private final Algorithms allowed;
    private final Cache<SubjectKey, WorkingKey> keys = cache();
    private final Cache<Signed, Boolean> signatures = cache();

    public Memory(Algorithms allowed) {
        this.allowed = allowed;
    }

    private static <K, V> Cache<K, V> cache() {
        return Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
    }

    /** An authority's key. */
    public WorkingKey key(SubjectKey encoded) throws PathException {
        WorkingKey known = keys.getIfPresent(encoded);
        if (known == null) {
            known = WorkingKey.of(encoded, allowed);
            keys.put(encoded, known);
        }
        return known;
    }

    /** Null where it was not checked yet. */
    Boolean known(Signed question) {
        return question.certificate().extensions().isAuthority() ? signatures.getIfPresent(question) : null;
    }

    void remember(Signed question, boolean answer) {
        if (question.certificate().extensions().isAuthority()) {
            signatures.put(question, answer);
        }
    }

    Algorithms allowed() {
        return allowed;
    }
}
