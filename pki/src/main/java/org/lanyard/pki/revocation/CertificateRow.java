package org.lanyard.pki.revocation;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.lanyard.pki.profile.Profile;

/**
 * The record of a certificate.
 *
 * @param id issuer and serial number
 * @param status as stored; expiry is told by {@code notAfter}
 * @param profile what it may do
 * @param subject whom it names: {@code urn:uuid:…}, a URI, or host names joined by commas
 * @param notBefore from when it is valid
 * @param notAfter until when
 * @param keyHash SHA-256 of its SubjectPublicKeyInfo, hexadecimal
 * @param issuedAt when the record was written
 * @param issuedBy who asked for it
 * @param change the last change of its status, if there was one
 */
public record CertificateRow(
        CertificateId id,
        CertificateStatus status,
        Profile profile,
        String subject,
        Instant notBefore,
        Instant notAfter,
        String keyHash,
        Instant issuedAt,
        String issuedBy,
        Optional<StatusChange> change) {
    public CertificateRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(notBefore, "notBefore");
        Objects.requireNonNull(notAfter, "notAfter");
        Objects.requireNonNull(keyHash, "keyHash");
        Objects.requireNonNull(issuedAt, "issuedAt");
        Objects.requireNonNull(issuedBy, "issuedBy");
        Objects.requireNonNull(change, "change");
    }

    /**
     * A certificate put on hold, released or revoked.
     *
     * @param reason for a release, the reason of the hold that ended
     * @param at when
     * @param by who did it
     * @param why a sentence, without names of persons
     */
    public record StatusChange(RevocationReason reason, Instant at, String by, String why) {
        public StatusChange {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(why, "why");
        }
    }
}
