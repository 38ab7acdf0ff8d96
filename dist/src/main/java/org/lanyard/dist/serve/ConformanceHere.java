package org.lanyard.dist.serve;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.session.config.SessionConfig;
import org.lanyard.webauthn.RelyingPartyRules;
import org.lanyard.webauthn.conformance.ConformanceService;

/**
 * FIDO's conformance tool let in to a node that has nobody in it: what the tool makes up must not lie where people are, and a
 * tool that is told why it was refused must not stand where a stranger may ask.
 */
final class ConformanceHere {
    private static final List<String> TABLES = List.of("person", "webauthn_credential");

    private ConformanceHere() {}

    /** @throws PkiException CONFIGURATION_INVALID where the store has people or their keys in it */
    static Optional<ConformanceService> open(ServeConfig settings, Store store) throws PkiException, IOException {
        if (!settings.webauthn().conformance()) {
            return Optional.empty();
        }
        for (String table : TABLES) {
            if (store.read(handle -> Sql.one(handle, "select 1 from " + table + " limit 1", row -> row.getInt(1)))
                    .isPresent()) {
                throw new PkiException(
                        PkiReason.CONFIGURATION_INVALID,
                        "webauthn.conformance wants a store of its own, and this one has people or their keys in it");
            }
        }
        SessionConfig service = settings.service();
        return Optional.of(ConformanceService.open(
                RelyingPartyRules.of(service.rpId(), settings.webauthn().rpName(), service.ownOrigins()),
                InstantSource.system(),
                new SecureRandom()));
    }
}
