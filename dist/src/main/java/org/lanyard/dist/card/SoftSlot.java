package org.lanyard.dist.card;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFactory;
import org.lanyard.card.softcard.SoftCardFile;
import org.lanyard.card.softcard.SoftReader;

/** Software cards in a folder, each in a file of its id: for demo, tests, and a batch without a reader. */
final class SoftSlot implements CardSlot {
    private final Path folder;
    private final SoftCardFactory factory;
    private final SoftReader reader;
    private CardConnection connection;

    SoftSlot(Path folder, SoftCardFactory factory, String name) {
        this.folder = folder;
        this.factory = factory;
        this.reader = new SoftReader(name);
    }

    /** The file of a card in such a folder. */
    static Path file(Path folder, UUID card) {
        return folder.resolve(card + ".json");
    }

    @Override
    public String name() {
        return reader.name();
    }

    /** What an interrupted run left is taken up where it stands. */
    @Override
    public CardConnection next(UUID card, String whose) throws CardException {
        Path file = file(folder, card);
        SoftCard made = Files.exists(file) ? SoftCardFile.load(file) : SoftCardFile.save(factory.blank(), file);
        reader.insert(made, CardInterface.CONTACT);
        connection = reader.connect();
        return connection;
    }

    @Override
    public void done() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
        reader.remove();
    }

    @Override
    public boolean keepsCards() {
        return true;
    }

    @Override
    public void close() {
        done();
        reader.close();
    }
}
