package org.lanyard.session.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
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
                when(session.signedInAt().atZone(zone), LocalDate.ofInstant(now, zone), language));
    }

    private static String where(Messages messages, String reader, SignedIn session, Optional<KioskPlace> kiosk) {
        if (session.kiosk().isEmpty()) {
            return messages.text(reader + ".where.browser");
        }
        return kiosk.flatMap(KioskPlace::name)
                .map(name -> messages.text(reader + ".where.kiosk.named", name))
                .orElseGet(() -> messages.text(reader + ".where.kiosk"));
    }

    /** The time as GOV.UK writes it, "9:15am"; Welsh says yb (y bore) and yp (y prynhawn). */
    private static String when(ZonedDateTime at, LocalDate today, Language language) {
        Messages messages = Messages.in(language);
        String time = DateTimeFormatter.ofPattern("h:mm", Locale.ROOT).format(at)
                + messages.text(at.getHour() < 12 ? "time.am" : "time.pm");
        if (at.toLocalDate().equals(today)) {
            return messages.text("time.today", time);
        }
        String month = messages.text("month." + at.getMonthValue());
        return messages.text("time.day", at.getDayOfMonth() + " " + month + " " + at.getYear(), time);
    }
}
