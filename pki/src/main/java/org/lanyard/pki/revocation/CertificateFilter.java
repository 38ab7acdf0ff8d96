package org.lanyard.pki.revocation;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.lanyard.pki.profile.Profile;

/**
 * Which records to list.
 *
 * @param issuer of one authority alone, by its id
 * @param status of one status alone
 * @param profile of one profile alone
 * @param subject of one subject alone, exactly as stored
 * @param endsBefore only those whose validity ends before a time
 * @param serialPrefix only those whose serial number begins so, in lower-case hexadecimal
 * @param limit at most so many, oldest end first
 */
public record CertificateFilter(
        Optional<String> issuer,
        Optional<CertificateStatus> status,
        Optional<Profile> profile,
        Optional<String> subject,
        Optional<Instant> endsBefore,
        Optional<String> serialPrefix,
        int limit) {
    /** What is listed when nothing else is said. */
    public static final int DEFAULT_LIMIT = 1000;

    public CertificateFilter {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(endsBefore, "endsBefore");
        Objects.requireNonNull(serialPrefix, "serialPrefix");
        if (limit < 1) {
            throw new IllegalArgumentException("At least one record, not " + limit);
        }
        if (!serialPrefix.orElse("0").matches("[0-9a-f]{1,40}")) {
            throw new IllegalArgumentException("Not the beginning of a serial number: " + serialPrefix.get());
        }
    }

    /** Everything, up to {@link #DEFAULT_LIMIT}. */
    public static CertificateFilter all() {
        return new CertificateFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DEFAULT_LIMIT);
    }

    /** As this one, of one status. */
    public CertificateFilter withStatus(CertificateStatus wanted) {
        return new CertificateFilter(issuer, Optional.of(wanted), profile, subject, endsBefore, serialPrefix, limit);
    }

    /** As this one, of one profile. */
    public CertificateFilter withProfile(Profile wanted) {
        return new CertificateFilter(issuer, status, Optional.of(wanted), subject, endsBefore, serialPrefix, limit);
    }

    /** As this one, of one subject. */
    public CertificateFilter withSubject(String wanted) {
        return new CertificateFilter(issuer, status, profile, Optional.of(wanted), endsBefore, serialPrefix, limit);
    }

    /** As this one, ending before a time. */
    public CertificateFilter withEndBefore(Instant time) {
        return new CertificateFilter(issuer, status, profile, subject, Optional.of(time), serialPrefix, limit);
    }

    /** As this one, with a serial number that begins so. */
    public CertificateFilter withSerialPrefix(String hex) {
        return new CertificateFilter(issuer, status, profile, subject, endsBefore, Optional.of(hex), limit);
    }

    /** As this one, at most so many. */
    public CertificateFilter withLimit(int most) {
        return new CertificateFilter(issuer, status, profile, subject, endsBefore, serialPrefix, most);
    }
}
