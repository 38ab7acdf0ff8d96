package org.lanyard.session.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times in words, as GOV.UK writes them: "9:15am"; Welsh says yb (y bore) and yp (y prynhawn).
 *
 * @param now decides what "today" is
 */
record When(Language language, Instant now, ZoneId zone) {

    /** "Today at 9:15am". */
    String at(Instant time) {
        return told(time.atZone(zone), "time.today", "time.day", "h:mm");
    }

    /** "Today, after 9am": of a time that is known to the hour. */
    String after(Instant hour) {
        return told(hour.atZone(zone), "time.today.after", "time.day.after", "h");
    }

    /** "23 November 2026 at 9:15am", also today: within a sentence. */
    String moment(Instant time) {
        return told(time.atZone(zone), "time.day", "h:mm");
    }

    /** "9:15am". */
    String clock(Instant time) {
        return clock(time.atZone(zone), "h:mm");
    }

    /** "23 November 2026". */
    String day(Instant time) {
        return day(time.atZone(zone));
    }

    private String told(ZonedDateTime at, String today, String otherwise, String pattern) {
        return at.toLocalDate().equals(LocalDate.ofInstant(now, zone))
                ? Messages.in(language).text(today, clock(at, pattern))
                : told(at, otherwise, pattern);
    }

    private String told(ZonedDateTime at, String key, String pattern) {
        return Messages.in(language).text(key, day(at), clock(at, pattern));
    }

    private String clock(ZonedDateTime at, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(at)
                + Messages.in(language).text(at.getHour() < 12 ? "time.am" : "time.pm");
    }

    private String day(ZonedDateTime at) {
        String month = Messages.in(language).text("month." + at.getMonthValue());
        return at.getDayOfMonth() + " " + month + " " + at.getYear();
    }
}
