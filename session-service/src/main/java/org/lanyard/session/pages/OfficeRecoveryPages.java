package org.lanyard.session.pages;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.http.Endpoint;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.Form;
import org.lanyard.pki.http.HttpReason;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Routes;
import org.lanyard.pki.http.SameOrigin;
import org.lanyard.pki.store.Store;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.login.Sessions;
import org.lanyard.session.login.SignedIn;
import org.lanyard.session.people.Directory;
import org.lanyard.session.people.Person;
import org.lanyard.session.print.QrPath;
import org.lanyard.session.recovery.OfficeSearch;
import org.lanyard.session.recovery.Recoveries;
import org.lanyard.session.recovery.Recovery;
import org.lanyard.session.recovery.RecoveryOffice;

/**
 * The office's pages for whoever lost their keys and stands at the counter: find them, confirm, show the code. Whoever has no such
 * duty finds no page here. Names are posted, never put into an address.
 */
public final class OfficeRecoveryPages {
    static final String START = "/office/recovery";
    private static final int SMALL = 1024;
    private static final String CANCELLED = "cancelled at the office";

    private final Renderer renderer = new Renderer();
    private final Store store;
    private final Sessions sessions;
    private final RecoveryOffice office;
    private final InstantSource clock;
    private final ZoneId zone;
    private final String origin;

    /** What answers a member of staff who may be here. */
    @FunctionalInterface
    private interface Step {
        void answer(Exchange exchange, SignedIn staff, Form form) throws Exception;
    }

    public OfficeRecoveryPages(
            Store store, Sessions sessions, RecoveryOffice office, InstantSource clock, ZoneId zone, URI issuer) {
        this.store = store;
        this.sessions = sessions;
        this.office = office;
        this.clock = clock;
        this.zone = zone;
        this.origin = issuer.toString();
    }

    /** Adds the pages' addresses. */
    public Routes addTo(Routes routes) {
        return routes.get(START, this::start)
                .post(START + "/find", post(Set.of("csrf", "name"), this::find))
                .post(START + "/confirm", post(Set.of("csrf", "person"), this::confirm))
                .post(START + "/open", post(Set.of("csrf", "person", "documents", "keeps"), this::open))
                .post(START + "/agree", post(Set.of("csrf", "recovery"), this::agree))
                .post(START + "/cancel", post(Set.of("csrf", "recovery"), this::cancel));
    }

    private void start(Exchange exchange) throws Exception {
        Optional<SignedIn> staff = sessions.current(exchange.request());
        if (staff.isEmpty()) {
            exchange.seeOther("/sign-in");
            return;
        }
        answer(exchange, staff.get(), who -> list(exchange, who, Map.of()));
    }

    private void find(Exchange exchange, SignedIn staff, Form form) {
        String name = form.find("name").orElse("");
        List<OfficeSearch.Person> found =
                store.read(h -> OfficeSearch.find(h, RecoveryOffice.schoolsOf(h, staff.person()), name));
        list(exchange, staff, Map.of("name", name, "found", found, "searched", true));
    }

    private void confirm(Exchange exchange, SignedIn staff, Form form) throws Exception {
        OfficeSearch.Person person = known(staff, id(form, "person"));
        exchange.html(
                200,
                renderer.render(
                        "office-recovery-confirm",
                        Frames.of(exchange, staff, Optional.empty()),
                        Map.of("person", person)));
    }

    private void open(Exchange exchange, SignedIn staff, Form form) throws Exception {
        UUID person = id(form, "person");
        OfficeSearch.Person shown = known(staff, person);
        RecoveryOffice.Outcome outcome = store.<RecoveryOffice.Outcome, RefusedException>transact(tx -> office.open(
                tx,
                staff,
                person,
                form.find("documents").isPresent(),
                form.find("keeps").isPresent(),
                clock.instant()));
        if (outcome.opened().isPresent()) {
            code(exchange, staff, shown.name(), outcome.opened().get());
        } else {
            list(exchange, staff, Map.of("waiting", shown.name()));
        }
    }

    private void agree(Exchange exchange, SignedIn staff, Form form) throws Exception {
        UUID recovery = id(form, "recovery");
        Recoveries.Opened opened = store.<Recoveries.Opened, RefusedException>transact(
                tx -> office.agree(tx, staff, recovery, clock.instant()));
        String name = store.read(h -> Recoveries.find(h, recovery)
                .flatMap(one -> new Directory().person(h, one.person()))
                .map(Person::fullName)
                .orElse(""));
        code(exchange, staff, name, opened);
    }

    private void cancel(Exchange exchange, SignedIn staff, Form form) throws Exception {
        UUID recovery = id(form, "recovery");
        store.<Boolean, RefusedException>transact(tx -> office.cancel(tx, staff, recovery, CANCELLED, clock.instant()));
        exchange.seeOther(START);
    }

    private void code(Exchange exchange, SignedIn staff, String name, Recoveries.Opened opened) {
        PageFrame frame = Frames.of(exchange, staff, Optional.empty());
        String code = opened.invited().code().reveal();
        exchange.html(
                200,
                renderer.render(
                        "office-recovery-code",
                        frame,
                        Map.of(
                                "name",
                                name,
                                "code",
                                code,
                                "address",
                                origin + "/invitation",
                                "qr",
                                QrPath.of(opened.invited().link(origin)),
                                "until",
                                new When(frame.language(), clock.instant(), zone)
                                        .clock(opened.invited().expiresAt()),
                                "recovery",
                                opened.id().toString())));
    }

    private void list(Exchange exchange, SignedIn staff, Map<String, Object> more) {
        PageFrame frame = Frames.of(exchange, staff, Optional.empty());
        Instant now = clock.instant();
        Map<String, Object> values = new HashMap<>(more);
        values.put("lines", store.read(h -> lines(h, staff, frame.language(), now)));
        exchange.html(200, renderer.render("office-recovery", frame, values));
    }

    private List<OfficeLine> lines(Handle h, SignedIn staff, Language language, Instant now) {
        Set<UUID> schools = RecoveryOffice.schoolsOf(h, staff.person());
        return Recoveries.live(h, now).stream()
                .filter(one -> one.school().filter(schools::contains).isPresent())
                .map(one -> line(h, one, staff, language, now))
                .toList();
    }

    private OfficeLine line(Handle h, Recovery one, SignedIn staff, Language language, Instant now) {
        Recovery.State state = one.state(now);
        return new OfficeLine(
                one.id(),
                new Directory().person(h, one.person()).map(Person::fullName).orElse(""),
                new When(language, now, zone).at(one.openedAt()),
                "office.recovery.state." + state.name().toLowerCase(Locale.ROOT),
                state == Recovery.State.WAITING
                        && !one.openedBy().equals(staff.person().toString())
                        && !one.person().equals(staff.person()));
    }

    /** Somebody of the reader's schools; others are not shown, so nobody learns who there is elsewhere. */
    private OfficeSearch.Person known(SignedIn staff, UUID person) throws RefusedException {
        return store.read(h -> OfficeSearch.byId(h, RecoveryOffice.schoolsOf(h, staff.person()), person))
                .orElseThrow(() -> new RefusedException(Reason.RECOVERY_OF_ANOTHER_SCHOOL));
    }

    private Endpoint post(Set<String> names, Step step) {
        return exchange -> {
            SameOrigin.require(exchange, origin);
            Form form = exchange.form(SMALL).only(names);
            Optional<SignedIn> staff = sessions.current(exchange.request());
            if (staff.isEmpty()) {
                exchange.seeOther("/sign-in");
                return;
            }
            Sessions.requireCsrf(staff.get(), form);
            answer(exchange, staff.get(), who -> step.answer(exchange, who, form));
        };
    }

    /** What a member of staff who may be here does. */
    @FunctionalInterface
    private interface Work {
        void of(SignedIn staff) throws Exception;
    }

    private void answer(Exchange exchange, SignedIn staff, Work work) throws Exception {
        try {
            store.<Void, RefusedException>transact(tx -> {
                office.require(tx, staff, clock.instant());
                return null;
            });
            work.of(staff);
        } catch (RefusedException refused) {
            if (refused.reason() == Reason.RECOVERY_NOT_ONES_DUTY) {
                NotFound.answer(renderer, exchange, Frames.of(exchange, staff, Optional.empty()));
                return;
            }
            exchange.html(
                    403,
                    renderer.render(
                            "office-recovery-no",
                            Frames.of(exchange, staff, Optional.empty()),
                            Map.of("why", why(refused.reason()))));
        }
    }

    /** The words for whoever may know them: a member of staff about their own school. */
    private static String why(Reason reason) {
        return switch (reason) {
            case RECOVERY_KEY_NOT_DEVICE_BOUND -> "office.recovery.no.key";
            case FRESH_SIGN_IN_NEEDED, SESSION_OVER -> "office.recovery.no.fresh";
            case RECOVERY_OF_ONESELF, RECOVERY_BY_THE_SAME -> "office.recovery.no.oneself";
            case RECOVERY_NOT_FOR_PUPILS -> "office.recovery.no.pupil";
            case RECOVERY_NOT_WAITING -> "office.recovery.no.over";
            default -> "office.recovery.no.unknown";
        };
    }

    private static UUID id(Form form, String name) throws HttpRefusal {
        try {
            return UUID.fromString(form.require(name));
        } catch (IllegalArgumentException notOne) {
            throw new HttpRefusal(HttpReason.UNKNOWN_PARAMETER, name);
        }
    }
}
