package org.lanyard.pki.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.PublishedList;
import org.lanyard.pki.revocation.PublishedLists;
import org.lanyard.pki.revocation.RevocationLists;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code lanyard pki crl}: signs new revocation lists. */
@Command(
        name = "crl",
        description = "Sign a new revocation list, with the next number, and print it in PEM. The running service"
                + " publishes whatever was signed last. --authority takes an id too: one that is retiring signs on.")
public final class PkiCrlCommand extends PkiSubcommand {
    private static final int LONGEST_DAYS = 90;

    @Mixin
    private AuthorityOptions authority;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "7",
            description = "For how long it may be relied upon, 1 to 90 (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--shard",
            paramLabel = "N",
            description = "Only the certificates that name this shard, instead of all.")
    private Integer shard;

    @Option(
            names = "--delta",
            description = "Only what changed since the oldest list that is still valid; it is valid for a day.")
    private boolean delta;

    @Option(
            names = "--all",
            description =
                    "The complete list and that of every shard, of every authority whose key is here, those that are"
                            + " retiring among them; with --authority of that label or id alone.")
    private boolean all;

    @Option(names = "--root", description = "The root's own list, as the last ceremony signed it. Nothing is signed.")
    private boolean ofRoot;

    @Option(names = "--json", description = "Tell of what was signed as JSON, one object a line, instead of the list.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write it here instead, in one step; in DER if the name ends in .crl.")
    private Path file;

    @Override
    void run() throws PkiException, IOException {
        if (days < 1 || days > LONGEST_DAYS) {
            throw new ParameterException(spec().commandLine(), "--days is 1 to " + LONGEST_DAYS);
        }
        if (all && (shard != null || file != null)) {
            throw new ParameterException(spec().commandLine(), "--all goes without --shard and --out.");
        }
        if (ofRoot) {
            if (all || delta || shard != null) {
                throw new ParameterException(spec().commandLine(), "--root goes with --out and --json alone.");
            }
            tellRoots();
            return;
        }
        MasterKey master = store().masterKey();
        try (Store records = store().open("pki")) {
            ListIssuers issuers = new ListIssuers(records, authority.all(store(), records, master, surroundings()));
            List<Authority> meant = meant(issuers);
            for (Authority opened : meant) {
                if (meant.size() > 1 && !json) {
                    out().println("Authority " + opened.id() + ":");
                }
                publish(records, master, opened);
            }
            issuers.withoutKey().forEach(id -> err().println("Left out: " + id + ", its key is not here."));
        }
    }

    private List<Authority> meant(ListIssuers issuers) throws PkiException {
        if (!all) {
            return List.of(issuers.one(authority.label()));
        }
        boolean isNamed = spec().commandLine().getParseResult().hasMatchedOption("--authority");
        return isNamed ? issuers.ofLabel(authority.label()) : issuers.every();
    }

    private void publish(Store records, MasterKey master, Authority opened) throws PkiException, IOException {
        RevocationLists lists = RevocationLists.of(
                records,
                opened.signingKey(),
                new RevocationLists.Validity(Duration.ofDays(days), Optional.of(Duration.ofDays(1))),
                surroundings().clock(),
                new AuditLog(master, surroundings().random()));
        for (int each : shards(records, opened.id())) {
            tell(records, delta ? lists.publishDelta(each, actor()) : lists.publish(each, actor()));
        }
    }

    private void tellRoots() throws PkiException, IOException {
        String id = CertificateId.issuerId(
                AuthorityDirectory.open(authority.folder(store())).root());
        try (Store records = store().open("pki")) {
            PublishedList list = records.read(handle -> PublishedLists.newest(handle, id, 0, false))
                    .orElseThrow(() -> new PkiException(PkiReason.LIST_MISSING, id));
            tell(records, list);
        }
    }

    private List<Integer> shards(Store records, String issuer) {
        int most = records.read(
                        h -> Sql.one(h, "SELECT shards FROM authority WHERE id = ?", row -> row.getInt(1), issuer))
                .orElse(0);
        if (all) {
            List<Integer> every = new ArrayList<>();
            for (int each = 0; each <= most; each++) {
                every.add(each);
            }
            return every;
        }
        int wanted = shard == null ? 0 : shard;
        if (wanted < 0 || wanted > most) {
            throw new ParameterException(spec().commandLine(), "--shard is 0 (all certificates) to " + most);
        }
        return List.of(wanted);
    }

    private void tell(Store records, PublishedList list) throws PkiException, IOException {
        if (file != null) {
            write(records, list);
        }
        if (json) {
            out().println(described(list));
        } else if (file != null || all) {
            out().println("Signed " + kind(list) + " of " + list.entries() + ", until " + list.nextUpdate());
        } else {
            pem(records, list, new Printed());
            out().flush();
        }
    }

    private static String kind(PublishedList list) {
        String scope = list.shard() == 0 ? "" : "shard " + list.shard() + ", ";
        return scope + (list.isDelta() ? "a delta" : "a list");
    }

    private static ObjectNode described(PublishedList list) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("issuer", list.issuer()).put("shard", list.shard()).put("number", list.number());
        list.base().ifPresent(base -> node.put("base", base));
        node.put("this_update", list.thisUpdate().toString())
                .put("next_update", list.nextUpdate().toString())
                .put("entries", list.entries())
                .put("bytes", list.bytes());
        return node;
    }

    private void write(Store records, PublishedList list) throws IOException, PkiException {
        // Whole or not at all: a web server may be reading the old one.
        Path folder = file.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, "crl", ".part");
        try {
            try (OutputStream to = Files.newOutputStream(draft)) {
                if (file.toString().endsWith(".crl")) {
                    PublishedLists.transfer(records, list, to);
                } else {
                    pem(records, list, to);
                }
            }
            if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
                // A list is public, and a temporary file is not.
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void pem(Store records, PublishedList list, OutputStream to) throws PkiException, IOException {
        to.write("-----BEGIN X509 CRL-----\n".getBytes(StandardCharsets.US_ASCII));
        OutputStream lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).wrap(new Kept(to));
        PublishedLists.transfer(records, list, lines);
        lines.close();
        to.write("\n-----END X509 CRL-----\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** Goes on after the encoder in front of it was closed. */
    private static final class Kept extends FilterOutputStream {
        Kept(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** The command's own output, as bytes of ASCII. */
    private final class Printed extends OutputStream {
        @Override
        public void write(int octet) {
            out().write(octet);
        }
    }
}
