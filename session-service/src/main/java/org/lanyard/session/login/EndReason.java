package org.lanyard.session.login;

/** Why a session ended: all there is. The store keeps the name. */
public enum EndReason {
    /** The person signed out. */
    SIGNED_OUT,
    /** The kiosk said so: the card was taken out, or another came. */
    CARD_OUT,
    /** Whoever held the card said at the kiosk that the picture is not theirs: flagged, the card is in another's hand. */
    NOT_ME,
    /** The kiosk did not renew its lease. */
    LEASE_LAPSED,
    /** Nothing was asked for so long. */
    IDLE,
    /** The absolute bound was reached. */
    EXPIRED,
    /** The same card was tapped again at the same kiosk. */
    TAPPED_AGAIN,
    /** The same card was tapped at another kiosk: flagged, one of the two may be a relay. */
    TAPPED_ELSEWHERE,
    /** The same lesson pass was redeemed again: it opens one session at a time. */
    PASS_REDEEMED_AGAIN,
    /** A teacher ended the lesson pass, or gave the pupil another. */
    PASS_ENDED,
    /** The same browser signed in anew. */
    REPLACED,
    /** The card was lost or suspended, or a certificate of it revoked. */
    CARD_REVOKED,
    /** The credential was suspended or removed. */
    CREDENTIAL_REVOKED,
    /** The person signed out everywhere else. */
    SIGNED_OUT_ELSEWHERE,
    /** The person is no longer active, or an administrator ended all of theirs. */
    PERSON_ENDED,
    /** The kiosk was suspended, or its certificate revoked. */
    KIOSK_SUSPENDED,
    /** The store was restored from a backup: what had ended since would have come alive again. */
    STORE_RESTORED
}
