package org.lanyard.pki.path.names;

import java.util.Optional;
import org.lanyard.pki.path.parse.GeneralName;
import org.lanyard.pki.path.parse.GeneralName.Address;
import org.lanyard.pki.path.parse.GeneralName.Directory;
import org.lanyard.pki.path.parse.GeneralName.Host;
import org.lanyard.pki.path.parse.GeneralName.Mailbox;
import org.lanyard.pki.path.parse.GeneralName.Uri;

/** Whether names and the bases of subtrees are of their forms. */
public final class NameForms {
    private NameForms() {}

    /** RFC 5280 §4.2.1.6, form by form: what is wrong with an alternative name; empty where nothing is. */
    public static Optional<String> wrongWithName(GeneralName name) {
        if (name instanceof Host host && !HostText.isHostOrWildcard(host.text())) {
            return Optional.of("dNSName " + shown(host.text()));
        } else if (name instanceof Mailbox mailbox && MailboxText.of(mailbox.text()) == null) {
            return Optional.of("rfc822Name " + shown(mailbox.text()));
        } else if (name instanceof Uri uri && UriText.of(uri.text()) == null) {
            return Optional.of("uniformResourceIdentifier " + shown(uri.text()));
        } else if (name instanceof Address address && address.octets().length != 4 && address.octets().length != 16) {
            return Optional.of("iPAddress of " + address.octets().length + " octets");
        } else if (name instanceof Directory directory && directory.name().isEmpty()) {
            return Optional.of("directoryName without content");
        }
        return Optional.empty();
    }

    /**
     * RFC 5280 §4.2.1.10, form by form: what is wrong with the base of a subtree; empty where nothing is.
     *
     * @param leadingDots whether {@code .example.org} is taken for a dNSName, as some tools write it and the clause does not
     */
    public static Optional<String> wrongWithBase(GeneralName base, boolean leadingDots) {
        if (base instanceof Host host) {
            String text = leadingDots ? withoutDot(host.text()) : host.text();
            // A constraint without a label is met by every name.
            return "".equals(host.text()) || HostText.isHost(text)
                    ? Optional.empty()
                    : Optional.of("dNSName " + shown(host.text()));
        } else if (base instanceof Mailbox mailbox) {
            boolean fits = mailbox.text() != null
                    && (mailbox.text().contains("@")
                            ? MailboxText.of(mailbox.text()) != null
                            : HostText.isHost(withoutDot(mailbox.text())));
            return fits ? Optional.empty() : Optional.of("rfc822Name " + shown(mailbox.text()));
        } else if (base instanceof Uri uri) {
            return HostText.isHost(withoutDot(uri.text()))
                    ? Optional.empty()
                    : Optional.of("uniformResourceIdentifier " + shown(uri.text()));
        } else if (base instanceof Address address) {
            return isNetwork(address.octets()) ? Optional.empty() : Optional.of("iPAddress that is no network");
        }
        return Optional.empty();
    }

    private static String withoutDot(String text) {
        return text != null && text.startsWith(".") ? text.substring(1) : text;
    }

    /** "encoded in the style of RFC 4632 (CIDR) to represent an address range": 8 or 32 octets, the mask without gaps. */
    private static boolean isNetwork(byte[] octets) {
        if (octets.length != 8 && octets.length != 32) {
            return false;
        }
        boolean ended = false;
        for (int bit = octets.length * 4; bit < octets.length * 8; bit++) {
            boolean set = (octets[bit / 8] & 0x80 >> bit % 8) != 0;
            if (set && ended) {
                return false;
            }
            ended |= !set;
        }
        return true;
    }

    private static String shown(String text) {
        return text == null ? "that is not plain ASCII" : '"' + text + '"';
    }
}
