package org.lanyard.pki.responder;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.PublishedList;
import org.lanyard.pki.revocation.PublishedLists;
import org.lanyard.pki.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the lists of roots. Their keys are not here, so that all there is to do is to say in time that somebody has to
 * mount one. Used by one thread.
 */
final class RootListWatch {
    /** How long before its end somebody is told: time enough to get two people and a safe together. */
    static final Duration MARGIN = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(RootListWatch.class);
    private static final Duration TELL_AGAIN = Duration.ofDays(1);

    private final Store store;
    private final InstantSource clock;
    private Found told = new Found(List.of(), List.of());
    private Instant toldAt = Instant.MIN;

    /**
     * Whose lists are to be signed.
     *
     * @param due soon, or there was none ever
     * @param overdue their time is over
     */
    record Found(List<String> due, List<String> overdue) {
        boolean isGood() {
            return due.isEmpty() && overdue.isEmpty();
        }
    }

    RootListWatch(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Looks, and says in the log what is new, and what is not new once a day. */
    Found look() throws PkiException {
        Instant now = clock.instant();
        List<String> due = new ArrayList<>();
        List<String> overdue = new ArrayList<>();
        for (X509Certificate root : store.<List<X509Certificate>, PkiException>read(AuthorityRegister::roots)) {
            String id = CertificateId.issuerId(root);
            Optional<PublishedList> list = store.read(handle -> PublishedLists.newest(handle, id, 0, false));
            if (list.isEmpty() || !now.isBefore(list.get().nextUpdate().minus(MARGIN))) {
                boolean over = list.isPresent() && !now.isBefore(list.get().nextUpdate());
                (over ? overdue : due).add(id);
            }
        }
        Found found = new Found(due, overdue);
        if (!found.isGood() && (!found.equals(told) || now.isAfter(toldAt.plus(TELL_AGAIN)))) {
            LOG.warn(
                    "the root's own list is to be signed, with its key mounted: due={} overdue={};"
                            + " lanyard pki ceremony list --root root.p12 --why … does it",
                    due,
                    overdue);
            toldAt = now;
        }
        told = found;
        return found;
    }
}
