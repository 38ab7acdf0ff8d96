package org.lanyard.pki.profile;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/** Whom a certificate names: a card's opaque id, a service's or kiosk's URI, or a server's host names. */
public sealed interface SubjectName {

    /** One line for lists and the store. */
    String text();

    /**
     * A card: subject {@code serialNumber=<UUID>}, alternative name {@code urn:uuid:<UUID>}, both lower case and the same
     * as the GUID in its CHUID. It says nothing of the holder or the school.
     *
     * @param id the card's random id
     */
    record Card(UUID id) implements SubjectName {
        public Card {
            Objects.requireNonNull(id, "id");
        }

        /** The alternative name (RFC 9562 section 4: lower case on output). */
        public URI uri() {
            return URI.create("urn:uuid:" + id);
        }

        @Override
        public String text() {
            return uri().toString();
        }
    }

    /**
     * A kiosk or a service, named by an absolute URI as its one alternative name; the subject is empty.
     *
     * @param uri absolute, ASCII, without user information or fragment
     */
    record Service(URI uri) implements SubjectName {
        private static final int LONGEST = 255;

        public Service {
            String text = uri.toString();
            if (!uri.isAbsolute()
                    || uri.getRawFragment() != null
                    || uri.getRawUserInfo() != null
                    || (!uri.isOpaque() && uri.getHost() == null)
                    || text.length() > LONGEST
                    || !text.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
                throw new IllegalArgumentException("Not an absolute ASCII URI of at most 255 characters: " + uri);
            }
        }

        @Override
        public String text() {
            return uri.toString();
        }
    }

    /**
     * A TLS server, named by host names as alternative names; the subject is empty.
     *
     * @param dnsNames one to a hundred names in lower case, A-labels for what is not ASCII, no wildcard
     */
    record Hosts(List<String> dnsNames) implements SubjectName {
        private static final Pattern HOST = Pattern.compile(
                "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

        public Hosts {
            dnsNames = List.copyOf(dnsNames);
            if (dnsNames.isEmpty() || dnsNames.size() > 100) {
                throw new IllegalArgumentException("One to a hundred host names, not " + dnsNames.size());
            }
            for (String name : dnsNames) {
                if (!HOST.matcher(name).matches()) {
                    throw new IllegalArgumentException("Not a host name in lower case: " + name);
                }
            }
        }

        @Override
        public String text() {
            return String.join(",", dnsNames);
        }
    }
}
