package org.lanyard.dist.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.path.outside.OutsideSettings;

@DisplayName("The file of authorities outside")
class OutsideFileTest {
    @TempDir
    Path folder;

    private OutsideSettings read(String toml) throws Exception {
        Path file = folder.resolve("outside.toml");
        Files.writeString(file, toml);
        List<OutsideSettings> all = OutsideFile.read(file);
        assertEquals(1, all.size());
        return all.get(0);
    }

    @Test
    @DisplayName("the one in the README is read as it stands there, and shows the defaults")
    void readme() throws Exception {
        String readme = Files.readString(Path.of(System.getProperty("lanyard.root"), "README.md"));
        Matcher block = Pattern.compile("```toml\\n(\\[\\[authority]].*?)```", Pattern.DOTALL)
                .matcher(readme);
        assertTrue(block.find());
        OutsideSettings read = read(block.group(1));
        OutsideSettings defaults = OutsideSettings.defaults();
        assertEquals("council", read.label());
        assertEquals(Set.of("2.16.840.1.101.3.2.1.3.13"), read.pinPolicies());
        assertEquals(Optional.of(URI.create("http://ocsp.council.example")), read.ocsp());
        assertEquals(List.of(folder.resolve("council.crl")), read.lists());
        assertEquals(defaults.listAge(), read.listAge());
        assertEquals(defaults.ocspAge(), read.ocspAge());
        assertEquals(defaults.ocspNonce(), read.ocspNonce());
        assertEquals(defaults.listUrls(), read.listUrls());
        assertEquals(defaults.without(), read.without());
        read.requireWhole();
    }

    @Test
    @DisplayName("an authority whose cards' status nobody could tell is refused")
    void nobodyToAsk() throws Exception {
        OutsideSettings read =
                read("[[authority]]\nlabel = \"council\"\nanchors = [\"a\"]\npin-policies = [\"2.999\"]\n");
        assertTrue(assertThrows(IllegalArgumentException.class, read::requireWhole)
                .getMessage()
                .contains("neither ocsp nor lists"));
    }

    @Test
    @DisplayName("a rule that does not exist cannot be let go of")
    void rules() {
        assertThrows(
                PkiException.class, () -> read("[[authority]]\nlabel = \"council\"\nwithout = [\"everything\"]\n"));
    }
}
