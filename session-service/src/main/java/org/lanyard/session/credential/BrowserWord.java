package org.lanyard.session.credential;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A browser in two words, from its User-Agent (RFC 9110 §10.1.5): "Chrome on Android". So much tells an owner which of their
 * devices it was; versions, models and addresses would tell others more than that, and are never kept.
 */
public final class BrowserWord {
    private static final int LONGEST = 1024;
    private static final Map<String, String> BROWSERS = new LinkedHashMap<>();
    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

    static {
        // In this order: each says that it is those after it as well.
        BROWSERS.put("Edg", "Edge");
        BROWSERS.put("OPR/", "Opera");
        BROWSERS.put("SamsungBrowser/", "Samsung Internet");
        BROWSERS.put("Firefox/", "Firefox");
        BROWSERS.put("FxiOS/", "Firefox");
        BROWSERS.put("CriOS/", "Chrome");
        BROWSERS.put("Chrome/", "Chrome");
        BROWSERS.put("Safari/", "Safari");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("iPhone", "iPhone");
        SYSTEMS.put("iPad", "iPad");
        SYSTEMS.put("CrOS", "ChromeOS");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Macintosh", "Mac");
        SYSTEMS.put("Linux", "Linux");
    }

    private BrowserWord() {}

    /** Empty where neither browser nor system is one that we have a word for. */
    public static Optional<String> of(String userAgent) {
        String told = userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent;
        Optional<String> browser = first(BROWSERS, told);
        Optional<String> system = first(SYSTEMS, told);
        return browser.map(name -> system.map(where -> name + " on " + where).orElse(name))
                .or(() -> system);
    }

    private static Optional<String> first(Map<String, String> words, String told) {
        return words.entrySet().stream()
                .filter(word -> told.contains(word.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
