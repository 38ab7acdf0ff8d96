package org.lanyard.vectors;

import java.util.List;

/**
 * What a reader and a card said to each other: {@code apdu-transcripts.json}. PINs in them are those of test cards.
 *
 * @param provenance where they come from
 * @param transcripts the conversations
 */
public record ApduVectors(Provenance provenance, List<Transcript> transcripts) {
    public ApduVectors {
        transcripts = Require.cases(transcripts, Transcript::id);
    }

    /** The transcript of this id. */
    public Transcript named(String id) {
        return transcripts.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /**
     * One conversation, from the card's insertion to its end.
     *
     * @param id its name, unique in the file
     * @param comment what happens in it
     * @param contacts whether the card is on its contacts; otherwise it is in the field
     * @param atr the card's answer to reset in upper-case hexadecimal: what it says there decides how it is spoken to
     * @param exchanges the commands and responses, in their order
     */
    public record Transcript(String id, String comment, boolean contacts, String atr, List<Exchange> exchanges) {
        public Transcript {
            Require.text(comment, "comment");
            Require.hex(atr, 2, "atr");
            exchanges = List.copyOf(exchanges);
            if (exchanges.isEmpty()) {
                throw new IllegalArgumentException(id + ": no exchanges");
            }
        }
    }

    /**
     * One command and its response.
     *
     * @param command the command APDU in upper-case hexadecimal, at least 4 bytes (ISO/IEC 7816-4 §5.1)
     * @param response the response APDU, at least the 2 bytes of its status word
     * @param comment what it is for
     */
    public record Exchange(String command, String response, String comment) {
        public Exchange {
            Require.hex(command, 4, "command");
            Require.hex(response, 2, "response");
            Require.text(comment, "comment");
        }
    }
}
