package org.lanyard.webauthn;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is known of models of authenticators, and from whom.
 *
 * @param file FIDO's metadata as somebody put it there; revocation lists of its signer are the {@code .crl} files beside it
 * @param url where FIDO's metadata is fetched, instead
 * @param root the certificate that vouches for whoever signs it, DER or PEM
 * @param signer the host name in the certificate of whoever signs it: the root vouches for others as well
 * @param offline for how long after its next update was due it still tells what is certified
 * @param roots files of certificates that vouch for authenticators beside those that FIDO lists
 */
public record MetadataConfig(
        Optional<Path> file,
        Optional<URI> url,
        Optional<Path> root,
        String signer,
        Duration offline,
        List<Path> roots) {
    /** Whose certificate FIDO's metadata is signed with. */
    public static final String FIDO = "mds.fidoalliance.org";

    /** Between two issues of the metadata, which comes each month, twice over. */
    public static final Duration OFFLINE = Duration.ofDays(30);

    /** No metadata: nothing is certified, and nothing trusted. */
    public static final MetadataConfig NONE =
            new MetadataConfig(Optional.empty(), Optional.empty(), Optional.empty(), FIDO, OFFLINE, List.of());

    public MetadataConfig {
        roots = List.copyOf(roots);
        if (file.isPresent() && url.isPresent()) {
            throw new IllegalArgumentException("mds-file or mds-url, not both");
        }
        if ((file.isPresent() || url.isPresent()) && root.isEmpty()) {
            throw new IllegalArgumentException(
                    "mds-file and mds-url need mds-root, the certificate to believe them by");
        }
        if (offline.isNegative() || offline.compareTo(Duration.ofDays(366)) > 0) {
            throw new IllegalArgumentException("mds-offline is 0 to 366 days");
        }
        url.ifPresent(MetadataConfig::requireHttp);
    }

    private static void requireHttp(URI url) {
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw new IllegalArgumentException("mds-url is an http or https URL");
        }
    }

    /** Whether there is metadata to be had. */
    public boolean isOn() {
        return file.isPresent() || url.isPresent();
    }
}
