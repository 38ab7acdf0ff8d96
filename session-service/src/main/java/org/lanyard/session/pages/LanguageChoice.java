package org.lanyard.session.pages;

import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpRefusal;

/** Which language a request wants: {@code ?lang}, which is then remembered, else the cookie, else what the browser says. */
public final class LanguageChoice {
    static final String COOKIE = "__Host-lanyard-lang";
    static final String PARAMETER = "lang";

    private LanguageChoice() {}

    /** Chooses, and remembers a choice that was made by the link. */
    static Language of(Exchange exchange) {
        Optional<Language> asked = asked(exchange.request());
        asked.ifPresent(language -> exchange.setCookie(COOKIE, language.code()));
        return asked.or(() -> remembered(exchange)).orElseGet(() -> accepted(exchange.request()));
    }

    /** Remembers a choice that was made elsewhere, by its BCP 47 code; one that is not of ours changes nothing. */
    public static void remember(Exchange exchange, String code) {
        Language.of(code).ifPresent(language -> exchange.setCookie(COOKIE, language.code()));
    }

    private static Optional<Language> asked(Request request) {
        String query = request.getHttpURI().getQuery();
        if (query == null) {
            return Optional.empty();
        }
        for (String pair : query.split("&")) {
            if (pair.startsWith(PARAMETER + "=")) {
                return Language.of(pair.substring(PARAMETER.length() + 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<Language> remembered(Exchange exchange) {
        try {
            return exchange.cookie(COOKIE).flatMap(Language::of);
        } catch (HttpRefusal sentTwice) {
            return Optional.empty();
        }
    }

    /** RFC 9110 §12.5.4, as far as two languages need it; English where neither is named. */
    private static Language accepted(Request request) {
        for (String value : request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_LANGUAGE)) {
            String tag = value.toLowerCase(Locale.ROOT);
            // The list is in the order of preference: the first of ours decides.
            if (tag.equals("cy") || tag.startsWith("cy-")) {
                return Language.WELSH;
            }
            if (tag.equals("en") || tag.startsWith("en-")) {
                return Language.ENGLISH;
            }
        }
        return Language.ENGLISH;
    }
}
