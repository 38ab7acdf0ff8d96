package org.lanyard.pki.responder;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.Signature;
import java.util.Arrays;
import org.eclipse.jetty.server.Server;
import org.lanyard.pki.der.DerWriter;
import org.lanyard.pki.http.HttpServers;
import org.lanyard.pki.revocation.PublishedList;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreConfig;

/** The child process of {@link LongListTest}, and by hand a measurement. Arguments: a folder, how many entries. */
final class LongList {
    private LongList() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int entries = Integer.parseInt(args[1]);
        try (Store store = Store.open(StoreConfig.sqlite(folder.resolve("long.db")), "pki")) {
            TestResponder here = TestResponder.on(store, folder);
            long notAfter = TestResponder.START.plusSeconds(90 * 86_400).toEpochMilli();
            ManyRevoked.insert(store, here.authority().id(), entries, notAfter);
            long start = System.nanoTime();
            PublishedList list = here.lists().publish("test");
            System.out.printf(
                    "signed %d entries, %d bytes, in %d ms%n",
                    list.entries(), list.bytes(), (System.nanoTime() - start) / 1_000_000);
            Server server = HttpServers.publishing("localhost", 0, here.handler());
            server.setStopTimeout(0);
            server.start();
            URI uri =
                    URI.create("http://localhost:" + HttpServers.port(server) + "/pki/crl/" + list.issuer() + "/0.crl");
            Path file = folder.resolve("long.crl");
            start = System.nanoTime();
            try (InputStream in = uri.toURL().openStream()) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
            System.out.printf("fetched in %d ms%n", (System.nanoTime() - start) / 1_000_000);
            server.stop();
            System.out.println(verified(file, here) ? "verified" : "NOT verified");
        }
        System.exit(0);
    }

    /** CertificateList, read as a stream: its head, the signed part, the algorithm, the signature. */
    private static boolean verified(Path file, TestResponder here) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            long[] whole = header(in);
            long[] tbs = header(in);
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initVerify(here.keys.issuing().getPublicKey());
            signature.update(DerWriter.header(DerWriter.SEQUENCE, tbs[1]));
            byte[] piece = new byte[64 * 1024];
            for (long left = tbs[1]; left > 0; ) {
                int read = in.read(piece, 0, (int) Math.min(left, piece.length));
                signature.update(piece, 0, read);
                left -= read;
            }
            byte[] end = in.readAllBytes();
            int algorithm = 2 + end[1];
            // BIT STRING, its length, no unused bits.
            byte[] value = Arrays.copyOfRange(end, algorithm + 3, end.length);
            return whole[0] + whole[1] == Files.size(file) && signature.verify(value);
        }
    }

    /** The length of a SEQUENCE's header and of its content. */
    private static long[] header(InputStream in) throws Exception {
        if (in.read() != DerWriter.SEQUENCE) {
            throw new IllegalStateException("not a sequence");
        }
        int first = in.read();
        if (first < 0x80) {
            return new long[] {2, first};
        }
        long length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = length << 8 | in.read();
        }
        return new long[] {2 + (first & 0x7f), length};
    }
}
