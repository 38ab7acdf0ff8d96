package org.lanyard.session.mail;

import java.util.Optional;
import org.lanyard.session.notice.Letter;
import org.lanyard.session.notice.Trouble;

/** Takes letters away. For one thread. */
public interface Post {
    /** @return empty once somebody else answers for the letter */
    Optional<Trouble> send(Letter letter);

    /** No more for now: lets the connection go. */
    void done();
}
