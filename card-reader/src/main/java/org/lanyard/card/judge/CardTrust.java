package org.lanyard.card.judge;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.lanyard.pki.path.PathQuestion;
import org.lanyard.pki.path.PathValidator;

/**
 * Whom we trust to issue cards, when, and under which policies.
 *
 * @param paths leads to the authorities trusted
 * @param question time, strictness, and what is known of revocation
 * @param policies the certificate policies of which one is wanted, by use; any will do for a use that is not in it
 */
public record CardTrust(PathValidator paths, PathQuestion question, Map<Use, Set<String>> policies) {
    /** What a certificate is for. */
    public enum Use {
        PIV_AUTHENTICATION,
        CARD_AUTHENTICATION,
        CONTENT_SIGNER
    }

    public CardTrust {
        Map<Use, Set<String>> copy = new EnumMap<>(Use.class);
        policies.forEach((use, wanted) -> copy.put(use, Set.copyOf(wanted)));
        policies = Map.copyOf(copy);
    }

    /** When the card is judged. */
    public Instant at() {
        return question.inputs().at();
    }
}
