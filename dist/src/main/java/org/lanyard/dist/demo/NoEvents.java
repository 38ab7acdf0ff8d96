package org.lanyard.dist.demo;

import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.pcsc.ReaderEvents;

/** For a reader that is asked, not watched. */
final class NoEvents implements ReaderEvents {
    @Override
    public void available(String readerName) {}

    @Override
    public void unavailable(CardFault why) {}

    @Override
    public void inserted() {}

    @Override
    public void removed() {}
}
