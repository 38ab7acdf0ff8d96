package org.lanyard.pki.est;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.TestStore;
import org.lanyard.pki.testing.TestKeys;

/** An authority that enrols over HTTP, for each test anew. */
abstract class EstSetting {
    static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    static final String EST = "/.well-known/est/";
    static final KeyPair KEY = TestKeys.p256();

    @TempDir
    Path folder;

    final TestStore stores = TestStore.sqlite("pki");
    TestEst est;
    RawHttp http;

    @BeforeEach
    void start() throws Exception {
        est = new TestEst(stores.store(), folder, START);
        http = est.http();
    }

    @AfterEach
    void stop() {
        http.close();
        stores.close();
    }

    /** By a token. */
    X509Certificate enrolled(KeyPair key) throws Exception {
        RawHttp.Answer answer = http.send(
                "POST",
                EST + "simpleenroll",
                TestEst.body(TestEst.request(key)),
                TestEst.P10,
                TestEst.basic(est.token()));
        assertEquals(200, answer.status(), answer.body());
        return TestEst.certificates(answer).get(0);
    }
}
