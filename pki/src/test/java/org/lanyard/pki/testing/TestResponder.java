package org.lanyard.pki.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.lanyard.pki.http.HttpServers;
import org.lanyard.pki.keystore.SigningKey;

/** Somebody else's OCSP responder, over real HTTP, made with Bouncy Castle; it can be good or misbehave in many ways. */
public final class TestResponder implements AutoCloseable {
    private final TestAuthority authority;
    private final InstantSource clock;
    private final Server server;
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<BigInteger> revoked = new HashSet<>();

    /** How it misbehaves. */
    public enum Mood {
        GOOD,
        UNKNOWN,
        /** Answers once everything is over. */
        SLOW,
        TRY_LATER,
        GARBAGE,
        WRONG_SIGNER,
        /** A certificate of the same authority that is no responder's. */
        UNAUTHORIZED_SIGNER,
        STALE,
        /** Whatever it answered first. */
        REPLAYED,
        ANOTHER_CERTIFICATE,
        HTTP_500
    }

    private volatile Mood mood = Mood.GOOD;
    private volatile Optional<SigningKey> delegate = Optional.empty();
    private volatile byte[] first;

    private TestResponder(TestAuthority authority, InstantSource clock) {
        this.authority = authority;
        this.clock = clock;
        this.server = HttpServers.listening("localhost", 0, Optional.empty(), new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                answer(request, response, callback);
                return true;
            }
        });
    }

    /** Starts one for an authority, on a port of its own. */
    public static TestResponder start(TestAuthority authority, InstantSource clock) {
        TestResponder responder = new TestResponder(authority, clock);
        try {
            responder.server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return responder;
    }

    /** Where it is. */
    public URI uri() {
        return URI.create("http://localhost:" + HttpServers.port(server) + "/");
    }

    /** From now on. */
    public TestResponder mood(Mood now) {
        mood = now;
        return this;
    }

    /** Signs with this key from now on, whose certificate comes along. */
    public TestResponder delegate(SigningKey key) {
        delegate = Optional.of(key);
        return this;
    }

    /** Says that a certificate is revoked, from now on. */
    public void revoke(X509Certificate certificate) {
        revoked.add(certificate.getSerialNumber());
    }

    /** How often it was asked. */
    public int asked() {
        return asked.get();
    }

    private void answer(Request request, Response response, Callback callback) throws Exception {
        asked.incrementAndGet();
        byte[] body = Content.Source.asInputStream(request).readAllBytes();
        if (mood == Mood.SLOW) {
            closing.await(30, TimeUnit.SECONDS);
        }
        response.setStatus(mood == Mood.HTTP_500 ? 500 : 200);
        response.getHeaders().put("Content-Type", "application/ocsp-response");
        response.write(true, ByteBuffer.wrap(answer(body)), callback);
    }

    private byte[] answer(byte[] body)
            throws IOException, OCSPException, OperatorCreationException, GeneralSecurityException {
        return switch (mood) {
            case GARBAGE -> new byte[] {0x30, 3, 1, 2, 3};
            case TRY_LATER ->
                new OCSPRespBuilder().build(OCSPRespBuilder.TRY_LATER, null).getEncoded();
            case REPLAYED -> first;
            default -> signed(new OCSPReq(body));
        };
    }

    private byte[] signed(OCSPReq request)
            throws IOException, OCSPException, OperatorCreationException, GeneralSecurityException {
        SigningKey signer = mood == Mood.WRONG_SIGNER
                ? TestAuthority.create(clock.instant()).issuingKey()
                : delegate.orElse(authority.issuingKey());
        X509CertificateHolder holder =
                new X509CertificateHolder(signer.certificate().getEncoded());
        BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(holder.getSubject()));
        Instant now = clock.instant().minusSeconds(mood == Mood.STALE ? 7_200 : 0);
        for (Req each : request.getRequestList()) {
            BigInteger serial = each.getCertID().getSerialNumber();
            CertificateStatus status = revoked.contains(serial)
                    ? new RevokedStatus(Date.from(now), 1)
                    : mood == Mood.UNKNOWN ? new UnknownStatus() : CertificateStatus.GOOD;
            builder.addResponse(
                    mood == Mood.ANOTHER_CERTIFICATE
                            ? new org.bouncycastle.cert.ocsp.CertificateID(
                                    new org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder()
                                            .build()
                                            .get(org.bouncycastle.cert.ocsp.CertificateID.HASH_SHA1),
                                    new X509CertificateHolder(
                                            authority.issuing().getEncoded()),
                                    serial.add(BigInteger.ONE))
                            : each.getCertID(),
                    status,
                    Date.from(now),
                    Date.from(now.plus(Duration.ofHours(1))),
                    null);
        }
        Extension nonce = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (nonce != null) {
            builder.setResponseExtensions(new Extensions(nonce));
        }
        byte[] answer = new OCSPRespBuilder()
                .build(
                        OCSPRespBuilder.SUCCESSFUL,
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA").build(signer.key()),
                                new X509CertificateHolder[] {holder},
                                Date.from(now)))
                .getEncoded();
        first = first == null ? answer : first;
        return answer;
    }

    /** A revocation list of the authority's, in DER. */
    public static byte[] list(TestAuthority authority, Instant at, Duration validity, X509Certificate... revoked) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(
                    X500Name.getInstance(
                            authority.issuing().getSubjectX500Principal().getEncoded()),
                    Date.from(at));
            builder.setNextUpdate(Date.from(at.plus(validity)));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils()
                            .createAuthorityKeyIdentifier(authority.issuing().getPublicKey()));
            builder.addExtension(
                    Extension.cRLNumber,
                    false,
                    new org.bouncycastle.asn1.x509.CRLNumber(new BigInteger(32, new SecureRandom())));
            for (X509Certificate each : revoked) {
                builder.addCRLEntry(each.getSerialNumber(), Date.from(at), 1);
            }
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .build(authority.issuingKey().key()))
                    .getEncoded();
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Out: nobody answers on its port any more. */
    @Override
    public void close() {
        closing.countDown();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
