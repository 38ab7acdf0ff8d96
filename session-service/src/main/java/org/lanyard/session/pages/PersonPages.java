package org.lanyard.session.pages;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.store.Store;
import org.lanyard.session.guardianship.Guardianships;
import org.lanyard.session.kiosk.KioskPlace;
import org.lanyard.session.kiosk.Kiosks;
import org.lanyard.session.login.Acr;
import org.lanyard.session.login.SignedIn;
import org.lanyard.session.people.Directory;
import org.lanyard.session.people.Person;
import org.lanyard.session.people.PersonRole;
import org.lanyard.session.people.Picture;
import org.lanyard.session.people.Pictures;
import org.lanyard.session.people.School;
import org.lanyard.session.people.SchoolClass;
import org.lanyard.session.recovery.CoolingOff;

/** The pages of somebody who is signed in: their own, and those of the children that they may see. */
final class PersonPages {
    /** An id as we write it; any other way of writing the same number is another address, and leads nowhere. */
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Renderer renderer;
    private final Directory directory;
    private final Guardianships guardianships;
    private final Store store;
    private final InstantSource clock;
    private final ZoneId zone;
    private final KeyForHome forHome;

    PersonPages(
            Renderer renderer,
            Directory directory,
            Guardianships guardianships,
            Store store,
            InstantSource clock,
            ZoneId zone) {
        this.renderer = renderer;
        this.directory = directory;
        this.guardianships = guardianships;
        this.store = store;
        this.clock = clock;
        this.zone = zone;
        this.forHome = new KeyForHome(store, clock);
    }

    void me(Exchange exchange, SignedIn session) {
        Instant now = clock.instant();
        Optional<Own> own = store.read(tx -> own(tx, session, now));
        if (own.isEmpty()) {
            // Somebody who left the school while signed in.
            exchange.seeOther("/signed-out");
            return;
        }
        PageFrame frame = Frames.of(exchange, session, own.get().kiosk());
        boolean pupil = own.get().person().role() == PersonRole.PUPIL;
        SignInStory story = SignInStory.of(session, own.get().kiosk(), pupil, frame.language(), now, zone);
        exchange.html(
                200,
                renderer.render(
                        pupil ? "pupil" : "guardian",
                        frame,
                        pupil
                                ? Map.of(
                                        "story",
                                        story,
                                        "person",
                                        own.get().person(),
                                        "place",
                                        own.get().place(),
                                        "picture",
                                        own.get().picture(),
                                        "mayChoose",
                                        session.acr() != Acr.PASS,
                                        "keys",
                                        forHome.offeredTo(session))
                                : guardian(own.get(), story, frame.language())));
    }

    private Map<String, Object> guardian(Own own, SignInStory story, Language language) {
        Map<String, Object> values = new HashMap<>();
        values.put("story", story);
        values.put("name", own.person().fullName());
        values.put("children", own.children());
        own.closedUntil()
                .ifPresent(at -> values.put("closedUntil", new When(language, clock.instant(), zone).moment(at)));
        return values;
    }

    /** The screen of a registered kiosk, by the id that an address names. */
    Optional<String> screenOf(String kiosk) {
        try {
            URI id = URI.create(kiosk == null ? "" : kiosk);
            return store.read(tx -> Kiosks.find(tx, id)).map(KioskPlace::screen);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    void child(Exchange exchange, SignedIn session) {
        Instant now = clock.instant();
        PageFrame frame = Frames.of(exchange, session, store.read(tx -> kiosk(tx, session)));
        Optional<ChildView> view = id(exchange.path())
                .flatMap(id -> store.read(tx -> guardianships
                        .maySee(tx, session.person(), id, now)
                        .map(child -> new ChildView(child, place(tx, id, now)))));
        if (view.isEmpty()) {
            NotFound.answer(renderer, exchange, frame);
            return;
        }
        exchange.html(200, renderer.render("child", frame, Map.of("view", view.get())));
    }

    private Optional<Own> own(Handle tx, SignedIn session, Instant now) {
        UUID id = session.person();
        return directory.person(tx, id).filter(Person::active).map(person -> {
            List<ChildView> children = guardianships.childrenOf(tx, id, now).stream()
                    .map(child -> new ChildView(child, place(tx, child.id(), now)))
                    .toList();
            return new Own(
                    person,
                    place(tx, id, now),
                    Pictures.of(tx, id),
                    children,
                    kiosk(tx, session),
                    CoolingOff.until(tx, id, now));
        });
    }

    private static Optional<KioskPlace> kiosk(Handle tx, SignedIn session) {
        return session.kiosk().flatMap(kiosk -> Kiosks.find(tx, kiosk));
    }

    private Place place(Handle tx, UUID person, Instant now) {
        return new Place(
                directory.schools(tx, person).stream().map(School::name).toList(),
                directory.classes(tx, person, LocalDate.ofInstant(now, zone)).stream()
                        .map(SchoolClass::name)
                        .toList());
    }

    private static Optional<UUID> id(String path) {
        String id = path.substring(Pages.CHILDREN.length());
        return ID.matcher(id).matches() ? Optional.of(UUID.fromString(id)) : Optional.empty();
    }

    private record Own(
            Person person,
            Place place,
            Picture picture,
            List<ChildView> children,
            Optional<KioskPlace> kiosk,
            Optional<Instant> closedUntil) {}
}
