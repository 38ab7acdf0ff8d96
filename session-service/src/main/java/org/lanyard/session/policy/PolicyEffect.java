package org.lanyard.session.policy;

import java.util.Optional;
import java.util.UUID;
import org.lanyard.session.Reason;

/**
 * What policies do to somebody who has keys.
 *
 * @param keys how many keys in use they have
 * @param good how many of them are let in
 * @param needed how many are asked for
 * @param why the first that is not let in is not
 */
public record PolicyEffect(UUID person, int keys, int good, int needed, Optional<Reason> why) {
    /** No key of theirs opens anything. */
    public boolean lockedOut() {
        return good == 0;
    }

    /** They come in, and reach nothing but the page of keys until they have added one. */
    public boolean shortOfKeys() {
        return good > 0 && good < needed;
    }
}
