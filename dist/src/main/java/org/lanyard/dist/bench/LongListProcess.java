package org.lanyard.dist.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Duration;
import java.time.InstantSource;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SignatureAlgorithm;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.revocation.PublishedList;
import org.lanyard.pki.revocation.PublishedLists;
import org.lanyard.pki.revocation.RevocationLists;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreConfig;

/** The process of {@link LongList}: signs one list, reads it back through a bare signature, and tells figures, one a line. */
public final class LongListProcess {
    private static final double MB = 1e6;

    private LongListProcess() {}

    /** Arguments: the folder of an {@link AuthorityGround}. */
    public static void main(String... arguments) throws Exception {
        CryptoProviders.install();
        Path folder = Path.of(arguments[0]);
        SecureRandom random = new SecureRandom();
        SigningKey issuing = AuthorityDirectory.open(folder.resolve("authority"))
                .issuing(new Passphrase.FromFile(folder.resolve("pass")));
        AuditLog audit = new AuditLog(MasterKey.openOrCreate(folder.resolve("master.key")), random);
        try (Store store = Store.open(StoreConfig.sqlite(folder.resolve(AuthorityGround.STORE_FILE)), "pki")) {
            RevocationLists lists =
                    RevocationLists.of(store, issuing, Duration.ofDays(7), InstantSource.system(), audit);
            long from = System.nanoTime();
            PublishedList list = lists.publish(AuthorityGround.ACTOR);
            tell("seconds", (System.nanoTime() - from) / 1e9);
            tell("entries", list.entries());
            tell("list_mb", list.bytes() / MB);
            tell("peak_resident_mb", peak() / MB);
            tell("heap_limit_mb", Runtime.getRuntime().maxMemory() / MB);
            tell("bare_signature_s", bare(store, list, issuing));
        }
    }

    private static void tell(String name, double figure) {
        System.out.println(name + " " + figure);
    }

    /** CPU seconds of hashing the list's bytes and signing the hash. */
    private static double bare(Store store, PublishedList list, SigningKey key) throws Exception {
        Signature signature =
                Signature.getInstance(SignatureAlgorithm.of(key.publicKey()).jcaName());
        signature.initSign(key.key());
        long[] nanos = new long[1];
        PublishedLists.transfer(store, list, new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int at, int length) throws IOException {
                long from = cpu();
                try {
                    signature.update(bytes, at, length);
                } catch (SignatureException e) {
                    throw new IOException(e);
                }
                nanos[0] += cpu() - from;
            }
        });
        long from = cpu();
        signature.sign();
        return (nanos[0] + cpu() - from) / 1e9;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Bytes that were resident at most, where the system tells it (Linux: VmHWM); else 0. */
    private static long peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        return !Files.exists(status)
                ? 0
                : Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                        .findFirst()
                        .orElse(0);
    }
}
