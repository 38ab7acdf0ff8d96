package org.lanyard.card.kiosk;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.config.Toml;

/**
 * A kiosk's configuration file (TOML).
 *
 * <pre>
 * issuer = "https://id.school.example"
 * client-id = "urn:lanyard:kiosk:2f0c…"    # the URI in the kiosk's certificate
 * key = "kiosk.p12"                        # relative to this file
 * passphrase-file = "kiosk.pass"
 * reader = "ACR39U"                        # the reader's PC/SC name or a part of it; the first reader if left out
 * card-interface = "contact"               # or "contactless", where reader and card don't tell
 * port = 8081
 * language = "english"                     # or "welsh"
 *
 * [enrolment]                              # where the key comes from and renews itself (EST); left out: it is put here
 * service = "https://id.school.example:8444/.well-known/est"
 * root = "root.crt"                        # the authority's root, for the service too; left out: the roots that the JDK knows
 * token-file = "token"                     # for the first certificate, from `lanyard pki token`
 *
 * [browser]                                # started by the agent, fresh for each pupil; left out: it is started by hand
 * program = "chromium"
 * arguments = []                           # more of them
 * profiles = "/run/lanyard-kiosk"          # where each pupil's lasts as long as the pupil stays; the system's choice if left out
 *
 * [policy]
 * proof = "tap"                            # or "pin"
 * relay-bound = "1500ms"
 * idle = "10m"
 * picture-moment = "1500ms"                # how long the pupil's picture is shown first; "0s" for never
 * </pre>
 *
 * The first four have to be given.
 *
 * @param port of the screen, on 127.0.0.1; 0 for any free one
 */
public record KioskConfig(
        URI issuer,
        URI clientId,
        Path key,
        Path passphraseFile,
        Optional<String> reader,
        Optional<CardInterface> cardInterface,
        int port,
        Language language,
        Optional<Enrolment> enrolment,
        Optional<Browser> browser,
        KioskPolicy policy) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final KioskConfig DEFAULTS = new KioskConfig(
            null,
            null,
            null,
            null,
            Optional.empty(),
            Optional.empty(),
            8081,
            Language.ENGLISH,
            Optional.empty(),
            Optional.empty(),
            KioskPolicy.DEFAULT);

    /**
     * Where certificates come from.
     *
     * @param service the address of EST, with the authority's label behind it if it has one of its own
     * @param root the root that the server's certificate is to come from
     * @param tokenFile its first line is the one-time token; wanted while there is no key
     */
    public record Enrolment(URI service, Optional<Path> root, Optional<Path> tokenFile) {
        public Enrolment {
            if (service == null || !"https".equals(service.getScheme())) {
                throw new IllegalArgumentException("enrolment.service must be https");
            }
        }
    }

    /**
     * The browser that the agent starts.
     *
     * @param program Chromium or what takes its arguments
     * @param profiles the folder for its profiles
     */
    public record Browser(String program, List<String> arguments, Optional<Path> profiles) {
        public Browser {
            if (program == null || program.isBlank()) {
                throw new IllegalArgumentException("browser.program must be there");
            }
            arguments = arguments == null ? List.of() : List.copyOf(arguments);
        }
    }

    public KioskConfig {
        if (port < 0 || port > 0xFFFF) {
            throw new IllegalArgumentException("port must be 0 to 65535");
        }
        if (issuer != null) {
            checkIssuer(issuer);
        }
    }

    /**
     * Reads the file.
     *
     * @throws PkiException CONFIGURATION_UNREADABLE or CONFIGURATION_INVALID
     */
    public static KioskConfig read(Path file) throws PkiException {
        return Toml.read(file, DEFAULTS);
    }

    private static void checkIssuer(URI issuer) {
        boolean secure = "https".equals(issuer.getScheme())
                || "http".equals(issuer.getScheme()) && THIS_MACHINE.contains(String.valueOf(issuer.getHost()));
        if (!secure) {
            throw new IllegalArgumentException("issuer must be https; plain http is for localhost alone");
        }
        if (issuer.toString().endsWith("/") || issuer.getRawQuery() != null || issuer.getRawFragment() != null) {
            throw new IllegalArgumentException("issuer must be written without a slash, query or fragment at its end");
        }
    }
}
