package org.lanyard.card.personalise;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.Puk;

/**
 * What a card is to become.
 *
 * @param card its id: the GUID of its CHUID and the name in its certificates
 * @param expires its last day, in UTC; its certificates end no later
 * @param algorithm of both keys
 * @param secrets the PIN and the PUK it gets; the caller wipes them
 * @param formerPuk the PUK of a card that was ours before and came back, as the office kept it sealed; not needed for a
 *     blank card, nor to take up a run that broke off
 * @param keyHistory whether a Key History is written, which says that there are no retired keys
 */
public record Plan(
        UUID card,
        LocalDate expires,
        AlgorithmId algorithm,
        CardSecrets secrets,
        Optional<Puk> formerPuk,
        boolean keyHistory) {
    public Plan {
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(expires, "expires");
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(secrets, "secrets");
        Objects.requireNonNull(formerPuk, "formerPuk");
    }

    /** For a blank card. */
    public static Plan of(UUID card, LocalDate expires, AlgorithmId algorithm, CardSecrets secrets) {
        return new Plan(card, expires, algorithm, secrets, Optional.empty(), false);
    }

    /** The same for a card that came back. */
    public Plan withFormerPuk(Puk puk) {
        return new Plan(card, expires, algorithm, secrets, Optional.of(puk), keyHistory);
    }

    /** The same, and a Key History. */
    public Plan withKeyHistory() {
        return new Plan(card, expires, algorithm, secrets, formerPuk, true);
    }
}
