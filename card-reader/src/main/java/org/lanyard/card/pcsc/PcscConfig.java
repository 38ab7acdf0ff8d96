package org.lanyard.card.pcsc;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Which reader, and how it is treated.
 *
 * @param reader the reader's PC/SC name, or a part of it in any case; empty takes the first by name
 * @param cardInterface contacts or radio, where it cannot be told by the reader's name and the card's ATR
 * @param answerLimit how long a card may think about one APDU before it is given up
 */
public record PcscConfig(Optional<String> reader, Optional<CardInterface> cardInterface, Duration answerLimit) {
    /** The first reader there is; 10 s. */
    public static final PcscConfig FIRST_READER =
            new PcscConfig(Optional.empty(), Optional.empty(), Duration.ofSeconds(10));

    public PcscConfig {
        Objects.requireNonNull(reader, "reader");
        Objects.requireNonNull(cardInterface, "cardInterface");
        if (answerLimit.isNegative() || answerLimit.isZero()) {
            throw new IllegalArgumentException("a card takes time to answer");
        }
    }

    public PcscConfig withReader(String name) {
        return new PcscConfig(Optional.of(name), cardInterface, answerLimit);
    }

    public PcscConfig withCardInterface(CardInterface on) {
        return new PcscConfig(reader, Optional.of(on), answerLimit);
    }

    public PcscConfig withAnswerLimit(Duration limit) {
        return new PcscConfig(reader, cardInterface, limit);
    }
}
