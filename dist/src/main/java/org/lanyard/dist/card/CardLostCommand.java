package org.lanyard.dist.card;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.Office;
import org.lanyard.pki.PkiException;
import org.lanyard.session.RefusedException;
import org.lanyard.session.card.CardStatus;
import picocli.CommandLine.Command;

/** {@code lanyard card lost}. */
@Command(
        name = "lost",
        description = {
            "A card is lost: it is refused everywhere from this second on, and its session ends.",
            "Its certificates are on hold for 30 days: within them lanyard card found takes it back, unless"
                    + " lanyard card replace gave another, which revokes them for ever."
        })
final class CardLostCommand extends OneCardCommand {
    @Override
    String doing() {
        return "lost, refused everywhere";
    }

    @Override
    CardStatus change(Office office, Handle tx, WhichCard.Found card, Instant now)
            throws RefusedException, PkiException {
        office.desk().cards().change(tx, card.card().id(), CardStatus.LOST, now, actor(), why());
        return CardStatus.LOST;
    }
}
