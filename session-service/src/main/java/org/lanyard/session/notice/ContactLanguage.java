package org.lanyard.session.notice;

import java.util.Locale;
import java.util.Optional;

/** In what somebody is written to. */
public enum ContactLanguage {
    ENGLISH("en"),
    WELSH("cy");

    private final String code;

    ContactLanguage(String code) {
        this.code = code;
    }

    /** BCP 47. */
    public String code() {
        return code;
    }

    Locale locale() {
        return Locale.forLanguageTag(code);
    }

    public static Optional<ContactLanguage> of(String code) {
        for (ContactLanguage language : values()) {
            if (language.code.equals(code)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }
}
