package org.lanyard.card.apdu;

/** Everything that can go wrong between the kiosk and a card: a closed list, one constant a cause. */
public enum CardFault {
    // The way to the card.
    /** The PC/SC service does not answer: not started, stopped, or restarted under us. */
    SERVICE_UNAVAILABLE,
    /** The service runs, and the reader asked for is not there. */
    NO_READER,
    /** The reader is there and holds no card. */
    NO_CARD,
    /** The card left while it was spoken to. */
    CARD_REMOVED,
    /** Another program holds the card. */
    CARD_IN_USE,
    /** The card does not power up or does not answer in time. */
    CARD_MUTE,
    /** The reader or its driver failed in a way that has no name of its own. */
    READER_FAILED,
    /** The connection was closed by this program. */
    CONNECTION_CLOSED,

    // The exchange (ISO/IEC 7816-4).
    /** A command that no card could read: header cut, lengths that do not add up. */
    MALFORMED_COMMAND,
    /** A response without a status word, or longer than an APDU may be. */
    MALFORMED_RESPONSE,
    /** The card announces more data (61xx) without end, or more than is accepted. */
    ENDLESS_RESPONSE,
    /** The exchange took longer than a card in the field may take: perhaps relayed. */
    TOO_SLOW,
    /** A status word that this step does not expect; {@link CardException#status()} has it. */
    UNEXPECTED_STATUS,

    // BER-TLV (ISO/IEC 7816-4 §5.2.2, ISO/IEC 8825-1).
    /** The bytes end inside a tag, a length or a value. */
    TLV_TRUNCATED,
    /** A tag that BER does not allow, or of more than three bytes. */
    TLV_TAG_INVALID,
    /** The indefinite form, a reserved form, or more than three bytes of length. */
    TLV_LENGTH_INVALID,
    /** A length not in its shortest form. */
    TLV_LENGTH_NOT_MINIMAL,
    /** A value over the bound, or too many elements. */
    TLV_TOO_LARGE,
    /** Bytes after the last element expected. */
    TLV_LEFTOVER,
    /** An element where another one has to be. */
    TLV_UNEXPECTED_TAG,
    /** An element that is there twice. */
    TLV_DUPLICATE,
    /** An element that has to be there and is not. */
    TLV_MISSING,

    // PIV (NIST SP 800-73-5).
    /** The card has no PIV application. */
    NOT_PIV,
    /** The card has no such data object, or it is empty. */
    OBJECT_NOT_FOUND,
    /** A field of the CHUID has a length or a content that SP 800-73 does not allow. */
    CHUID_INVALID,
    /** The Discovery Object is not as SP 800-73 says. */
    DISCOVERY_INVALID,
    /** A field of another container has a length or a content that SP 800-73 does not allow. */
    OBJECT_INVALID,
    /** An issuer's signature is no CMS signed data of the form that SP 800-73 and FIPS 201 ask for. */
    CMS_INVALID,
    /** The certificate container or the certificate in it cannot be read. */
    CERTIFICATE_INVALID,
    /** A key of a kind that is not P-256, P-384, RSA-2048 or RSA-3072, or that the card does not make. */
    KEY_UNSUPPORTED,
    /** The public key that the card says it made is none. */
    PUBLIC_KEY_INVALID,
    /** The answer of GENERAL AUTHENTICATE is not a signature of the form that the key makes. */
    SIGNATURE_MALFORMED,
    /** The signature was not made by the key of the certificate. */
    SIGNATURE_NOT_BY_CERTIFICATE,

    // The PIN.
    /** Not six to eight digits. */
    PIN_INVALID,
    /** The wrong PIN; {@link CardException#triesLeft()} has what is left. */
    PIN_WRONG,
    /** So few tries are left that we spend none; {@link CardException#triesLeft()} has them. */
    PIN_TRIES_KEPT,
    /** No try is left. */
    PIN_BLOCKED,
    /** The card does not tell how many tries are left. */
    PIN_COUNTER_UNKNOWN,
    /** The key wants the PIN verified first. */
    PIN_REQUIRED,
    /** Nobody typed a PIN on the reader's pad, too few digits, or whoever did called it off there. */
    PIN_NOT_TYPED,
    /** The reader says that it has a pad for PINs, and it doesn't work. */
    PIN_PAD_FAILED,
    /** What was asked for works on the card's contacts only. */
    CONTACTS_REQUIRED,

    // What changes a card.
    /** The management key is not the card's, or of another algorithm; or the card could not show that it has it. */
    MANAGEMENT_KEY_WRONG,
    /** The card wants the management key authenticated first. */
    MANAGEMENT_KEY_REQUIRED,
    /** The card takes no management key any more: too many wrong ones. */
    MANAGEMENT_KEY_BLOCKED,
    /** Not eight digits. */
    PUK_INVALID,
    /** The wrong PUK; {@link CardException#triesLeft()} has what is left. */
    PUK_WRONG,
    /** No try of the PUK is left: the card cannot be unblocked any more. */
    PUK_BLOCKED,
    /** The card has no room for the object. */
    MEMORY_FULL,
    /** The card could not write its memory. */
    MEMORY_FAILED,

    // Personalising.
    /** The card is neither blank nor one of ours: it is left as it is. */
    CARD_FOREIGN,
    /** What was read back is not what was written. */
    READ_BACK_DIFFERS,
    /** The authority gave no certificates, or not the ones for these keys. */
    CERTIFICATES_REFUSED,
    /** The card made the same key twice, or one that it had before. */
    KEY_REPEATED,
    /** The card was ours before, and its PUK was not given: the office has it sealed. */
    FORMER_PUK_MISSING,

    // The card in software.
    /** The file of a software card is not one, or was made by something else. */
    CARD_FILE_INVALID,
    /** The file of a software card cannot be read or written. */
    CARD_FILE_UNUSABLE,
    /** No virtual reader listens at that address, or it ended the conversation. */
    VIRTUAL_READER_UNREACHABLE
}
