package org.lanyard.webauthn.ceremony;

import java.util.ArrayDeque;
import java.util.Deque;

/** Which check is taken out just now, and which is being made. One for all class loaders. */
public final class TakenOut {
    private static String out = "";
    private static final Deque<String> MAKING = new ArrayDeque<>();

    private TakenOut() {}

    /** Takes {@code check} out, and puts the one before in again. */
    static void take(String check) {
        out = check;
        MAKING.clear();
    }

    /** The check that was being made when something was thrown; none where a reader refused. */
    static String refusing() {
        return MAKING.isEmpty() ? "" : MAKING.peek();
    }

    /** What {@link TakenChecks} writes before each check. */
    public static boolean keeps(String check) {
        if (check.equals(out)) {
            return false;
        }
        MAKING.push(check);
        return true;
    }

    /** What {@link TakenChecks} writes behind each check. */
    public static void made() {
        MAKING.pop();
    }
}
