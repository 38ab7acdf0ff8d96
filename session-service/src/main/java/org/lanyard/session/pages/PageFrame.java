package org.lanyard.session.pages;

import java.util.Objects;
import java.util.Optional;

/**
 * What every page has around its content.
 *
 * @param languageLink where this page is in the other language
 * @param session what a page of a session needs besides; empty where nobody is signed in
 */
public record PageFrame(Language language, String languageLink, Optional<SessionFrame> session) {
    public PageFrame {
        Objects.requireNonNull(language);
        Objects.requireNonNull(languageLink);
        Objects.requireNonNull(session);
    }

    /** See {@link Messages#text}. */
    public String text(String key, Object... values) {
        return Messages.in(language).text(key, values);
    }

    /** The same in the other language, for the link to it. */
    public String otherText(String key) {
        return Messages.in(language.other()).text(key);
    }

    /**
     * @param csrf for the sign-out form
     * @param afterwards where the page goes when the session ends
     */
    public record SessionFrame(String csrf, String afterwards) {
        public SessionFrame {
            Objects.requireNonNull(csrf);
            Objects.requireNonNull(afterwards);
        }
    }
}
