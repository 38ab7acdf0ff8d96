package org.lanyard.card.softcard;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.lanyard.card.apdu.CommandApdu;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.apdu.StatusWord;

/**
 * The wire side of a software card: gathers chained commands, hands out long responses by 61xx and GET RESPONSE, and on
 * T=0 corrects Le by 6Cxx.
 */
final class SoftWire {
    private static final int CHAINED = 0x10;
    private static final int GET_RESPONSE = 0xC0;
    private static final int MOST_COMMAND_BYTES = 16 * 1024;

    private final SoftApplication application;
    private final ByteArrayOutputStream chain = new ByteArrayOutputStream();
    private CommandApdu chained;
    private byte[] waiting = new byte[0];
    private boolean t0;

    SoftWire(SoftApplication application) {
        this.application = application;
    }

    void reset(boolean speaksT0) {
        t0 = speaksT0;
        forgetChain();
        waiting = new byte[0];
    }

    ResponseApdu transceive(CommandApdu command) {
        if (command.cla() == 0 && command.ins() == GET_RESPONSE) {
            return getResponse(command);
        }
        waiting = new byte[0];
        if (chained != null && !continues(command)) {
            forgetChain();
            return new ResponseApdu(StatusWord.LAST_COMMAND_EXPECTED);
        }
        if (chain.size() + command.length() > MOST_COMMAND_BYTES) {
            forgetChain();
            return new ResponseApdu(StatusWord.WRONG_LENGTH);
        }
        if ((command.cla() & CHAINED) != 0) {
            chained = command;
            chain.writeBytes(command.data());
            return new ResponseApdu(StatusWord.SUCCESS);
        }
        chain.writeBytes(command.data());
        byte[] data = chain.toByteArray();
        forgetChain();
        ResponseApdu whole = application.process(
                new CommandApdu(command.cla(), command.ins(), command.p1(), command.p2(), data, command.le()));
        if (whole.length() == 0) {
            return whole;
        }
        waiting = whole.data();
        if (t0 && command.length() > 0) {
            // A command that brings data cannot also take some: ISO/IEC 7816-3 §12.2.1, case 4.
            return handOut(0);
        }
        // Without Le too, as YubiKeys do: yubico-piv-tool selects without it and expects an answer.
        return handOut(command.le() == 0 ? CommandApdu.SHORT_LE : command.le());
    }

    private boolean continues(CommandApdu next) {
        return (next.cla() & ~CHAINED) == (chained.cla() & ~CHAINED)
                && next.ins() == chained.ins()
                && next.p1() == chained.p1()
                && next.p2() == chained.p2();
    }

    private ResponseApdu getResponse(CommandApdu command) {
        if (command.p1() != 0 || command.p2() != 0 || command.length() != 0) {
            return new ResponseApdu(StatusWord.WRONG_P1_P2);
        }
        if (waiting.length == 0) {
            return new ResponseApdu(StatusWord.CONDITIONS_NOT_SATISFIED);
        }
        if (t0 && command.le() > waiting.length) {
            return new ResponseApdu(StatusWord.exactLe(waiting.length));
        }
        return handOut(command.le());
    }

    private ResponseApdu handOut(int le) {
        int now = Math.min(le, waiting.length);
        byte[] part = Arrays.copyOf(waiting, now);
        waiting = Arrays.copyOfRange(waiting, now, waiting.length);
        return new ResponseApdu(part, waiting.length == 0 ? StatusWord.SUCCESS : StatusWord.moreData(waiting.length));
    }

    private void forgetChain() {
        chain.reset();
        chained = null;
    }
}
