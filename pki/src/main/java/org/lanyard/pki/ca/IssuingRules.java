package org.lanyard.pki.ca;

import java.util.Objects;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.ProfileBook;
import org.lanyard.pki.revocation.PublicationPoints;

/**
 * What an installation's certificates look like.
 *
 * @param arc the arc of its own object identifiers
 * @param profiles its profiles' settings
 * @param points where it publishes
 */
public record IssuingRules(OidArc arc, ProfileBook profiles, PublicationPoints points) {
    public IssuingRules {
        Objects.requireNonNull(arc, "arc");
        Objects.requireNonNull(profiles, "profiles");
        Objects.requireNonNull(points, "points");
    }

    /** The built-in profiles, and no address in any certificate. */
    public static IssuingRules of(OidArc arc) {
        return new IssuingRules(arc, ProfileBook.DEFAULTS, PublicationPoints.NONE);
    }
}
