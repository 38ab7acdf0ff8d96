package org.lanyard.pki.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard pki authority list}: all of them, by id. */
@Command(name = "list", description = "List the issuing authorities.")
final class AuthorityListCommand extends PkiSubcommand {
    private static final int PAGE = 200;
    private static final String LINE = "%-40s  %-20s  %-9s  %-5s  %s";

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Override
    void run() throws PkiException {
        try (Store records = store().open("pki")) {
            if (!json) {
                out().println(LINE.formatted("ID", "LABEL", "STATUS", "KEY", "SINCE"));
            }
            String after = "";
            while (true) {
                String from = after;
                List<AuthorityRow> page = records.read(handle -> AuthorityRegister.page(handle, from, PAGE));
                page.forEach(this::tell);
                if (page.size() < PAGE) {
                    return;
                }
                after = page.get(PAGE - 1).id();
            }
        }
    }

    private void tell(AuthorityRow row) {
        if (json) {
            printJson(json(row));
        } else {
            out().println(LINE.formatted(
                    row.id(),
                    row.label().orElse("-"),
                    lower(row.status()),
                    lower(row.keyPlace()),
                    CertificateRows.seconds(row.createdAt())));
        }
    }

    static Map<String, Object> json(AuthorityRow row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", row.id());
        row.label().ifPresent(label -> fields.put("label", label));
        fields.put("status", lower(row.status()));
        fields.put("key_place", lower(row.keyPlace()));
        row.replaces().ifPresent(before -> fields.put("replaces", before));
        fields.put("created_at", CertificateRows.seconds(row.createdAt()));
        return fields;
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
