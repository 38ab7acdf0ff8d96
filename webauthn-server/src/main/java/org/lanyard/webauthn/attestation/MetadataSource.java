package org.lanyard.webauthn.attestation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lanyard.pki.InputFiles;
import org.lanyard.pki.path.outside.HttpFetch;
import org.lanyard.pki.path.parse.DistributionPoint;
import org.lanyard.pki.path.parse.GeneralName;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.ParsedCrl;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PemOrDer;
import org.lanyard.pki.path.revocation.RevocationMode;
import org.lanyard.webauthn.MetadataConfig;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the metadata comes from, and the revocation lists of its signer: over HTTP, each exchange bounded in time and
 * length, or from a folder that somebody fills by hand, and then nothing is fetched.
 */
final class MetadataSource {
    private static final Logger LOG = LoggerFactory.getLogger(MetadataSource.class);
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final int MAX_LISTS = 8;
    private static final int LIST_LIMIT = 16 * 1024 * 1024;

    private final MetadataConfig config;
    private final HttpFetch http;

    MetadataSource(MetadataConfig config, HttpFetch http) {
        this.config = config;
        this.http = http;
    }

    /** The newest that there is, not verified. */
    byte[] get() throws WebAuthnException {
        try {
            return config.url().isPresent()
                    ? http.get(config.url().get(), BlobText.LIMIT, WITHIN)
                    : bounded(config.file().orElseThrow());
        } catch (IOException unavailable) {
            throw new WebAuthnException(Reason.METADATA_UNAVAILABLE, place() + ", " + unavailable.getMessage());
        }
    }

    private static byte[] bounded(Path file) throws IOException, WebAuthnException {
        WebAuthnException.require(Files.size(file) <= BlobText.LIMIT, Reason.METADATA_TOO_LARGE);
        return InputFiles.read(file);
    }

    /** FIDO Metadata Service 3.1 §3.2 step 4 wants lists; by hand, somebody may have brought none. */
    RevocationMode mode() {
        return config.url().isPresent() ? RevocationMode.REQUIRED : RevocationMode.WHERE_KNOWN;
    }

    /** What is to be had of the lists that these certificates name; without them the verifier decides. */
    List<ParsedCrl> lists(List<ParsedCertificate> chain) {
        List<ParsedCrl> lists = new ArrayList<>();
        if (config.url().isPresent()) {
            for (String address : addresses(chain)) {
                try {
                    lists.add(ParsedCrl.of(http.get(URI.create(address), LIST_LIMIT, WITHIN)));
                } catch (IOException | PathException | IllegalArgumentException unavailable) {
                    LOG.warn("a revocation list for the metadata's signer cannot be had: {}", unavailable.getMessage());
                }
            }
            return lists;
        }
        Path folder = config.file().orElseThrow().toAbsolutePath().getParent();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.crl")) {
            for (Path file : files) {
                for (byte[] der : PemOrDer.read(InputFiles.read(file), "X509 CRL")) {
                    lists.add(ParsedCrl.of(der));
                }
            }
        } catch (IOException | PathException unreadable) {
            LOG.warn("the revocation lists in {} cannot be read: {}", folder, unreadable.getMessage());
        }
        return lists;
    }

    private static Set<String> addresses(List<ParsedCertificate> chain) {
        Set<String> addresses = new LinkedHashSet<>();
        for (ParsedCertificate certificate : chain) {
            for (DistributionPoint point : certificate.extensions().distributionPoints()) {
                point.name().stream()
                        .flatMap(name -> name.full().stream())
                        .filter(GeneralName.Uri.class::isInstance)
                        .map(name -> ((GeneralName.Uri) name).text())
                        .filter(text -> text != null && text.startsWith("http"))
                        .limit(MAX_LISTS - (long) addresses.size())
                        .forEach(addresses::add);
            }
        }
        return addresses;
    }

    /** For the log and the administrator. */
    String place() {
        return config.url()
                .map(URI::toString)
                .orElseGet(() -> config.file().map(Path::toString).orElse("nowhere"));
    }
}
