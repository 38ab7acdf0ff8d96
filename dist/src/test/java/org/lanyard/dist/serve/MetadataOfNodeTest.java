package org.lanyard.dist.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.webauthn.MetadataConfig;
import org.lanyard.webauthn.cli.MetadataPlace;

@DisplayName("lanyard webauthn mds reads a node's configuration, and that of the WebAuthn service alone")
class MetadataOfNodeTest {
    @TempDir
    Path folder;

    private MetadataPlace.Found read(String toml) throws Exception {
        return new MetadataOfNode().read(Files.writeString(folder.resolve("some.toml"), toml));
    }

    @Test
    void ofANode() throws Exception {
        MetadataPlace.Found found = read("""
                service.issuer = "https://school.example"
                service.proxies = ["127.0.0.1"]
                [webauthn]
                mds-url = "https://mds3.fidoalliance.org/"
                mds-root = "fido/root.crt"
                mds-offline = "10d"
                attestation-roots = ["maker.crt"]
                """);
        assertEquals(
                Optional.of(URI.create("https://mds3.fidoalliance.org/")),
                found.metadata().url());
        assertEquals(
                Optional.of(folder.resolve("fido/root.crt")), found.metadata().root());
        assertEquals(Duration.ofDays(10), found.metadata().offline());
        assertEquals(MetadataConfig.FIDO, found.metadata().signer());
        assertEquals(List.of(folder.resolve("maker.crt")), found.metadata().roots());
        assertEquals(List.of(Node.MIGRATIONS), found.migrations());
        assertEquals(
                "jdbc:sqlite:" + folder.resolve("lanyard.db"), found.store().url());
    }

    @Test
    void ofTheServiceAlone() throws Exception {
        MetadataPlace.Found found = read("""
                rp-id = "school.example"
                mds-file = "fido/blob.jwt"
                mds-root = "fido/root.crt"
                """);
        assertEquals(
                Optional.of(folder.resolve("fido/blob.jwt")), found.metadata().file());
        assertEquals(
                "jdbc:sqlite:" + folder.resolve("webauthn.db"), found.store().url());
    }

    @Test
    void whatDoesNotFitTogether_isRefused() {
        assertThrows(PkiException.class, () -> read("""
                        [service]
                        issuer = "https://school.example"
                        proxies = ["127.0.0.1"]
                        [webauthn]
                        mds-url = "https://mds3.fidoalliance.org/"
                        """));
    }
}
