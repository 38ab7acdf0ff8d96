package org.lanyard.pki.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Optional;
import org.lanyard.pki.audit.AuditFinding.Kind;

/**
 * Reads a head file beside the chain. A head whose hash is the chain's needs no look at its signature; one that differs, or
 * that lies beyond the chain's end, counts against the store only if the sealer signed it.
 */
final class HeadFileWalk implements AutoCloseable {
    private static final int LONGEST_LINE = 1_000;

    private final BufferedReader lines;
    private final PublicKey key;
    private final Findings findings;
    private SignedHead next;
    private SignedHead last;
    private long number;

    HeadFileWalk(Path file, PublicKey key, Findings findings) throws IOException {
        this.lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        this.key = key;
        this.findings = findings;
        advance();
    }

    Optional<Long> lastPlace() {
        return Optional.ofNullable(last).map(SignedHead::place);
    }

    /** The chain stands at a place; places come in rising order. */
    void at(long place, byte[] hash) throws IOException {
        while (next != null && next.place() <= place) {
            boolean agrees = next.place() == place && next.says(hash);
            if (!agrees) {
                judge();
            }
            advance();
        }
    }

    /** Reads what is left, and returns the head for the furthest place in it that the sealer signed. */
    Optional<SignedHead> drain() throws IOException {
        SignedHead furthest = null;
        while (next != null) {
            if (furthest == null || next.place() > furthest.place()) {
                furthest = next;
            }
            advance();
        }
        if (last != null && !HeadKey.verifies(key, last)) {
            wrong(last);
        }
        return Optional.ofNullable(furthest).filter(head -> HeadKey.verifies(key, head));
    }

    private void judge() {
        if (HeadKey.verifies(key, next)) {
            findings.add(
                    Kind.HEAD_FILE_CONTRADICTS_CHAIN,
                    next.place(),
                    0,
                    "line " + number + " of the head file, for place " + next.place()
                            + ", is not the chain's hash there");
        } else {
            wrong(next);
        }
    }

    private void wrong(SignedHead head) {
        findings.add(
                Kind.HEAD_FILE_SIGNATURE_WRONG,
                head.place(),
                0,
                "a head in the file, for place " + head.place() + ", is not signed by the sealer");
    }

    private void advance() throws IOException {
        next = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            Optional<SignedHead> head = line.length() > LONGEST_LINE ? Optional.empty() : SignedHead.parse(line);
            if (head.isPresent()) {
                next = head.get();
                last = next;
                return;
            }
            if (!line.startsWith("key 1 ")) {
                findings.add(Kind.HEAD_FILE_MALFORMED, 0, 0, "line " + number + " of the head file is not a head");
            }
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
