package org.lanyard.card.apdu;

/** A card, seen as what it does: a command goes in, a response comes out. Decorators wrap it. */
@FunctionalInterface
public interface Transport {
    /**
     * One exchange.
     *
     * @throws CardException if there was no response; a response with an error status is returned, not thrown
     */
    ResponseApdu transceive(CommandApdu command) throws CardException;
}
