package org.lanyard.session.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.config.Toml;

class SessionConfigTest {
    private static SessionConfig parse(String toml) throws PkiException {
        return Toml.parse(toml, Path.of("lanyard.toml"), SessionConfig.defaults());
    }

    @Test
    void defaultsAreSafe() throws PkiException {
        SessionConfig config = parse("");
        assertEquals("http://localhost:8080", config.issuer().toString());
        assertEquals(Duration.ofMinutes(10), config.times().idle());
        assertEquals(Duration.ofHours(8), config.times().absolute());
        assertEquals(Duration.ofSeconds(15), config.times().lease());
        assertEquals(Set.of("http://localhost:8080"), config.doorPolicy().origins());
        assertEquals("localhost", config.doorPolicy().rpId());
    }

    @Test
    void anHttpsIssuerBehindAProxy() throws PkiException {
        SessionConfig config = parse("issuer = \"https://sign-in.example.org\"\nproxies = [\"10.0.0.2\"]\n"
                + "[listen]\nhost = \"0.0.0.0\"\nport = 8080\n[times]\nidle = \"5m\"");
        assertEquals("sign-in.example.org", config.doorPolicy().rpId());
        assertEquals(Duration.ofMinutes(5), config.times().idle());
    }

    @DisplayName("refuses to start")
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "issuer = \"http://sign-in.example.org\" | plain http",
                "issuer = \"http://127.0.0.1:8080\" | plain http",
                "issuer = \"https://sign-in.example.org\" | needs either tls",
                "issuer = \"https://sign-in.example.org/\" | no path",
                "issuer = \"https://Sign-in.example.org\" | lower case",
                "issuer = \"ftp://localhost\" | no path",
                "proxies = [\"10.0.0.2\"] | make it https",
                "listen = { host = \"0.0.0.0\", port = 8080 } | listen.host",
                "times = { lease = \"2m\" } | lease is",
                "times = { idle = \"9h\" } | idle",
                "isuer = \"x\" | did you mean issuer"
            })
    void unsafe(String toml, String told) {
        PkiException refused = assertThrows(PkiException.class, () -> parse(toml));
        assertTrue(refused.getMessage().contains(told), refused.getMessage());
    }
}
