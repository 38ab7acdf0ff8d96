package org.lanyard.webauthn;

import com.google.common.net.InternetDomainName;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * W3C WebAuthn Level 3 §5.11.1: a browser reads related origins of at most so many labels, the name of each domain right
 * before its public suffix: {@code example} of {@code www.example.org} and of {@code example.co.uk}; "at least five". What
 * comes after them is left unread, silently: refused here, where somebody can mend it.
 */
final class RelatedLabels {
    static final int MOST = 5;

    private RelatedLabels() {}

    /** @throws IllegalArgumentException where there are more labels than every browser reads */
    static void requireFew(Set<String> origins) {
        Set<String> labels = origins.stream().map(RelatedLabels::label).collect(Collectors.toSet());
        if (labels.size() > MOST) {
            throw new IllegalArgumentException(
                    "related origins are of " + labels.size() + " names: browsers read " + MOST);
        }
    }

    private static String label(String origin) {
        InternetDomainName domain = InternetDomainName.from(URI.create(origin).getHost());
        return (domain.isUnderPublicSuffix() ? domain.topPrivateDomain() : domain)
                .parts()
                .get(0);
    }
}
