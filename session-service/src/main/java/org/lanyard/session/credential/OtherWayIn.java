package org.lanyard.session.credential;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Whether somebody could come in without any key, such as by one-time codes that they printed. */
@FunctionalInterface
public interface OtherWayIn {
    /** Nobody can. */
    OtherWayIn NONE = (tx, person) -> false;

    boolean has(Handle tx, UUID person);
}
