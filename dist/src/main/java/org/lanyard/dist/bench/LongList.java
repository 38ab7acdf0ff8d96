package org.lanyard.dist.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.store.Sql;

/**
 * A revocation list of a million entries, signed by a process of its own with little memory: its time and its most resident
 * memory, beside what hashing and signing the same bytes takes.
 */
final class LongList implements AuthorityBenchmark {
    static final String NAME = "pki-crl";
    private static final int ENTRIES = 1_000_000;
    private static final int A_UNIT = 5_000;
    /** Entries for each operation that the command line asks for, so that a short run has a short list. */
    private static final int WEIGHT = 40;

    private static final String INSERT =
            "INSERT INTO certificate (issuer, serial, status, profile, subject, not_before, not_after, key_hash, issued_at,"
                    + " issued_by, reason, changed_at, changed_by, why)"
                    + " VALUES (?, ?, 'REVOKED', 'card-9e', ?, ?, ?, '', ?, 'bench', 'KEY_COMPROMISE', ?, 'bench', '')";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String aim() {
        return "bounded memory";
    }

    @Override
    public Result run(AuthorityGround ground) throws Exception {
        int entries = Math.min(ENTRIES, ground.length().operations(WEIGHT, ENTRIES));
        ground.progress().accept(NAME + ": revoking " + entries + " certificates");
        fill(ground, entries);
        ground.progress().accept(NAME + ": signing");
        Map<String, String> told = child(ground.folder().path());
        Map<String, Object> figures = new LinkedHashMap<>();
        for (Map.Entry<String, String> figure : told.entrySet()) {
            figures.put(figure.getKey(), Double.parseDouble(figure.getValue()));
        }
        return Result.of(NAME, figures);
    }

    private static void fill(AuthorityGround ground, int entries) {
        Instant now = ground.clock().instant();
        Instant end = now.plusSeconds(86_400L * 365);
        // In the order of the serial numbers: the file is then filled as fast as it can be, and reads no slower.
        BigInteger step = BigInteger.ONE.shiftLeft(157).divide(BigInteger.valueOf(entries));
        for (int from = 0; from < entries; from += A_UNIT) {
            int first = from;
            ground.store().transact(tx -> {
                for (int i = first; i < Math.min(entries, first + A_UNIT); i++) {
                    BigInteger serial = step.multiply(BigInteger.valueOf(i)).setBit(158);
                    CertificateId id = new CertificateId(ground.authority().id(), serial);
                    Sql.update(tx, INSERT, id.issuer(), id.serialHex(), "urn:lanyard:bench", now, end, now, now);
                }
                return null;
            });
        }
    }

    private static Map<String, String> child(Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongListProcess.class.getName(),
                        folder.toString())
                .redirectError(folder.resolve("list.log").toFile())
                .start();
        process.getOutputStream().close();
        List<String> lines =
                new ArrayList<>(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                        .lines()
                        .toList());
        if (process.waitFor() != 0) {
            throw new IOException("the list was not signed: " + Files.readString(folder.resolve("list.log")));
        }
        Map<String, String> told = new LinkedHashMap<>();
        for (String line : lines) {
            String[] figure = line.split(" ");
            told.put(figure[0], figure[1]);
        }
        return told;
    }
}
