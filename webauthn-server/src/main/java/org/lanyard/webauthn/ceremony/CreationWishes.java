package org.lanyard.webauthn.ceremony;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.lanyard.webauthn.Attachment;
import org.lanyard.webauthn.AttestationConveyance;
import org.lanyard.webauthn.Hint;
import org.lanyard.webauthn.credential.CredentialId;

/**
 * What one registration asks of the browser beyond the relying party's rules: the page passes on what the session service's
 * policy wishes for this person. Wishes alone: nothing rests on them, for a page can be bent. What came of them is judged
 * by the door, from the facts of the attestation.
 *
 * @param attestation instead of the rules' own
 * @param hints what to offer first, in this order
 * @param attachment where the authenticator is to be
 * @param exclude credentials that the person has; known to whoever asks, so that the answer tells nobody anything
 */
public record CreationWishes(
        Optional<AttestationConveyance> attestation,
        List<Hint> hints,
        Optional<Attachment> attachment,
        List<CredentialId> exclude) {
    /** Nothing beyond the rules. */
    public static final CreationWishes NONE =
            new CreationWishes(Optional.empty(), List.of(), Optional.empty(), List.of());

    public CreationWishes {
        Objects.requireNonNull(attestation);
        hints = List.copyOf(hints);
        exclude = List.copyOf(exclude);
    }

    /** §5.8.7: the attachment that browsers without hints are given for them, where all of them are of one. */
    Optional<Attachment> attachmentToAsk() {
        if (attachment.isPresent() || hints.isEmpty()) {
            return attachment;
        }
        Attachment first = hints.get(0).attachment();
        return hints.stream().allMatch(hint -> hint.attachment() == first) ? Optional.of(first) : Optional.empty();
    }
}
