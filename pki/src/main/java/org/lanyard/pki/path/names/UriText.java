package org.lanyard.pki.path.names;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * URIs as text.
 *
 * @param host the authority's host where it is a host name, not an address; empty also where there is no authority
 */
record UriText(Optional<String> host) {

    /**
     * RFC 5280 §4.2.1.6: "The name MUST NOT be a relative URI … The name MUST include both a scheme … and a
     * scheme-specific-part. URIs that include an authority … MUST include a fully qualified domain name or IP address as the
     * host." Null where it is not so.
     */
    static UriText of(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            URI uri = new URI(text);
            if (!uri.isAbsolute() || uri.getRawSchemeSpecificPart().isEmpty()) {
                return null;
            }
            if (uri.getRawAuthority() == null) {
                // "//" with nothing behind it announces an authority and has none.
                return uri.getRawSchemeSpecificPart().startsWith("//") ? null : new UriText(Optional.empty());
            }
            String host = uri.getHost();
            if (host == null || !host.startsWith("[") && !HostText.isHost(host)) {
                return null;
            }
            return new UriText(isAddress(host) ? Optional.empty() : Optional.of(host));
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean isAddress(String host) {
        return host.startsWith("[") || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }
}
