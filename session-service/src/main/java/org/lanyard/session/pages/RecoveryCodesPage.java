package org.lanyard.session.pages;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.Form;
import org.lanyard.pki.http.SameOrigin;
import org.lanyard.pki.store.Store;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.login.Sessions;
import org.lanyard.session.login.SignedIn;
import org.lanyard.session.notice.NoticeKind;
import org.lanyard.session.notice.Notices;
import org.lanyard.session.people.Directory;
import org.lanyard.session.people.Duties;
import org.lanyard.session.people.Person;
import org.lanyard.session.people.PersonRole;
import org.lanyard.session.recovery.CoolingOff;
import org.lanyard.session.recovery.RecoveryCode;
import org.lanyard.session.recovery.RecoveryCodes;

/**
 * POST /me/recovery-codes, form {@code csrf}: makes the signed-in guardian's one-time codes anew and shows them, this once. To
 * see them again is to make others.
 */
public final class RecoveryCodesPage {
    private static final int SMALL = 1024;

    private final Renderer renderer = new Renderer();
    private final Store store;
    private final Sessions sessions;
    private final RecoveryCodes codes;
    private final Notices notices;
    private final InstantSource clock;
    private final ZoneId zone;
    private final String origin;

    private record Made(Person person, List<RecoveryCode> codes) {}

    public RecoveryCodesPage(
            Store store,
            Sessions sessions,
            RecoveryCodes codes,
            Notices notices,
            InstantSource clock,
            ZoneId zone,
            URI issuer) {
        this.store = store;
        this.sessions = sessions;
        this.codes = codes;
        this.notices = notices;
        this.clock = clock;
        this.zone = zone;
        this.origin = issuer.toString();
    }

    public void answer(Exchange exchange) throws Exception {
        SameOrigin.require(exchange, origin);
        Form form = exchange.form(SMALL).only(Set.of("csrf"));
        Optional<SignedIn> session = sessions.current(exchange.request());
        if (session.isEmpty()) {
            exchange.seeOther("/sign-in");
            return;
        }
        SignedIn who = session.get();
        Sessions.requireCsrf(who, form);
        Instant now = clock.instant();
        if (!who.freshAt(now)) {
            exchange.seeOther("/me/keys?fresh=1");
            return;
        }
        Made made = store.<Made, RefusedException>transact(tx -> make(tx, who, now));
        PageFrame frame = Frames.of(exchange, who, Optional.empty());
        RecoverySheet sheet = new RecoverySheet(
                made.codes().stream().map(RecoveryCode::reveal).toList(),
                made.person().fullName(),
                new When(frame.language(), now, zone).day(now));
        exchange.html(200, renderer.render("recovery-codes", frame, Map.of("sheet", sheet)));
    }

    private Made make(Handle tx, SignedIn who, Instant now) throws RefusedException {
        Person person = new Directory()
                .person(tx, who.person())
                .filter(Person::active)
                .orElseThrow(() -> new RefusedException(Reason.HOLDER_INACTIVE));
        if (person.role() != PersonRole.GUARDIAN || !Duties.of(tx, person.id()).isEmpty()) {
            throw new RefusedException(Reason.RECOVERY_NOT_BY_CODE);
        }
        if (!CoolingOff.mayChangeKeys(tx, person.id(), who.credential().orElseThrow(), now)) {
            throw new RefusedException(Reason.COOLING_OFF);
        }
        List<RecoveryCode> made = codes.make(tx, person.id(), now);
        notices.tell(
                tx,
                NoticeKind.RECOVERY_CODES_MADE,
                person.id(),
                Map.of(Notices.COUNT, Integer.toString(made.size())),
                now);
        return new Made(person, made);
    }
}
