package org.lanyard.webauthn.ceremony;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upokecenter.cbor.CBORObject;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.store.TestStore;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.HostileAuthenticator;
import org.lanyard.webauthn.credential.CredentialStore;
import org.lanyard.webauthn.credential.StoredCredential;

/** What a verification costs, beside the one signature that it verifies; printed one JSON object a line. */
@Tag("long")
@DisplayName("CPU of a verification")
class VerificationCostTest {
    private static final int ROUNDS = 6;
    private static final int TIMES = 2_000;

    interface Work {
        void run() throws Exception;
    }

    @Test
    void wholeAgainstBare() throws Exception {
        String provider = CryptoProviders.install();
        try (TestStore store = TestStore.sqlite(CredentialStore.MIGRATIONS)) {
            Ground ground = new Ground(store.store());
            HostileAuthenticator passkey = new HostileAuthenticator(0x1D, false);
            StoredCredential credential = ground.register(Ground.newHandle(), passkey);
            CeremonyState ceremony = ground.authenticating();
            String answer = ground.asserted(ceremony, passkey);
            ObjectNode json = Ground.json(answer);
            AuthenticationResponse response = AuthenticationResponse.parse(json);
            YubicoVerdict library = new YubicoVerdict(Ground.RULES);
            String sealed = ground.sealer.seal(ceremony);
            byte[] text = answer.getBytes(StandardCharsets.UTF_8);

            double bare = micros(bare(response, credential));
            double lib = micros(() -> library.requireAuthentication(ceremony, response, credential));
            double read = micros(() -> AuthenticationResponse.parse(Json.parseObject(text)));
            double row = micros(() -> ground.credentials.find(credential.id()));
            double seal = micros(() -> ground.sealer.open(sealed, Purpose.AUTHENTICATION));
            double whole = micros(() -> ground.authenticate(ceremony, answer));
            System.out.printf(
                    Locale.ROOT,
                    "{\"name\":\"webauthn-verification\",\"provider\":\"%s\",\"server_cpu_ms\":%.4f,"
                            + "\"bare_crypto_cpu_ms\":%.4f,\"ratio\":%.2f,\"library_ms\":%.4f,\"json_ms\":%.4f,"
                            + "\"store_read_ms\":%.4f,\"seal_ms\":%.4f}%n",
                    provider,
                    whole / 1000,
                    bare / 1000,
                    whole / bare,
                    lib / 1000,
                    read / 1000,
                    row / 1000,
                    seal / 1000);
            assertTrue(whole < 800, "a verification alone takes no more than a whole sign-in may: " + whole + " µs");
        }
    }

    private static Work bare(AuthenticationResponse response, StoredCredential credential) throws Exception {
        byte[] signed = Arrays.copyOf(response.authenticatorData(), response.authenticatorData().length + 32);
        System.arraycopy(
                MessageDigest.getInstance("SHA-256").digest(response.clientDataJson()),
                0,
                signed,
                signed.length - 32,
                32);
        CBORObject cose = CBORObject.DecodeFromBytes(credential.publicKey());
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        PublicKey key = KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(
                        new ECPoint(
                                new BigInteger(
                                        1, cose.get(CBORObject.FromObject(-2)).GetByteString()),
                                new BigInteger(
                                        1, cose.get(CBORObject.FromObject(-3)).GetByteString())),
                        parameters.getParameterSpec(ECParameterSpec.class)));
        byte[] told = response.signature();
        return () -> {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initVerify(key);
            signature.update(signed);
            assertTrue(signature.verify(told));
        };
    }

    /** The best of some rounds, in µs of this thread's CPU. */
    private static double micros(Work work) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < TIMES; i++) {
                work.run();
            }
            best = Math.min(best, (threads.getCurrentThreadCpuTime() - before) / 1000.0 / TIMES);
        }
        return best;
    }
}
