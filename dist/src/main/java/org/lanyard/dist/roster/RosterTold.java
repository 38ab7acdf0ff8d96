package org.lanyard.dist.roster;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Whom;
import org.lanyard.session.roster.RosterCard;
import org.lanyard.session.roster.RosterChanges;
import org.lanyard.session.roster.RosterFinding;
import org.lanyard.session.roster.RosterOrder;
import org.lanyard.session.roster.RosterReason;
import org.lanyard.session.roster.RosterReport;
import org.lanyard.session.roster.SchoolCards;

/** An import's report in words, and as JSON: there with ids alone. */
final class RosterTold {
    private RosterTold() {}

    /** What it did to people, or would. */
    static List<String> changes(RosterReport report, RosterOrder order) {
        List<String> told = new ArrayList<>();
        if (!report.accepted() && report.changes().none()) {
            return told;
        }
        RosterChanges changes = report.changes();
        boolean would = order.dry() || !report.accepted();
        told.add(count(report.lines(), "line") + " read" + (order.dry() ? "; a dry run, nothing is changed." : "."));
        told.add(
                changes.none()
                        ? "Nothing new about people."
                        : String.format(
                                Locale.ROOT,
                                "People: %,d %s, %,d changed, %,d gone. Schools: %,d. Classes: %,d."
                                        + " Roles and places in classes: %,d. Guardianships proposed: %,d.",
                                changes.peopleAdded(),
                                would ? "would be new" : "new",
                                changes.peopleChanged(),
                                changes.peopleGone(),
                                changes.schools(),
                                changes.classes(),
                                changes.links(),
                                changes.proposals()));
        if (changes.addresses() > 0) {
            told.add(String.format(Locale.ROOT, "Addresses for mail: %,d new.", changes.addresses()));
        }
        return told;
    }

    /** Which cards of whom follow; for the operator's screen. */
    static List<String> cards(Handle h, RosterReport report, RosterOrder order, Instant now, ZoneId zone) {
        List<String> told = new ArrayList<>();
        if (report.cards().none()) {
            return told;
        }
        told.add(String.format(
                Locale.ROOT,
                "Cards: %,d %s, %,d released.",
                report.cards().suspended().size(),
                order.dry() || !report.accepted() ? "would be suspended" : "suspended",
                report.cards().released().size()));
        report.cards()
                .schools()
                .forEach(school -> told.add(String.format(
                        Locale.ROOT,
                        "  %s: %,d of %,d active cards suspended%s",
                        school.name(),
                        school.suspended(),
                        school.active(),
                        school.tooMany() ? ", more than 5 %" : "")));
        report.cards().suspended().forEach(card -> told.add(line("suspend", h, card, now, zone)));
        report.cards().released().forEach(card -> told.add(line("release", h, card, now, zone)));
        return told;
    }

    private static String line(String what, Handle h, RosterCard card, Instant now, ZoneId zone) {
        return "  " + what + "  " + card.card() + "  " + Whom.named(h, card.person(), now, zone);
    }

    /** What is wrong with the bundle itself, a line each. */
    static List<String> findings(RosterReport report) {
        List<String> told = new ArrayList<>();
        report.findings().stream()
                .filter(finding -> !brake(finding.reason()))
                .map(RosterFinding::toString)
                .forEach(told::add);
        if (report.moreFindings() > 0) {
            told.add("and " + count(report.moreFindings(), "finding") + " more");
        }
        return told;
    }

    private static boolean brake(RosterReason reason) {
        return switch (reason) {
            case TOO_MANY_GONE, TOO_MANY_CARDS, ANOTHER_NUMBER_OF_CARDS -> true;
            default -> false;
        };
    }

    /** Why nothing was changed, and what helps. */
    static OfficeException refusal(RosterReport report, RosterOrder order) {
        int cards = report.cards().suspended().size();
        List<RosterReason> reasons =
                report.findings().stream().map(RosterFinding::reason).toList();
        if (reasons.contains(RosterReason.ANOTHER_NUMBER_OF_CARDS)) {
            return new OfficeException(
                    count(cards, "card") + " would be suspended, not "
                            + order.suspending().orElse(0) + "; nothing was changed",
                    "Look again with --dry-run: the roster or the cards are not what they were.");
        }
        if (!reasons.stream().allMatch(RosterTold::brake)) {
            return new OfficeException(
                    "the bundle is not right, nothing was changed",
                    "Have it mended in the school's system and exported anew: half a roster is never imported.");
        }
        List<String> why = new ArrayList<>();
        if (reasons.contains(RosterReason.TOO_MANY_GONE)) {
            why.add(String.format(
                    Locale.ROOT,
                    "%,d people would be gone, more than 5 %%",
                    report.changes().peopleGone()));
        }
        if (reasons.contains(RosterReason.TOO_MANY_CARDS)) {
            why.add(report.cards().schools().stream()
                    .filter(SchoolCards::tooMany)
                    .map(school -> String.format(
                            Locale.ROOT,
                            "%,d of %,d active cards of %s would be suspended, more than 5 %%",
                            school.suspended(),
                            school.active(),
                            school.name()))
                    .collect(Collectors.joining("; ")));
        }
        return new OfficeException(
                String.join("; ", why) + "; nothing was changed",
                "Is the file whole? If all of it is right, say so with the number of cards: --suspend-cards " + cards
                        + ".");
    }

    static Map<String, Object> json(RosterReport report, RosterOrder order) {
        RosterChanges changes = report.changes();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("accepted", report.accepted());
        told.put("dry_run", order.dry());
        told.put("source", order.source());
        told.put("lines", report.lines());
        told.put("people_added", changes.peopleAdded());
        told.put("people_changed", changes.peopleChanged());
        told.put("people_gone", changes.peopleGone());
        told.put("schools", changes.schools());
        told.put("classes", changes.classes());
        told.put("links", changes.links());
        told.put("guardianships_proposed", changes.proposals());
        told.put("addresses", changes.addresses());
        told.put("cards_suspended", cards(report.cards().suspended()));
        told.put("cards_released", cards(report.cards().released()));
        told.put(
                "cards_by_school",
                report.cards().schools().stream().map(RosterTold::school).toList());
        told.put("findings", report.findings().stream().map(RosterTold::finding).toList());
        told.put("more_findings", report.moreFindings());
        return told;
    }

    private static List<Map<String, String>> cards(List<RosterCard> cards) {
        return cards.stream()
                .map(card -> {
                    Map<String, String> told = new LinkedHashMap<>();
                    told.put("card", card.card().toString());
                    told.put("person", card.person().toString());
                    return told;
                })
                .toList();
    }

    private static Map<String, Object> school(SchoolCards school) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("school", school.school().toString());
        told.put("name", school.name());
        told.put("active", school.active());
        told.put("suspended", school.suspended());
        told.put("without_second_yes", school.most());
        return told;
    }

    private static Map<String, Object> finding(RosterFinding finding) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("file", finding.file());
        told.put("line", finding.line());
        told.put("reason", finding.reason().name());
        told.put("column", finding.column());
        return told;
    }

    private static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }
}
