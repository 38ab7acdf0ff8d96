package org.lanyard.pki.crash;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.PublishedList;
import org.lanyard.pki.revocation.RevocationReason;

/**
 * A process to be killed: one thread issues, one revokes, holds and releases, one publishes. Before a key signs, and after a
 * call has returned, it says so on standard output, a line each:
 *
 * <pre>
 * S SERIAL              about to sign this certificate
 * L NUMBER SHA256       about to sign the list of this number, of these bytes
 * I SERIAL SHA256       handed out
 * R SERIAL              revoked for ever, acknowledged
 * P NUMBER              published, acknowledged
 * </pre>
 */
public final class KilledAuthority {
    private static final int BATCH = 4;

    private final AuthorityFolder folder;
    private final PublicKey key;
    private final Random random;
    private final List<CertificateId> issued = Collections.synchronizedList(new ArrayList<>());

    private KilledAuthority(AuthorityFolder folder, long seed) throws Exception {
        this.folder = folder;
        this.random = new Random(seed);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        key = generator.generateKeyPair().getPublic();
    }

    /** Arguments: the folder, a seed. */
    public static void main(String... arguments) throws Exception {
        Security.insertProviderAt(new WatchedKeys(), 1);
        AuthorityFolder folder = new AuthorityFolder(
                Path.of(arguments[0]), real -> new WatchedKeys.WatchedKey(real, KilledAuthority::aboutToSign));
        KilledAuthority authority = new KilledAuthority(folder, Long.parseLong(arguments[1]));
        new Thread(() -> authority.repeat(authority::issue)).start();
        new Thread(() -> authority.repeat(authority::revoke)).start();
        new Thread(() -> authority.repeat(authority::publish)).start();
    }

    private static void say(String line) {
        synchronized (System.out) {
            System.out.println(line);
            System.out.flush();
        }
    }

    static String hash(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static void aboutToSign(byte[] bytes) {
        try {
            TBSCertificate certificate = TBSCertificate.getInstance(bytes);
            say("S " + hex(certificate.getSerialNumber().getValue()));
        } catch (RuntimeException notOne) {
            aboutToSignList(bytes);
        }
    }

    private static void aboutToSignList(byte[] bytes) {
        try {
            TBSCertList list = TBSCertList.getInstance(bytes);
            Extension number = list.getExtensions().getExtension(Extension.cRLNumber);
            say("L " + ASN1Integer.getInstance(number.getParsedValue()).getValue() + " " + hash(bytes));
        } catch (RuntimeException notOne) {
            // The trial with which an authority makes sure that its key fits: no certificate, no list.
            return;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String hex(BigInteger serial) {
        return new CertificateId("00", serial).serialHex();
    }

    private interface Act {
        void run() throws Exception;
    }

    private void repeat(Act act) {
        try {
            while (true) {
                act.run();
            }
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(3);
        }
    }

    private synchronized int random(int bound) {
        return random.nextInt(bound);
    }

    private void issue() throws Exception {
        List<IssuanceRequest> requests = new ArrayList<>();
        for (int i = 0; i <= random(BATCH); i++) {
            requests.add(new IssuanceRequest(Profile.CARD_9E, key, new SubjectName.Card(UUID.randomUUID())));
        }
        for (X509Certificate one : folder.authority.issueAll(requests, "test")) {
            say("I " + hex(one.getSerialNumber()) + " " + hash(one.getEncoded()));
            issued.add(CertificateId.of(one));
        }
    }

    /** In steps of their own: hold, release, hold, revoke; so that a kill finds each of them. */
    private void revoke() throws Exception {
        Optional<CertificateId> one = issued.isEmpty() ? Optional.empty() : Optional.of(issued.remove(0));
        if (one.isEmpty()) {
            Thread.onSpinWait();
            return;
        }
        if (random(2) == 0) {
            revoke(one.get(), RevocationReason.CERTIFICATE_HOLD);
            if (random(2) == 0) {
                folder.store.<Void, Exception>transact(tx -> {
                    folder.registry.release(tx, one.get(), folder.clock.instant(), "test", "found");
                    return null;
                });
            }
        }
        if (random(3) > 0) {
            revoke(one.get(), RevocationReason.KEY_COMPROMISE);
            say("R " + one.get().serialHex());
        }
    }

    private void revoke(CertificateId id, RevocationReason reason) throws Exception {
        folder.store.<Boolean, Exception>transact(
                tx -> folder.registry.revoke(tx, id, reason, folder.clock.instant(), "test", "a test"));
    }

    private void publish() throws Exception {
        PublishedList list = random(2) == 0 ? folder.lists.publish("test") : folder.lists.publishDelta(0, "test");
        say("P " + list.number());
    }
}
