package org.lanyard.dist.kiosk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateFilter;
import org.lanyard.pki.revocation.CertificateLookup;
import org.lanyard.pki.revocation.CertificateRow;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.session.kiosk.KioskRow;
import org.lanyard.session.kiosk.Kiosks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard kiosks list}: all of them, and until when each one's certificate is good. */
@Command(name = "list", description = "List the kiosks: whether cards are taken there, and until when the key is good.")
final class KiosksListCommand extends KiosksSubcommand {
    private static final String LINE = "%-20s  %-9s  %-20s  %-30s  %s%n";

    @Option(names = "--json", description = "Print an object a line.")
    private boolean json;

    private record Listed(KioskRow kiosk, Optional<Instant> until) {}

    @Override
    void run(Bench bench) {
        List<Listed> all = bench.store()
                .read(h -> Kiosks.all(h).stream()
                        .map(kiosk -> new Listed(kiosk, until(h, kiosk)))
                        .toList());
        if (!json) {
            out().printf(LINE, "NAME", "STATUS", "KEY UNTIL", "SCHOOLS", "ID");
        }
        all.forEach(json ? this::printJson : this::print);
    }

    private static Optional<Instant> until(Handle h, KioskRow kiosk) {
        CertificateFilter good = CertificateFilter.all()
                .withProfile(Profile.KIOSK)
                .withStatus(CertificateStatus.GOOD)
                .withSubject(new SubjectName.Service(kiosk.clientId()).text());
        return CertificateLookup.list(h, good).stream()
                .map(CertificateRow::notAfter)
                .max(Instant::compareTo);
    }

    private void print(Listed each) {
        KioskRow kiosk = each.kiosk();
        out().printf(
                        LINE,
                        kiosk.name().orElse("-"),
                        status(kiosk),
                        each.until().map(Instant::toString).orElse("not enrolled"),
                        String.join(", ", kiosk.schools()),
                        kiosk.clientId());
    }

    private void printJson(Listed each) {
        KioskRow kiosk = each.kiosk();
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("id", kiosk.clientId().toString());
        kiosk.name().ifPresent(name -> node.put("name", name));
        kiosk.room().ifPresent(room -> node.put("room", room));
        node.put("status", status(kiosk)).put("origin", kiosk.origin());
        ArrayNode schools = node.putArray("schools");
        kiosk.schools().forEach(schools::add);
        each.until().ifPresent(until -> node.put("key_until", until.toString()));
        out().println(node);
    }

    private static String status(KioskRow kiosk) {
        return kiosk.active() ? "active" : "suspended";
    }
}
