package org.lanyard.dist.card;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.Office;
import org.lanyard.pki.PkiException;
import org.lanyard.session.RefusedException;
import org.lanyard.session.card.CardStatus;
import picocli.CommandLine.Command;

/** {@code lanyard card found}. */
@Command(
        name = "found",
        description = {"A lost card is back: it is again what it was, or the command says why it cannot be."})
final class CardFoundCommand extends OneCardCommand {
    @Override
    String doing() {
        return "back to what it was";
    }

    @Override
    CardStatus change(Office office, Handle tx, WhichCard.Found card, Instant now)
            throws RefusedException, PkiException {
        return office.desk().cards().found(tx, card.card().id(), now, actor(), why());
    }
}
