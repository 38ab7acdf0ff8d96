package org.lanyard.pki.path.names;

import java.util.Optional;
import org.lanyard.pki.path.parse.GeneralName;
import org.lanyard.pki.path.parse.GeneralName.Address;
import org.lanyard.pki.path.parse.GeneralName.Directory;
import org.lanyard.pki.path.parse.GeneralName.Host;
import org.lanyard.pki.path.parse.GeneralName.Mailbox;
import org.lanyard.pki.path.parse.GeneralName.Uri;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;

/** Whether a name lies inside the subtree of a base of the same form: RFC 5280 §4.2.1.10, form by form. */
final class Subtree {
    private Subtree() {}

    /**
     * For permitted subtrees.
     *
     * @throws PathException NAME_FORM_NOT_PROCESSED for a name that its form's rule cannot be applied to
     */
    static boolean contains(GeneralName base, GeneralName name) throws PathException {
        if (base instanceof Host tree && name instanceof Host host) {
            return tree.text().startsWith(".")
                    ? HostText.isBelow(text(host.text()), tree.text())
                    : HostText.isWithin(text(host.text()), tree.text());
        } else if (base instanceof Mailbox tree && name instanceof Mailbox mailbox) {
            return mailbox(tree.text(), mailbox.text());
        } else if (base instanceof Uri tree && name instanceof Uri uri) {
            return uri(tree.text(), uri.text());
        } else if (base instanceof Address tree && name instanceof Address address) {
            return network(tree.octets(), address.octets());
        } else if (base instanceof Directory tree && name instanceof Directory directory) {
            return directory.name().isWithin(tree.name());
        }
        throw new PathException(PathReason.NAME_FORM_NOT_PROCESSED, "form " + name.number());
    }

    /** For excluded subtrees: also where the name has a wildcard and only some of what it stands for lies inside. */
    static boolean touches(GeneralName base, GeneralName name) throws PathException {
        if (contains(base, name)) {
            return true;
        }
        if (base instanceof Host tree
                && name instanceof Host host
                && host.text().startsWith("*.")) {
            String below = host.text().substring(2);
            String excluded = tree.text().startsWith(".") ? tree.text().substring(1) : tree.text();
            int dot = excluded.indexOf('.');
            return dot > 0 && HostText.same(excluded.substring(dot + 1), below);
        }
        return false;
    }

    /** "a particular mailbox, all addresses at a particular host, or all mailboxes in a domain". */
    private static boolean mailbox(String base, String name) throws PathException {
        MailboxText mailbox = MailboxText.of(name);
        if (mailbox == null) {
            throw new PathException(PathReason.ALTERNATIVE_NAME_MALFORMED, "rfc822Name");
        }
        if (base.contains("@")) {
            MailboxText only = MailboxText.of(base);
            return only != null && only.same(mailbox);
        }
        return inHost(base, mailbox.host());
    }

    /**
     * "The constraint applies to the host part of the name … When a constraint begins with a period, it MAY be expanded with one
     * or more labels … If a constraint is applied to the uniformResourceIdentifier name form and a subsequent certificate includes
     * a subjectAltName extension with a uniformResourceIdentifier that does not include an authority component with a host name
     * specified as a fully qualified domain name …, then the application MUST reject the certificate."
     */
    private static boolean uri(String base, String name) throws PathException {
        UriText uri = UriText.of(name);
        Optional<String> host = uri == null ? Optional.empty() : uri.host();
        if (host.isEmpty()) {
            throw new PathException(PathReason.NAME_NOT_PERMITTED, "URI without a host name: " + name);
        }
        return inHost(base, host.get());
    }

    private static boolean inHost(String base, String host) {
        return base.startsWith(".") ? HostText.isBelow(host, base) : HostText.same(host, base);
    }

    private static boolean network(byte[] base, byte[] address) {
        if (base.length != 2 * address.length) {
            return false;
        }
        for (int i = 0; i < address.length; i++) {
            if (((base[i] ^ address[i]) & base[address.length + i]) != 0) {
                return false;
            }
        }
        return true;
    }

    private static String text(String host) throws PathException {
        if (host == null) {
            throw new PathException(PathReason.ALTERNATIVE_NAME_MALFORMED, "dNSName");
        }
        return host;
    }
}
