package org.lanyard.session.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lanyard.pki.http.RawHttp.Answer;

/** Reads the pages that came back. */
final class PageAnswers {
    private PageAnswers() {}

    /** What holds for each page: valid in the large, nothing inline, small, and safe headers. */
    static void assertWellMade(Answer answer, String what) {
        String body = answer.body();
        assertTrue(body.startsWith("<!DOCTYPE html>"), what);
        // An invitation's page has two steps, one of which is hidden, each with its heading.
        int headings = body.contains("id=\"step-key\" hidden") ? 2 : 1;
        assertEquals(headings, body.split("<h1").length - 1, what + ": one h1");
        assertTrue(body.contains("<main") && body.contains("href=\"#main\"") && body.contains("<title>"), what);
        assertFalse(
                Pattern.compile("<script(?![^>]* src=\"/assets/)").matcher(body).find(), what + ": inline script");
        assertFalse(
                Pattern.compile("<style|\\sstyle=|\\son[a-z]+=\"").matcher(body).find(), what + ": inline");
        assertTrue(body.split("<script").length <= 2, what + ": one script");
        // A page of a kiosk's session names the kiosk's screen, to go back to; it loads nothing from there.
        assertFalse(
                Pattern.compile("(src|srcset|poster|action)=\"https?:|<link[^>]* href=\"https?:|url\\(")
                        .matcher(body)
                        .find(),
                what + ": nothing from elsewhere");
        assertTrue(answer.bodyBytes().length < 20_000, what);
        assertEquals(Optional.of("no-store"), answer.header("Cache-Control"), what);
        assertEquals(Optional.of("text/html;charset=utf-8"), answer.header("Content-Type"), what);
        assertTrue(answer.header("Content-Security-Policy").orElseThrow().startsWith("default-src 'none'"), what);
        assertEquals(Optional.of("no-referrer"), answer.header("Referrer-Policy"), what);
        assertEquals(Optional.of("nosniff"), answer.header("X-Content-Type-Options"), what);
    }

    static List<String> headers(Answer answer) {
        return answer.headers().stream()
                .filter(line -> !line.startsWith("date:"))
                .sorted()
                .toList();
    }

    static String language(Answer answer) {
        Matcher found =
                Pattern.compile("<html class=\"govuk-template\" lang=\"(..)\">").matcher(answer.body());
        assertTrue(found.find());
        return found.group(1);
    }

    static String token(String body) {
        Matcher found = Pattern.compile("name=\"csrf\" value=\"([^\"]*)\"").matcher(body);
        assertTrue(found.find());
        return found.group(1);
    }

    /** The text of a page without its marks. */
    static String words(String body) {
        return body.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }
}
