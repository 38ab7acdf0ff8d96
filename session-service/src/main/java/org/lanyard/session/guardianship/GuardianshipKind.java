package org.lanyard.session.guardianship;

/** How an adult stands to a child. The kind opens nothing by itself: the rights do. */
public enum GuardianshipKind {
    PARENTAL_RESPONSIBILITY("parental-responsibility"),
    CARER("carer"),
    /** A relative who may read, and no more. */
    RELATIVE("relative");

    private final String code;

    GuardianshipKind(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** @throws IllegalArgumentException for a word that the store cannot hold */
    static GuardianshipKind of(String code) {
        for (GuardianshipKind kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("not a kind of guardianship");
    }
}
