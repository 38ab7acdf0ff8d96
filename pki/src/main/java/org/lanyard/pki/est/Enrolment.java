package org.lanyard.pki.est;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;

/**
 * Who may get what: a profile, a name, from the authority that issues under a label.
 *
 * @param label of the authority
 * @param profile of a kiosk, a service, a server or an administrator
 * @param name whom the certificate will name
 */
public record Enrolment(String label, Profile profile, SubjectName name) {
    public Enrolment {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(name, "name");
    }

    /**
     * Checks that the profile takes the name, and that it is one that may be enrolled over a network: a card's key is
     * certified where the card is made, as is that of the cards' signer, a responder's by the responder itself.
     *
     * @throws PkiException SUBJECT_NOT_FOR_PROFILE
     */
    public static Enrolment of(String label, Profile profile, SubjectName name) throws PkiException {
        boolean offered =
                !profile.isCard() && profile != Profile.OCSP_RESPONDER && profile != Profile.CARD_CONTENT_SIGNER;
        if (!offered || !profile.takes(name)) {
            throw new PkiException(PkiReason.SUBJECT_NOT_FOR_PROFILE, profile.label() + " and " + name.text());
        }
        return new Enrolment(label, profile, name);
    }

    /** As {@link #of}, of what the store has. */
    static Enrolment stored(String label, String profile, String subject) throws PkiException {
        Profile kind = Profile.ofLabel(profile)
                .orElseThrow(() -> new PkiException(PkiReason.STORE_FAILED, "an unknown profile " + profile));
        try {
            return of(
                    label,
                    kind,
                    kind == Profile.TLS_SERVER
                            ? new SubjectName.Hosts(List.of(subject.split(",")))
                            : new SubjectName.Service(URI.create(subject)));
        } catch (IllegalArgumentException e) {
            throw new PkiException(PkiReason.SUBJECT_NOT_FOR_PROFILE, profile + " and " + subject, e);
        }
    }
}
