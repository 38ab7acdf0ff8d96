package org.lanyard.pki.est;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.ca.CertificateRequest;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.pki.testing.TestKeys;

@DisplayName("the parsers of EST: whatever comes in, nothing but the module's exception comes out")
class EstParsersTest {
    private static final KeyPair KEY = TestKeys.p256();

    @FuzzTest
    @Tag("fuzz")
    void anyRequest(FuzzedDataProvider data) {
        onlyTheModulesException(data.consumeRemainingAsBytes());
    }

    @Test
    void alteredRequests() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[][] seeds = {
            TestEst.request(KEY),
            TestEst.request(KEY, "CN=x", TestEst.uri("https://a.example/", "https://b.example/")),
            EstMessages.certificatesOnly(List.of(TestAuthority.create().root())),
            EstMessages.attributes()
        };
        try {
            for (int i = 0; i < 5_000; i++) {
                byte[] bytes = seeds[random.nextInt(seeds.length)].clone();
                for (int change = 1 + random.nextInt(4); change > 0; change--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                onlyTheModulesException(
                        random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
            }
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static void onlyTheModulesException(byte[] bytes) {
        SubjectName name = new SubjectName.Service(TestEst.KIOSK);
        SubjectName hosts = new SubjectName.Hosts(List.of("a.example"));
        quietly(() -> EstMessages.decoded(bytes));
        quietly(() -> EstClient.certificates(bytes));
        quietly(() -> RequestedNames.require(bytes, name));
        quietly(() -> RequestedNames.require(bytes, hosts));
        quietly(() -> CertificateRequest.provenKey(bytes));
    }

    private interface Parsing {
        void run() throws PkiException;
    }

    private static void quietly(Parsing parsing) {
        try {
            parsing.run();
        } catch (PkiException expected) {
            assertFalse(expected.reason().hint().isEmpty());
        }
    }
}
