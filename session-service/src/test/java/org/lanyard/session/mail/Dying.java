package org.lanyard.session.mail;

import java.util.Optional;
import org.lanyard.session.notice.Letter;
import org.lanyard.session.notice.Trouble;

/** The post of a node that dies as soon as the letter is out of its hands. */
record Dying(Post post) implements Post {
    static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Optional<Trouble> send(Letter letter) {
        post.send(letter);
        throw new Died();
    }

    @Override
    public void done() {
        post.done();
    }
}
