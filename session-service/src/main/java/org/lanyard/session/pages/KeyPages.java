package org.lanyard.session.pages;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.store.Store;
import org.lanyard.session.credential.HeldKey;
import org.lanyard.session.credential.KeyRing;
import org.lanyard.session.kiosk.KioskPlace;
import org.lanyard.session.kiosk.Kiosks;
import org.lanyard.session.login.SignedIn;
import org.lanyard.session.people.Directory;
import org.lanyard.session.people.Duties;
import org.lanyard.session.people.Person;
import org.lanyard.session.people.PersonRole;
import org.lanyard.session.recovery.RecoveryCodes;

/** The pages of somebody's own keys. What they post is answered elsewhere, and leads back here. */
final class KeyPages {
    static final String KEYS = "/me/keys";
    static final String NEW = "/me/keys/new";
    /** What an answer to a form may say in the address that it leads to. */
    private static final Set<String> TOLD =
            Set.of("fresh", "last", "name", "gone", "cooling", "added", "renamed", "removed", "lost", "elsewhere");

    private final Renderer renderer;
    private final Directory directory;
    private final Store store;
    private final InstantSource clock;
    private final ZoneId zone;
    private final String rpId;
    private final KeyForHome forHome;

    /** @param rpId the relying party's id, for what the page tells the browser of its keys */
    KeyPages(Renderer renderer, Directory directory, Store store, InstantSource clock, ZoneId zone, String rpId) {
        this.renderer = renderer;
        this.directory = directory;
        this.store = store;
        this.clock = clock;
        this.zone = zone;
        this.rpId = rpId;
        this.forHome = new KeyForHome(store, clock);
    }

    private record Own(Person person, List<HeldKey> keys, Optional<Integer> codes, Optional<KioskPlace> kiosk) {}

    /** GET /me/keys. */
    void all(Exchange exchange, SignedIn session) throws Exception {
        if (session.kiosk().isPresent() && !forHome.offeredTo(session)) {
            // Whoever taps a card at a school computer has no key there.
            exchange.seeOther("/me");
            return;
        }
        Fields query = Request.extractQueryParameters(exchange.request());
        String told = TOLD.stream()
                .filter(name -> query.getValue(name) != null)
                .findFirst()
                .orElse("");
        answer(exchange, session, "keys", told);
    }

    /** GET /me/keys/new: the key that has just been set up. */
    void fresh(Exchange exchange, SignedIn session) {
        if (session.credential().isEmpty()) {
            exchange.seeOther("/me");
            return;
        }
        answer(exchange, session, "key-new", "");
    }

    private void answer(Exchange exchange, SignedIn session, String template, String told) {
        Optional<Own> found = store.read(tx -> own(tx, session));
        if (found.isEmpty()) {
            // Somebody who left the school while signed in.
            exchange.seeOther("/signed-out");
            return;
        }
        Own own = found.get();
        PageFrame frame = Frames.of(exchange, session, own.kiosk());
        When when = new When(frame.language(), clock.instant(), zone);
        KeysView view = new KeysView(
                own.keys().stream().map(key -> KeyView.of(key, session, when)).toList(),
                session.mustAddKey(),
                told,
                session.kiosk().isPresent(),
                own.codes(),
                new KeysView.Signals(
                        rpId,
                        own.person().handle(),
                        own.person().givenName(),
                        own.person().fullName(),
                        own.keys().stream().map(HeldKey::id).collect(Collectors.joining(" "))));
        exchange.html(200, renderer.render(template, frame, Map.of("view", view)));
    }

    private Optional<Own> own(Handle tx, SignedIn session) {
        return directory
                .person(tx, session.person())
                .filter(Person::active)
                .map(person -> new Own(
                        person,
                        KeyRing.list(tx, person.id()),
                        codes(tx, person),
                        session.kiosk().flatMap(kiosk -> Kiosks.find(tx, kiosk))));
    }

    /** Staff go to the office: what opens a school's records does not lie in a drawer. */
    private static Optional<Integer> codes(Handle tx, Person person) {
        boolean parent = person.role() == PersonRole.GUARDIAN
                && Duties.of(tx, person.id()).isEmpty();
        return parent ? Optional.of(RecoveryCodes.left(tx, person.id())) : Optional.empty();
    }
}
