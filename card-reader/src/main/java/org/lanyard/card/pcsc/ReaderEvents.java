package org.lanyard.card.pcsc;

import org.lanyard.card.apdu.CardFault;

/**
 * What a reader tells. All calls come from the reader's one thread, one after the other, so a slow listener delays the
 * next event: hand the work over. A listener may call {@link Reader#connect()} from any thread.
 *
 * <p>The order is always {@code available (inserted removed)* unavailable available …}: before {@code unavailable} a
 * card that was in is told as removed.
 */
public interface ReaderEvents {
    /** The reader can be used now. A card that is in it already is told next. */
    void available(String readerName);

    /**
     * The reader cannot be used; it is looked for until it can.
     *
     * @param why {@link CardFault#SERVICE_UNAVAILABLE}, {@link CardFault#NO_READER} or {@link CardFault#READER_FAILED}
     */
    void unavailable(CardFault why);

    /** A card is in the reader or in its field. */
    void inserted();

    /** The card is gone. */
    void removed();
}
