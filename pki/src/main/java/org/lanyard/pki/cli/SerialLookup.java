package org.lanyard.pki.cli;

import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.revocation.CertificateFilter;
import org.lanyard.pki.revocation.CertificateLookup;
import org.lanyard.pki.revocation.CertificateRow;

/** Finds the one certificate whose serial number begins as typed. */
final class SerialLookup {
    /** Fewer digits are soon those of another certificate too. */
    private static final int DIGITS = 8;

    private static final int MOST = 1000;

    private SerialLookup() {}

    /**
     * The certificate.
     *
     * @param typed all of its serial number or 8 digits at least, in hexadecimal; colons and upper case allowed, as
     *     openssl prints it
     * @throws PkiException CERTIFICATE_UNKNOWN, CERTIFICATE_AMBIGUOUS
     */
    static CertificateRow one(Handle handle, String typed) throws PkiException {
        String prefix = typed.replace(":", "").toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", "");
        if (!prefix.matches("[0-9a-f]{1,40}")) {
            throw new PkiException(PkiReason.CERTIFICATE_UNKNOWN, "'" + typed + "' is no serial number");
        }
        List<CertificateRow> found = CertificateLookup.list(
                handle, CertificateFilter.all().withSerialPrefix(prefix).withLimit(MOST));
        List<CertificateRow> whole = found.stream()
                .filter(row -> row.id().serialHex().equals(prefix))
                .toList();
        if (whole.size() == 1) {
            return whole.get(0);
        }
        if (prefix.length() < DIGITS) {
            throw new PkiException(
                    PkiReason.CERTIFICATE_UNKNOWN, typed + "; give " + DIGITS + " digits at least, or all of them");
        }
        if (found.isEmpty()) {
            throw new PkiException(PkiReason.CERTIFICATE_UNKNOWN, typed);
        }
        if (found.size() > 1) {
            throw new PkiException(
                    PkiReason.CERTIFICATE_AMBIGUOUS,
                    typed + " begins " + found.size() + (found.size() == MOST ? " or more" : ""));
        }
        return found.get(0);
    }
}
