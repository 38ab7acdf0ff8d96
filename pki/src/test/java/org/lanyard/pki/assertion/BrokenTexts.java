package org.lanyard.pki.assertion;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What is broken before a word is understood: the text, the bytes, the JSON. */
final class BrokenTexts {
    private BrokenTexts() {}

    static List<Broken> rows() {
        Broken.Table table = new Broken.Table(Speaker.CARD);
        text(table);
        base64(table);
        bytes(table);
        json(table);
        return table.rows();
    }

    private static void text(Broken.Table table) {
        Rule<?> parts = new TextRules.HasThreeParts();
        table.row(
                        "over-16-kib",
                        Reason.TOO_LONG,
                        new TextRules.IsBounded(),
                        good -> good.text(jwt -> jwt + "A".repeat(16 * 1024)))
                .row("four-parts", Reason.NOT_COMPACT, parts, good -> good.text(jwt -> jwt + ".e30"))
                .row("two-assertions", Reason.NOT_COMPACT, parts, good -> good.text(jwt -> jwt + "." + jwt))
                .row("trailing-dot", Reason.NOT_COMPACT, parts, good -> good.text(jwt -> jwt + "."))
                .row(
                        "two-parts",
                        Reason.NOT_COMPACT,
                        parts,
                        good -> good.text(jwt -> jwt.substring(0, jwt.lastIndexOf('.'))))
                .row(
                        "empty-signature",
                        Reason.NOT_COMPACT,
                        parts,
                        good -> good.text(jwt -> jwt.substring(0, jwt.lastIndexOf('.') + 1)))
                .row(
                        "empty-header",
                        Reason.NOT_COMPACT,
                        parts,
                        good -> good.text(jwt -> jwt.substring(jwt.indexOf('.'))))
                .row("empty-text", Reason.NOT_COMPACT, parts, good -> good.text(jwt -> ""))
                .row(
                        "json-serialization",
                        Reason.NOT_COMPACT,
                        parts,
                        good -> good.text(jwt -> {
                            String[] part = jwt.split("\\.");
                            return "{\"payload\":\"" + part[1] + "\",\"protected\":\"" + part[0] + "\",\"signature\":\""
                                    + part[2] + "\"}";
                        }));
    }

    private static void base64(Broken.Table table) {
        Rule<?> alphabet = new TextRules.IsBase64Url();
        Rule<?> canonical = new TextRules.IsCanonical();
        table.row("padded-signature", Reason.NOT_BASE64URL, alphabet, good -> good.text(jwt -> jwt + "=="))
                .row("line-feed-at-the-end", Reason.NOT_BASE64URL, alphabet, good -> good.text(jwt -> jwt + "\n"))
                .row("space-at-the-beginning", Reason.NOT_BASE64URL, alphabet, good -> good.text(jwt -> " " + jwt))
                .row(
                        "plus-in-signature",
                        Reason.NOT_BASE64URL,
                        alphabet,
                        good -> good.text(
                                jwt -> jwt.substring(0, jwt.length() - 9) + '+' + jwt.substring(jwt.length() - 8)))
                .row(
                        "slash-in-payload",
                        Reason.NOT_BASE64URL,
                        alphabet,
                        good -> good.text(jwt -> jwt.replaceFirst("\\...", "./a")))
                .row("letter-beyond-ascii", Reason.NOT_BASE64URL, alphabet, good -> good.text(jwt -> jwt + "\u0141"))
                .row(
                        "unused-bits-in-signature",
                        Reason.NOT_CANONICAL,
                        canonical,
                        good -> good.text(jwt -> {
                            // 64 bytes are 86 characters, the last of which carries four bits that nobody reads.
                            char last = jwt.charAt(jwt.length() - 1);
                            return jwt.substring(0, jwt.length() - 1) + (char) (last + 1);
                        }))
                .row("length-of-no-bytes", Reason.NOT_CANONICAL, canonical, good -> good.text(jwt -> jwt + "AAA"));
    }

    private static void bytes(Broken.Table table) {
        Rule<?> utf8 = new JsonRules.IsUtf8();
        Rule<?> whole = new JsonRules.IsObjectFromEndToEnd();
        table.row("byte-ff", Reason.NOT_UTF8, utf8, good -> good.payloadBytes(json -> inAudience(json, 0xFF, 0xFE)))
                .row(
                        "overlong-slash",
                        Reason.NOT_UTF8,
                        utf8,
                        good -> good.payloadBytes(json -> inAudience(json, 0xC0, 0xAF)))
                .row(
                        "surrogate-in-utf-8",
                        Reason.NOT_UTF8,
                        utf8,
                        good -> good.payloadBytes(json -> inAudience(json, 0xED, 0xA0)))
                .row(
                        "utf-16",
                        Reason.NOT_UTF8,
                        utf8,
                        good -> good.payloadBytes(
                                json -> new String(json, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16)))
                .row(
                        "space-before-the-object",
                        Reason.NOT_AN_OBJECT,
                        whole,
                        good -> good.payloadText(json -> " " + json))
                .row(
                        "space-after-the-object",
                        Reason.TRAILING_DATA,
                        whole,
                        good -> good.payloadText(json -> json + " "))
                .row(
                        "zero-byte-after-the-object",
                        Reason.TRAILING_DATA,
                        null,
                        (parts, good) -> good.headerText(json -> json + "\0"))
                .row(
                        "byte-order-mark",
                        Reason.NOT_AN_OBJECT,
                        null,
                        (parts, good) -> good.payloadText(json -> "\uFEFF" + json))
                .row(
                        "array-for-claims",
                        Reason.NOT_AN_OBJECT,
                        null,
                        (parts, good) -> good.payloadText(json -> "[" + json + "]"))
                .row("empty-payload", Reason.NOT_AN_OBJECT, null, (parts, good) -> good.payloadText(json -> ""));
    }

    private static void json(Broken.Table table) {
        Rule<?> follows = new JsonRules.NothingFollows();
        Rule<?> twice = new JsonRules.NoNameTwice();
        table.row(
                        "object-after-the-object",
                        Reason.TRAILING_DATA,
                        follows,
                        good -> good.payloadText(json -> json + "{}"))
                .row(
                        "brace-after-the-object",
                        Reason.TRAILING_DATA,
                        follows,
                        good -> good.headerText(json -> json + "}"))
                .row(
                        "nested-deep",
                        Reason.JSON_TOO_DEEP,
                        new JsonRules.IsShallow(),
                        good -> good.claim("aud", List.of(List.of(List.of(List.of())))))
                .row(
                        "nested-beyond-reading",
                        Reason.NOT_AN_OBJECT,
                        null,
                        (parts, good) ->
                                good.payloadText(json -> "{\"aud\":" + "[".repeat(2000) + "]".repeat(2000) + "}"))
                .row(
                        "audience-twice",
                        Reason.DUPLICATE_NAME,
                        twice,
                        good -> good.payloadText(json ->
                                json.replace("{\"iss\"", "{\"aud\":\"" + AssertionParts.AUDIENCE + "\",\"iss\"")))
                .row(
                        "audience-twice-once-escaped",
                        Reason.DUPLICATE_NAME,
                        twice,
                        good -> good.payloadText(json -> json.replace("{\"iss\"", "{\"\\u0061ud\":\"x\",\"iss\"")))
                .row(
                        "algorithm-twice",
                        Reason.DUPLICATE_NAME,
                        twice,
                        good -> good.headerText(json -> json.replace("{\"alg\"", "{\"alg\":\"ES256\",\"alg\"")))
                .row(
                        "half-a-surrogate-pair",
                        Reason.NOT_UTF8,
                        new JsonRules.StringsAreUnicode(),
                        good -> good.payloadText(json -> json.replace("\"jti\":\"", "\"jti\":\"\\ud800")))
                .row(
                        "comment-in-json",
                        Reason.NOT_AN_OBJECT,
                        null,
                        (parts, good) -> good.payloadText(json -> json.replace("{\"iss\"", "{/**/\"iss\"")))
                .row(
                        "single-quotes",
                        Reason.NOT_AN_OBJECT,
                        null,
                        (parts, good) -> good.payloadText(json -> json.replace('"', '\'')))
                .row(
                        "comma-after-the-last",
                        Reason.NOT_AN_OBJECT,
                        null,
                        (parts, good) -> good.payloadText(json -> json.replace("}", ",}")))
                .row(
                        "object-cut-off",
                        Reason.NOT_AN_OBJECT,
                        null,
                        (parts, good) -> good.payloadText(json -> json.replace("\"}", "}")));
    }

    private static byte[] inAudience(byte[] json, int first, int second) {
        byte[] broken = Arrays.copyOf(json, json.length);
        int at = new String(json, StandardCharsets.ISO_8859_1).indexOf(AssertionParts.AUDIENCE) + 12;
        broken[at] = (byte) first;
        broken[at + 1] = (byte) second;
        return broken;
    }
}
