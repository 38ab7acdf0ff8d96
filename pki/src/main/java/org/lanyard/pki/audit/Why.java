package org.lanyard.pki.audit;

/** The sentence of why that goes with a change, for whoever reads the records years later. */
public final class Why {
    private static final int LONGEST = 500;

    private Why() {}

    /**
     * The sentence as given.
     *
     * @throws IllegalArgumentException if it says nothing, is long, or could pass for another line of a record
     */
    public static String checked(String why) {
        if (why.isBlank() || why.length() > LONGEST || !why.codePoints().allMatch(Why::isOfALine)) {
            throw new IllegalArgumentException("Say why in one line of at most " + LONGEST + " characters");
        }
        return why;
    }

    private static boolean isOfALine(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL && type != Character.LINE_SEPARATOR && type != Character.PARAGRAPH_SEPARATOR;
    }
}
