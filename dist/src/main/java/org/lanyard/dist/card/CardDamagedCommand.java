package org.lanyard.dist.card;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.Office;
import org.lanyard.pki.PkiException;
import org.lanyard.session.RefusedException;
import org.lanyard.session.card.CardStatus;
import picocli.CommandLine.Command;

/** {@code lanyard card damaged}. */
@Command(
        name = "damaged",
        description = {
            "A card is broken: its certificates are revoked for ever. Give another with: lanyard card replace."
        })
final class CardDamagedCommand extends OneCardCommand {
    @Override
    String doing() {
        return "damaged, revoked for ever";
    }

    @Override
    CardStatus change(Office office, Handle tx, WhichCard.Found card, Instant now)
            throws RefusedException, PkiException {
        office.desk().cards().change(tx, card.card().id(), CardStatus.DAMAGED, now, actor(), why());
        return CardStatus.DAMAGED;
    }
}
