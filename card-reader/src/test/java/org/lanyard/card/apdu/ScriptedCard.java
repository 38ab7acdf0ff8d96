package org.lanyard.card.apdu;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** A card that gives these answers, in hexadecimal, one after the other, and the last one for ever. */
public final class ScriptedCard implements Transport {
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();

    public ScriptedCard(String... answers) {
        this.answers.addAll(List.of(answers));
    }

    @Override
    public ResponseApdu transceive(CommandApdu command) throws CardException {
        heard.add(HexFormat.of().withUpperCase().formatHex(command.encode()));
        String answer = answers.size() > 1 ? answers.poll() : answers.peek();
        return ResponseApdu.parse(HexFormat.of().parseHex(answer));
    }

    /** The commands, in hexadecimal. */
    public List<String> heard() {
        return List.copyOf(heard);
    }
}
