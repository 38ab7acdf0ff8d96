package org.lanyard.card.kiosk;

import java.util.concurrent.CompletionStage;
import org.lanyard.card.kiosk.Grant.HandOverCode;

/** The kiosk's one browser: where the pupil's session is shown. */
public interface KioskBrowser {
    /**
     * Opens the session by posting {@code code} as the form field {@code code}, top level, to its address. Returns at
     * once.
     */
    void handOver(HandOverCode code);

    /**
     * Closes the session's page.
     *
     * @return done when it is closed, or when nobody will say so; the agent waits a second at most
     */
    CompletionStage<Void> closeSession();
}
