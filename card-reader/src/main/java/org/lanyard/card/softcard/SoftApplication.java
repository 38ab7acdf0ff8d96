package org.lanyard.card.softcard;

import java.security.SecureRandom;
import java.util.Arrays;
import org.lanyard.card.apdu.CommandApdu;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.apdu.StatusWord;
import org.lanyard.card.pcsc.CardInterface;

/** The PIV card application of a software card (SP 800-73-5 part 2): whole commands in, whole responses out. */
final class SoftApplication {
    private static final int LEAST_AID_BYTES = 5;

    private final SoftSecurity security = new SoftSecurity();
    private final SoftData data;
    private final SoftPins pins;
    private final SoftKeys keys;
    private final SoftAdmin admin;
    private boolean selected;
    private SoftFaults.Lie lie = SoftFaults.Lie.NONE;

    SoftApplication(SoftMemory memory, SecureRandom random) {
        data = new SoftData(memory, security);
        pins = new SoftPins(memory, security, random);
        keys = new SoftKeys(memory, security, random);
        admin = new SoftAdmin(memory, security, random);
    }

    void reset(CardInterface newInterface) {
        selected = false;
        security.reset(newInterface);
    }

    void lie(SoftFaults.Lie newLie) {
        lie = newLie;
    }

    ResponseApdu process(CommandApdu command) {
        if (command.cla() != 0x00) {
            return new ResponseApdu(StatusWord.CLASS_NOT_SUPPORTED);
        }
        if (command.ins() == 0xA4) {
            return select(command);
        }
        if (!selected) {
            return new ResponseApdu(StatusWord.CONDITIONS_NOT_SATISFIED);
        }
        return switch (command.ins()) {
            case 0xCB -> data.get(command, lie);
            case 0xDB -> new ResponseApdu(data.put(command));
            case 0x20 -> new ResponseApdu(pins.verify(command));
            case 0x24 -> new ResponseApdu(pins.change(command));
            case 0x2C -> new ResponseApdu(pins.resetRetryCounter(command));
            case 0x47 -> keys.generate(command);
            case 0x87 ->
                command.p2() == SoftAdmin.MANAGEMENT_KEY ? admin.authenticate(command) : keys.use(command, lie);
            case 0xFF -> new ResponseApdu(admin.setKey(command));
            default -> new ResponseApdu(StatusWord.INSTRUCTION_NOT_SUPPORTED);
        };
    }

    /** §3.1.1: by the AID, in full or cut on its right. Selecting PIV again leaves the security status alone. */
    private ResponseApdu select(CommandApdu command) {
        if (command.p1() != 0x04 || command.p2() != 0x00) {
            return new ResponseApdu(StatusWord.WRONG_P1_P2);
        }
        byte[] aid = command.data();
        boolean ours = aid.length >= LEAST_AID_BYTES
                && aid.length <= SoftObjects.AID.length
                && Arrays.equals(aid, Arrays.copyOf(SoftObjects.AID, aid.length));
        if (!ours) {
            return new ResponseApdu(StatusWord.NOT_FOUND);
        }
        selected = true;
        return new ResponseApdu(SoftObjects.applicationProperties(), StatusWord.SUCCESS);
    }
}
