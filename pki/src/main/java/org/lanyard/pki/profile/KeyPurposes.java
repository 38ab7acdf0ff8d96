package org.lanyard.pki.profile;

import java.util.List;
import java.util.Map;

/** The key purposes (RFC 5280 section 4.2.1.12) that configuration may call by a name instead of a number. */
public final class KeyPurposes {
    /** anyExtendedKeyUsage, RFC 5280 section 4.2.1.12. */
    public static final String ANY = "2.5.29.37.0";

    private static final Map<String, String> BY_NAME = Map.of(
            "any",
            ANY,
            "server-auth",
            OidArc.SERVER_AUTH,
            "client-auth",
            OidArc.CLIENT_AUTH,
            "code-signing",
            "1.3.6.1.5.5.7.3.3",
            "email-protection",
            "1.3.6.1.5.5.7.3.4",
            "time-stamping",
            "1.3.6.1.5.5.7.3.8",
            "ocsp-signing",
            OidArc.OCSP_SIGNING,
            "piv-card-auth",
            OidArc.PIV_CARD_AUTH,
            "piv-content-signing",
            OidArc.PIV_CONTENT_SIGNING,
            "smart-card-logon",
            "1.3.6.1.4.1.311.20.2.2");

    private KeyPurposes() {}

    static List<String> dotted(List<String> names) {
        return names.stream().map(name -> BY_NAME.getOrDefault(name, name)).toList();
    }

    /** The name of a purpose, or its number where it has none. */
    public static String name(String oid) {
        return BY_NAME.entrySet().stream()
                .filter(entry -> entry.getValue().equals(oid))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(oid);
    }
}
