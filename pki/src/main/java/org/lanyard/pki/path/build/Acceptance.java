package org.lanyard.pki.path.build;

import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.rules.ValidPath;

/** What else a valid path has to hold, such as that nothing in it is revoked; the search goes on where it does not. */
@FunctionalInterface
public interface Acceptance<T> {
    /** What is made of the path. */
    T accept(ValidPath path) throws PathException;
}
