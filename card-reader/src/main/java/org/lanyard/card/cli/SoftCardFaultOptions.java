package org.lanyard.card.cli;

import java.time.Duration;
import java.util.OptionalInt;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftFaults;
import org.lanyard.card.softcard.SoftProtocol;
import picocli.CommandLine.Option;

/** The faults and traits of a software card as options; the traits stay in its file once its memory changes. */
final class SoftCardFaultOptions {
    @Option(names = "--t0", description = "The card speaks T=0 on its contacts.")
    private boolean t0;

    @Option(names = "--no-extended-length", description = "The card takes short APDUs alone.")
    private boolean noExtendedLength;

    @Option(names = "--pin-blocked", description = "The card's PIN is blocked.")
    private boolean pinBlocked;

    @Option(names = "--puk-blocked", description = "The card's PUK is blocked.")
    private boolean pukBlocked;

    @Option(names = "--slow", paramLabel = "MS", description = "How long answers take on top, in milliseconds.")
    private int slow;

    @Option(names = "--slow-command", paramLabel = "INS", description = "The one instruction that is slow, as 0x87.")
    private Integer slowCommand;

    @Option(names = "--pull-out-at", paramLabel = "N", description = "The card leaves before its Nth command.")
    private Integer pullOutAt;

    @Option(
            names = "--pull-out-after",
            paramLabel = "N",
            description = "The card leaves after the effect of its Nth command.")
    private Integer pullOutAfter;

    @Option(names = "--lie", description = "How the card answers wrongly: ${COMPLETION-CANDIDATES}.")
    private SoftFaults.Lie lie = SoftFaults.Lie.NONE;

    SoftCard on(SoftCard card) {
        SoftCard made = t0 ? card.withProtocol(SoftProtocol.T0) : card;
        made = noExtendedLength ? made.withExtendedLengths(false) : made;
        made = pinBlocked ? made.withPinBlocked() : made;
        made = pukBlocked ? made.withPukBlocked() : made;
        OptionalInt instruction = slowCommand == null ? OptionalInt.empty() : OptionalInt.of(slowCommand);
        SoftFaults faults = SoftFaults.lying(lie).withDelay(Duration.ofMillis(slow), instruction);
        faults = pullOutAt == null ? faults : faults.withPulledOut(pullOutAt, false);
        made.setFaults(pullOutAfter == null ? faults : faults.withPulledOut(pullOutAfter, true));
        return made;
    }
}
