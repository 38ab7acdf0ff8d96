package org.lanyard.session.pages;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.lanyard.session.kiosk.KioskPlace;
import org.lanyard.session.login.SignedIn;

/**
 * How, where and when somebody signed in, in words.
 *
 * @param how "You used your card"
 * @param where "Library, a school computer"
 * @param when "Today at 9:15am"
 */
public record SignInStory(String how, String where, String when) {

    /**
     * @param kiosk where it was, if at one
     * @param pupil whether it is told to a pupil, in short words, or to a grown-up
     */
    static SignInStory of(
            SignedIn session, Optional<KioskPlace> kiosk, boolean pupil, Language language, Instant now, ZoneId zone) {
        Messages messages = Messages.in(language);
        String reader = pupil ? "pupil" : "guardian";
        return new SignInStory(
                messages.text(reader + ".how."
                        + session.acr().name().toLowerCase(Locale.ROOT).replace('_', '-')),
                where(messages, reader, session, kiosk),
                new When(language, now, zone).at(session.signedInAt()));
    }

    private static String where(Messages messages, String reader, SignedIn session, Optional<KioskPlace> kiosk) {
        if (session.kiosk().isEmpty()) {
            return messages.text(reader + ".where.browser");
        }
        return kiosk.flatMap(KioskPlace::name)
                .map(name -> messages.text(reader + ".where.kiosk.named", name))
                .orElseGet(() -> messages.text(reader + ".where.kiosk"));
    }
}
