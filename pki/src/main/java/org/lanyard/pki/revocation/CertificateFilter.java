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
 * @param after only those that come after this one in the order of the list: the next page
 * @param limit at most so many, oldest end first
 */
public record CertificateFilter(
        Optional<String> issuer,
        Optional<CertificateStatus> status,
        Optional<Profile> profile,
        Optional<String> subject,
        Optional<Instant> endsBefore,
        Optional<String> serialPrefix,
        Optional<Place> after,
        int limit) {

    /**
     * A place in the order of the list.
     *
     * @param issuer the last key, where two authorities gave one number
     */
    public record Place(Instant notAfter, String serial, String issuer) {}

    /** What is listed when nothing else is said. */
    public static final int DEFAULT_LIMIT = 1000;

    public CertificateFilter {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(endsBefore, "endsBefore");
        Objects.requireNonNull(serialPrefix, "serialPrefix");
        Objects.requireNonNull(after, "after");
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
                Optional.empty(),
                DEFAULT_LIMIT);
    }

    /** As this one, of one status. */
    public CertificateFilter withStatus(CertificateStatus wanted) {
        return new CertificateFilter(
                issuer, Optional.of(wanted), profile, subject, endsBefore, serialPrefix, after, limit);
    }

    /** As this one, of one profile. */
    public CertificateFilter withProfile(Profile wanted) {
        return new CertificateFilter(
                issuer, status, Optional.of(wanted), subject, endsBefore, serialPrefix, after, limit);
    }

    /** As this one, of one subject. */
    public CertificateFilter withSubject(String wanted) {
        return new CertificateFilter(
                issuer, status, profile, Optional.of(wanted), endsBefore, serialPrefix, after, limit);
    }

    /** As this one, ending before a time. */
    public CertificateFilter withEndBefore(Instant time) {
        return new CertificateFilter(issuer, status, profile, subject, Optional.of(time), serialPrefix, after, limit);
    }

    /** As this one, with a serial number that begins so. */
    public CertificateFilter withSerialPrefix(String hex) {
        return new CertificateFilter(issuer, status, profile, subject, endsBefore, Optional.of(hex), after, limit);
    }

    /** As this one, at most so many. */
    public CertificateFilter withLimit(int most) {
        return new CertificateFilter(issuer, status, profile, subject, endsBefore, serialPrefix, after, most);
    }

    /** As this one, of one authority. */
    public CertificateFilter withIssuer(String id) {
        return new CertificateFilter(Optional.of(id), status, profile, subject, endsBefore, serialPrefix, after, limit);
    }

    /** As this one, from behind a record on. */
    public CertificateFilter after(CertificateRow last) {
        Place place =
                new Place(last.notAfter(), last.id().serialHex(), last.id().issuer());
        return new CertificateFilter(
                issuer, status, profile, subject, endsBefore, serialPrefix, Optional.of(place), limit);
    }
}
