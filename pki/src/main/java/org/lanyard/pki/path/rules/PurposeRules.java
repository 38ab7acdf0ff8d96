package org.lanyard.pki.path.rules;

import java.util.List;
import org.lanyard.pki.path.names.Subject;
import org.lanyard.pki.path.parse.GeneralName;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;

/** What the caller wants the leaf to be good for. */
final class PurposeRules {
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private PurposeRules() {}

    /**
     * RFC 5280 §4.2.1.12: "If the extension is present, then the certificate MUST only be used for one of the purposes indicated …
     * Applications that require the presence of a particular purpose MAY reject certificates that include the
     * anyExtendedKeyUsage OID but not the particular OID expected for the application."
     */
    static void purposeIsThere(ParsedCertificate leaf, PathInputs inputs) throws PathException {
        if (inputs.expected().purpose().isPresent()
                && leaf.extensions().purposes().isPresent()) {
            List<String> purposes = leaf.extensions().purposes().get();
            boolean any = purposes.contains(ANY_PURPOSE) && !inputs.holds(StricterRule.PURPOSE_IS_NAMED);
            if (!any && !purposes.contains(inputs.expected().purpose().get())) {
                throw new PathException(PathReason.PURPOSE_MISSING, String.join(", ", purposes));
            }
        }
    }

    /** Ours: an authority with an extended key usage issues for these purposes alone. */
    static void handedDown(ParsedCertificate authority, PathInputs inputs) throws PathException {
        if (inputs.holds(StricterRule.PURPOSE_IS_HANDED_DOWN)
                && inputs.expected().purpose().isPresent()
                && authority.extensions().purposes().isPresent()) {
            List<String> purposes = authority.extensions().purposes().get();
            if (!purposes.contains(ANY_PURPOSE)
                    && !purposes.contains(inputs.expected().purpose().get())) {
                throw new PathException(PathReason.PURPOSE_NOT_IN_AUTHORITY, String.join(", ", purposes));
            }
        }
    }

    /** RFC 9525 §6.2: each identity asked for matches at least one that is presented. */
    static void subjectsAreNamed(ParsedCertificate leaf, PathInputs inputs) throws PathException {
        List<GeneralName> names = leaf.extensions().alternativeNames().orElse(List.of());
        for (Subject subject : inputs.expected().subjects()) {
            boolean named = false;
            for (GeneralName name : names) {
                if (subject.isNamedBy(name)) {
                    if (inputs.holds(StricterRule.NO_WIDE_WILDCARDS) && Subject.Host.isTooWide(name)) {
                        throw new PathException(PathReason.WILDCARD_TOO_WIDE, "");
                    }
                    named = true;
                }
            }
            if (!named) {
                throw subject.missing();
            }
        }
    }
}
