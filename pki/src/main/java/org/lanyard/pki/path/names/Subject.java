package org.lanyard.pki.path.names;

import java.util.Arrays;
import java.util.Optional;
import org.lanyard.pki.path.parse.GeneralName;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;

/** Who somebody takes the leaf's holder for. Only alternative names count, never the subject's common name (RFC 9525 §2). */
public sealed interface Subject {

    /** Whether an alternative name is this. */
    boolean isNamedBy(GeneralName name);

    /** Why a certificate without it is refused. */
    PathException missing();

    /** A host name, in A-labels. */
    record Host(String name) implements Subject {
        public Host {
            if (!HostText.isHost(name)) {
                throw new IllegalArgumentException("Not a host name: " + name);
            }
        }

        /**
         * RFC 9525 §6.3: label by label without regard to case; a wildcard is the whole first label and stands for exactly one.
         */
        @Override
        public boolean isNamedBy(GeneralName presented) {
            if (!(presented instanceof GeneralName.Host host) || !HostText.isHostOrWildcard(host.text())) {
                return false;
            }
            int dot = name.indexOf('.');
            return host.text().startsWith("*.")
                    ? dot > 0 && HostText.same(name.substring(dot), host.text().substring(1))
                    : HostText.same(name, host.text());
        }

        /** Whether an alternative name is a wildcard for all of a top-level domain. */
        public static boolean isTooWide(GeneralName presented) {
            return presented instanceof GeneralName.Host host
                    && host.text() != null
                    && host.text().startsWith("*.")
                    && host.text().indexOf('.', 2) < 0;
        }

        @Override
        public PathException missing() {
            return new PathException(PathReason.HOST_DIFFERS, name);
        }
    }

    /** An IP address of 4 or 16 octets. */
    record Address(byte[] octets) implements Subject {
        public Address {
            octets = octets.clone();
            if (octets.length != 4 && octets.length != 16) {
                throw new IllegalArgumentException("Not an IP address");
            }
        }

        @Override
        public byte[] octets() {
            return octets.clone();
        }

        @Override
        public boolean isNamedBy(GeneralName presented) {
            return presented instanceof GeneralName.Address address && Arrays.equals(octets, address.octets());
        }

        @Override
        public PathException missing() {
            return new PathException(PathReason.ADDRESS_DIFFERS, "");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Address address && Arrays.equals(octets, address.octets);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(octets);
        }
    }

    /** A mailbox in ASCII. */
    record Mailbox(String address) implements Subject {
        public Mailbox {
            if (MailboxText.of(address) == null) {
                throw new IllegalArgumentException("Not a mailbox: " + address);
            }
        }

        @Override
        public boolean isNamedBy(GeneralName presented) {
            return presented instanceof GeneralName.Mailbox mailbox
                    && Optional.ofNullable(MailboxText.of(mailbox.text()))
                            .filter(MailboxText.of(address)::same)
                            .isPresent();
        }

        @Override
        public PathException missing() {
            return new PathException(PathReason.MAILBOX_DIFFERS, address);
        }
    }
}
