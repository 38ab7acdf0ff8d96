package org.lanyard.pki.ca;

import java.security.PublicKey;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;

/**
 * What to issue. That the subject has the key's private half, the caller has made sure of: by the signature of a
 * {@link CertificateRequest}, or because a card made the key before its eyes.
 *
 * @param profile what the certificate is for
 * @param key the subject's public key
 * @param subject whom it names, of the kind that the profile takes
 * @param validity how long, from now; the profile's own if empty, cut to what the issuing authority has left
 * @param batch what the office calls the delivery that a card came with, so that all of it can be found again
 */
public record IssuanceRequest(
        Profile profile, PublicKey key, SubjectName subject, Optional<Duration> validity, Optional<String> batch) {
    private static final int LONGEST_BATCH = 100;

    public IssuanceRequest {
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(validity, "validity");
        batch.ifPresent(label -> {
            if (label.isBlank() || label.length() > LONGEST_BATCH) {
                throw new IllegalArgumentException("A batch is called by 1 to " + LONGEST_BATCH + " characters");
            }
        });
    }

    /** Of no batch. */
    public IssuanceRequest(Profile profile, PublicKey key, SubjectName subject, Optional<Duration> validity) {
        this(profile, key, subject, validity, Optional.empty());
    }

    /** With the profile's own validity. */
    public IssuanceRequest(Profile profile, PublicKey key, SubjectName subject) {
        this(profile, key, subject, Optional.empty());
    }
}
