package org.lanyard.dist.office;

import org.lanyard.card.apdu.CardFault;
import org.lanyard.session.Reason;

/** What helps, where something can be done about it. */
final class OfficeHints {
    private OfficeHints() {}

    static String of(Reason reason) {
        return switch (reason) {
            case CARD_UNKNOWN -> "Find its number with: lanyard card list.";
            case CARD_TRANSITION -> "See what it is now, and was, with: lanyard card show.";
            case CARD_NEVER_ACTIVE -> "Nobody had it yet: issue a card with: lanyard card issue.";
            case CARD_LOST_TOO_LONG -> "It was away for more than 30 days: give another with: lanyard card replace.";
            case CARD_REPLACED -> "Its holder has another card. Hand this one in with: lanyard card return.";
            case CARD_HELD_ALREADY -> "They have a card. To give another: lanyard card replace.";
            case CARD_STOCK_TOO_LARGE -> "Add 1 to 10,000 cards at a time.";
            case CARD_TAKEN_OVER -> "Somebody else is writing a card for the same person just now.";
            case CARD_RECEIPT, CARD_KEY_KNOWN -> "Take another card, and keep this one for whoever looks into it.";
            case PUK_MISSING -> "The card was not personalised here, or its life is over: lanyard card replace.";
            case CARD_NOT_ACTIVE -> "Only a card in use has a PIN to unblock: lanyard card show.";
            case HOLDER_INACTIVE -> "The roster says that they left.";
            case PASS_TIMES -> "The bell is later today: --until 10:40.";
            case PASS_NOT_FOR_A_PUPIL -> "Passes are for pupils.";
            case KIOSK_OF_ANOTHER_SCHOOL -> "The kiosk or room has to be of the pupil's school: lanyard pass room.";
            case INVITATION_IN_PERSON ->
                "No letter and no mail goes to this family: ask them in, and use --in-person. Tell them"
                        + " nothing of why.";
            case INVITATION_KIND -> "Letters are for guardians and staff.";
            case INVITATION_NO_CONTACT ->
                "The school holds no address of theirs: tell the second code (--second told).";
            case LAST_KEY -> "They would have no way in. If that is meant: --even-the-last.";
            case KEY_UNKNOWN -> "See what they have with: lanyard keys list.";
            case KEY_NOT_SUSPENDED -> "It is in use: lanyard keys list.";
            case KEY_REPORTED -> "There may be a copy of it. If you know that there is none: --knowing.";
            case DUTY_NOT_FOR_THEM -> "Duties are for members of staff who are here now.";
            case DUTY_SCHOOL -> "Name the school with --school; council-admin and auditor have none.";
            case POLICY_NOT_SET -> "The default stands: lanyard policy show.";
            default -> "";
        };
    }

    static String of(CardFault fault) {
        return switch (fault) {
            case NO_CARD -> "Put a card into the reader.";
            case NO_READER, SERVICE_UNAVAILABLE -> "Is the reader plugged in, and pcscd running?";
            case CARD_IN_USE -> "Another program holds the card.";
            default -> "Put the card in again. If it goes on, take another.";
        };
    }
}
