package org.lanyard.card.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.pcsc.ReaderEvents;

/** Remembers what a reader told: {@code available}, {@code unavailable NO_READER}, {@code inserted}, {@code removed}. */
public final class RecordedEvents implements ReaderEvents {
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void available(String readerName) {
        told.add("available");
    }

    @Override
    public void unavailable(CardFault why) {
        told.add("unavailable " + why);
    }

    @Override
    public void inserted() {
        told.add("inserted");
    }

    @Override
    public void removed() {
        told.add("removed");
    }

    /** All of them, in their order. */
    public List<String> all() {
        return List.copyOf(told);
    }

    /** The last one, or nothing. */
    public String last() {
        List<String> now = all();
        return now.isEmpty() ? "" : now.get(now.size() - 1);
    }
}
