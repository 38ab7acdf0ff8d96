package org.lanyard.pki.path.parse;

import java.util.Arrays;

/** One GeneralName (RFC 5280 §4.2.1.6), read as far as its form tells. */
public sealed interface GeneralName {

    /** rfc822Name: 7-bit text, or null where it was not. */
    record Mailbox(String text) implements GeneralName {}

    /** dNSName: 7-bit text, or null where it was not. */
    record Host(String text) implements GeneralName {}

    /** uniformResourceIdentifier: 7-bit text, or null where it was not. */
    record Uri(String text) implements GeneralName {}

    /** directoryName. */
    record Directory(DistinguishedName name) implements GeneralName {}

    /** iPAddress: network byte order; in a constraint the mask follows. */
    record Address(byte[] octets) implements GeneralName {
        public Address {
            octets = octets.clone();
        }

        @Override
        public byte[] octets() {
            return octets.clone();
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

    /** otherName, x400Address, ediPartyName or registeredID, by its number, kept as bytes. */
    record Other(int form, byte[] der) implements GeneralName {
        public Other {
            der = der.clone();
        }

        @Override
        public byte[] der() {
            return der.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Other name && form == name.form && Arrays.equals(der, name.der);
        }

        @Override
        public int hashCode() {
            return 31 * form + Arrays.hashCode(der);
        }
    }

    /** The number of its form in the CHOICE. */
    default int number() {
        if (this instanceof Mailbox) {
            return 1;
        } else if (this instanceof Host) {
            return 2;
        } else if (this instanceof Directory) {
            return 4;
        } else if (this instanceof Uri) {
            return 6;
        } else if (this instanceof Address) {
            return 7;
        }
        return ((Other) this).form();
    }

    /** Reads the one that stands next. */
    static GeneralName read(Der from) throws PathException {
        int tag = from.tag();
        switch (tag) {
            case 0x81:
                return new Mailbox(from.ascii(tag));
            case 0x82:
                return new Host(from.ascii(tag));
            case 0x86:
                return new Uri(from.ascii(tag));
            case 0x87:
                return new Address(from.content(tag));
            case 0xa4:
                Der explicit = from.open(tag);
                Directory name = new Directory(DistinguishedName.read(explicit));
                explicit.end();
                return name;
            case 0xa0, 0xa3, 0xa5, 0x88:
                return new Other(tag & 0x1f, from.whole(tag));
            default:
                throw new PathException(PathReason.STRUCTURE_WRONG, "no form of name has the tag " + tag);
        }
    }
}
