package org.lanyard.session.pages;

import java.util.Locale;
import java.util.Optional;

/** The two languages of the pages. */
public enum Language {
    ENGLISH("en"),
    WELSH("cy");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** BCP 47: what stands in {@code lang}. */
    public String code() {
        return code;
    }

    Locale locale() {
        return Locale.forLanguageTag(code);
    }

    public Language other() {
        return this == ENGLISH ? WELSH : ENGLISH;
    }

    static Optional<Language> of(String code) {
        for (Language language : values()) {
            if (language.code.equals(code)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }
}
