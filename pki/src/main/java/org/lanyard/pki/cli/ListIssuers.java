package org.lanyard.pki.cli;

import java.util.ArrayList;
import java.util.List;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.ca.Authorities;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.register.AuthorityStatus;
import org.lanyard.pki.store.Store;

/**
 * Whose lists are signed. After a roll-over most certificates are still of the authority that retires: it signs lists for
 * as long as one of them is valid.
 */
final class ListIssuers {
    private static final int PAGE = 200;

    private final Store records;
    private final Authorities authorities;
    private final List<String> withoutKey = new ArrayList<>();

    ListIssuers(Store records, Authorities authorities) {
        this.records = records;
        this.authorities = authorities;
    }

    /**
     * The one of an id; or of a label, the one that issues now.
     *
     * @throws PkiException AUTHORITY_UNKNOWN, AUTHORITY_MISSING, and as {@link Authorities#ofId}
     */
    Authority one(String which) throws PkiException {
        if (records.read(handle -> AuthorityRegister.page(handle, "", 1)).isEmpty()) {
            return authorities.of(which);
        }
        return authorities.ofId(
                records.<AuthorityRow, PkiException>read(handle -> AuthorityShowCommand.find(handle, which))
                        .id());
    }

    /**
     * All that ever had a label, as far as their keys are here.
     *
     * @throws PkiException AUTHORITY_UNKNOWN, AUTHORITY_MISSING if none is here
     */
    List<Authority> ofLabel(String label) throws PkiException {
        List<AuthorityRow> rows = records.read(handle -> AuthorityRegister.ofLabel(handle, label));
        return rows.isEmpty() ? List.of(one(label)) : open(rows);
    }

    /** All of the store whose keys are here. */
    List<Authority> every() throws PkiException {
        List<AuthorityRow> rows = new ArrayList<>();
        String after = "";
        while (true) {
            String from = after;
            List<AuthorityRow> page = records.read(handle -> AuthorityRegister.page(handle, from, PAGE));
            rows.addAll(page);
            if (page.size() < PAGE) {
                return rows.isEmpty() ? List.of(authorities.of(AuthorityRow.MAIN)) : open(rows);
            }
            after = page.get(PAGE - 1).id();
        }
    }

    /** Those that were left out, since their keys are elsewhere. */
    List<String> withoutKey() {
        return List.copyOf(withoutKey);
    }

    private List<Authority> open(List<AuthorityRow> rows) throws PkiException {
        List<Authority> open = new ArrayList<>();
        for (AuthorityRow row : rows) {
            if (row.status() == AuthorityStatus.WITHDRAWN) {
                continue;
            }
            try {
                open.add(authorities.ofId(row.id()));
            } catch (PkiException e) {
                if (e.reason() != PkiReason.AUTHORITY_MISSING) {
                    throw e;
                }
                withoutKey.add(row.id());
            }
        }
        if (open.isEmpty()) {
            throw new PkiException(PkiReason.AUTHORITY_MISSING, "no key of an authority that signs lists is here");
        }
        return open;
    }
}
