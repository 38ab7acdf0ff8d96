package org.lanyard.dist.demo;

import java.io.PrintWriter;
import java.nio.file.Path;

/** {@code demo --check}: the whole way through the house without hands, a line a step with its milliseconds. */
final class DemoCheck {
    private final PrintWriter out;
    private int number;

    private DemoCheck(PrintWriter out) {
        this.out = out;
    }

    /** One step; whatever it throws is why it failed. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    /** A step's way to say that what it saw is not what has to be. */
    static void require(boolean held, String otherwise) {
        if (!held) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** Whether every step held; the first that does not ends it. */
    static boolean run(PrintWriter out) throws Exception {
        DemoFolder folder = DemoFolder.temporary();
        DemoCheck check = new DemoCheck(out);
        try {
            check.all(folder);
            out.println("all " + check.number + " steps held");
            return true;
        } catch (StepFailed failed) {
            out.println("FAILED at step " + check.number + ": " + failed.getMessage());
            return false;
        } finally {
            out.flush();
            folder.delete();
        }
    }

    private void all(DemoFolder folder) throws Exception {
        DemoSchool[] opened = new DemoSchool[1];
        step("a school is made and served", () -> opened[0] = DemoSchool.open(folder, FreePort.or(0)));
        Path data = folder.path();
        try (DemoSchool school = opened[0]) {
            try (CheckTaps taps = new CheckTaps(school)) {
                step("the service says that it is ready", taps::ready);
                step("a card is tapped at the kiosk, and its pupil is greeted", taps::tapAndGreet);
                step("nobody else's page is shown to that pupil", taps::nobodyElse);
                step("the card is taken out, and the session is gone", taps::takeOut);
                step("another card opens a session by its PIN", taps::tapWithPin);
            }
            CheckRevocation revocation = new CheckRevocation(school);
            step("a service asks, and is told that a session is live", revocation::introspect);
            step("the same assertion a second time is refused", revocation::replay);
            step("the card is lost: its session is dead", revocation::revoke);
            step("the lost card opens nothing any more", revocation::tapAgain);
            CheckParents parents = new CheckParents(school);
            step("a parent's invitation is redeemed with a new key", parents::register);
            step("she sees her children, each with a page", parents::children);
            step("another parent's child is not there", parents::notHers);
            step("she signs out, and in again without typing a name", parents::signOutAndIn);
            step("the invitation is worth nothing any more", parents::invitationIsSpent);
            step("a key that nobody confirmed opens nothing", parents::strangersKey);
        }
        step("all is kept: the school opens again, and the audit trail is whole", () -> CheckTrail.verify(data));
    }

    private void step(String what, Step step) throws StepFailed {
        number++;
        long from = System.nanoTime();
        try {
            step.run();
        } catch (Exception | AssertionError failed) {
            throw new StepFailed(what + ": " + failed, failed);
        }
        out.printf("%2d  %6d ms  %s%n", number, (System.nanoTime() - from) / 1_000_000, what);
        out.flush();
    }

    private static final class StepFailed extends Exception {
        private static final long serialVersionUID = 1L;

        StepFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
