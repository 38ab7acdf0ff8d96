package org.lanyard.pki.responder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;

@DisplayName("OCSP answers signed before the first question")
class AnswersAheadTest {
    @TempDir
    Path folder;

    /** As OpenSSL, the JDK and browsers ask. */
    private static byte[] question(TestResponder here, BigInteger serial, boolean withName) throws Exception {
        CertificateID id = new CertificateID(
                new JcaDigestCalculatorProviderBuilder()
                        .build()
                        .get(new AlgorithmIdentifier(CertificateID.HASH_SHA1.getAlgorithm(), DERNull.INSTANCE)),
                new JcaX509CertificateHolder(here.keys.issuing()),
                serial);
        OCSPReqBuilder builder = new OCSPReqBuilder().addRequest(id);
        if (withName) {
            builder.setRequestorName(new org.bouncycastle.asn1.x500.X500Name("CN=somebody"));
        }
        return builder.build().getEncoded();
    }

    private static AnswersAhead ahead(TestResponder here, int most) {
        return new AnswersAhead(here.store, here.responder, most, 5, here.clock);
    }

    private Instant producedAt(TestResponder here, byte[] request) throws Exception {
        return here.basic(here.responder.answer(request).der()).getProducedAt().toInstant();
    }

    @StoreTest
    @DisplayName("the first question gets what was signed before it, whoever asks and however short")
    void first(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        X509Certificate good = here.card();
        X509Certificate held = here.card();
        X509Certificate revoked = here.card();
        here.revoke(held, RevocationReason.CERTIFICATE_HOLD);
        here.revoke(revoked, RevocationReason.KEY_COMPROMISE);
        try (AnswersAhead ahead = ahead(here, 100)) {
            // The first round makes the responder's own certificate, which the second then finds.
            assertEquals(3, ahead.round());
            assertEquals(1, ahead.round());
            assertEquals(0, ahead.round());
        }
        here.pass(Duration.ofSeconds(5));
        for (X509Certificate card : List.of(good, held, revoked)) {
            byte[] request = question(here, card.getSerialNumber(), false);
            assertEquals(TestResponder.START, producedAt(here, request));
            byte[] named = question(here, card.getSerialNumber(), true);
            assertArrayEquals(
                    here.responder.answer(request).der(),
                    here.responder.answer(named).der());
        }
        assertEquals("good", here.ask(question(here, good.getSerialNumber(), false)));
        assertEquals("revoked 6", here.ask(question(here, held.getSerialNumber(), false)));
        assertEquals("revoked 1", here.ask(question(here, revoked.getSerialNumber(), false)));
    }

    @StoreTest
    @DisplayName("a status that changes between signing and question is told, and signed ahead again")
    void changed(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        X509Certificate card = here.card();
        byte[] request = question(here, card.getSerialNumber(), false);
        try (AnswersAhead ahead = ahead(here, 100)) {
            ahead.round();
            ahead.round();
            here.pass(Duration.ofSeconds(5));
            here.revoke(card, RevocationReason.CERTIFICATE_HOLD);
            assertEquals("revoked 6", here.ask(request));
            here.release(card);
            assertEquals(1, ahead.round());
            here.pass(Duration.ofSeconds(5));
            assertEquals("good", here.ask(request));
            assertEquals(TestResponder.START.plusSeconds(5), producedAt(here, request));
            here.revoke(card, RevocationReason.SUPERSEDED);
            assertEquals("revoked 4", here.ask(question(here, card.getSerialNumber(), true)));
        }
    }

    @StoreTest
    @DisplayName("no more than so many, those that end last first; what has ended is left out")
    void bounded(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        List<X509Certificate> cards = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            cards.add(here.card());
            if (i % 4 == 0) {
                here.pass(Duration.ofSeconds(60));
            }
        }
        X509Certificate brief =
                here.issue(Profile.OCSP_RESPONDER, new SubjectName.Service(java.net.URI.create("urn:x:brief")));
        try (AnswersAhead ahead = ahead(here, 12)) {
            assertEquals(12, ahead.round());
            assertEquals(0, ahead.round());
            Instant signed = here.clock.instant();
            here.pass(Duration.ofSeconds(5));
            assertEquals(signed, producedAt(here, question(here, cards.get(12).getSerialNumber(), false)));
            assertEquals(
                    signed.plusSeconds(5),
                    producedAt(here, question(here, cards.get(0).getSerialNumber(), false)));
            assertEquals(signed.plusSeconds(5), producedAt(here, question(here, brief.getSerialNumber(), false)));
        }
        here.pass(Duration.ofDays(40 * 365));
        try (AnswersAhead ahead = ahead(here, 12)) {
            assertEquals(0, ahead.round());
        }
    }

    @StoreTest
    @DisplayName("an answer is signed anew before it would no longer be given out")
    void anew(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        byte[] request = question(here, here.card().getSerialNumber(), false);
        try (AnswersAhead ahead = ahead(here, 1)) {
            assertEquals(1, ahead.round());
            here.pass(Duration.ofMinutes(20));
            assertEquals(0, ahead.round());
            here.pass(Duration.ofMinutes(5));
            assertEquals(1, ahead.round());
            here.pass(Duration.ofMinutes(20));
            assertEquals(TestResponder.START.plus(Duration.ofMinutes(25)), producedAt(here, request));
        }
    }

    @StoreTest
    @DisplayName("goes on where it failed, and does nothing where no key is here")
    void resumes(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        for (int i = 0; i < 12; i++) {
            here.card();
        }
        int[] left = {7};
        OcspResponder sometimes = new OcspResponder(
                store,
                id -> {
                    if (left[0]-- == 0) {
                        throw new PkiException(PkiReason.TOKEN_UNUSABLE, "pulled out");
                    }
                    return here.delegated.of(id);
                },
                OcspResponder.Rules.DEFAULT,
                here.clock,
                here.nanos::get);
        try (AnswersAhead ahead = new AnswersAhead(store, sometimes, 20, 5, here.clock)) {
            assertThrows(PkiException.class, ahead::round);
            assertEquals(6, ahead.round(), "5 of the second and third page were left, and the responder's own");
        }
        OcspResponder nobody = new OcspResponder(
                store, id -> Optional.empty(), OcspResponder.Rules.DEFAULT, here.clock, here.nanos::get);
        try (AnswersAhead ahead = new AnswersAhead(store, nobody, 20, 5, here.clock)) {
            assertEquals(0, ahead.round());
        }
    }

    @StoreTest
    @DisplayName("started, it works by itself and ends when it is closed")
    void started(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        byte[] request = question(here, here.card().getSerialNumber(), false);
        try (AnswersAhead ahead = ahead(here, 100).start(Duration.ZERO)) {
            Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> ahead.signed() > 0);
            here.pass(Duration.ofSeconds(5));
            assertEquals(TestResponder.START, producedAt(here, request));
        }
    }
}
