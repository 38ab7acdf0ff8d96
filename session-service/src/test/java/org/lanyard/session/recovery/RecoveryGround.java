package org.lanyard.session.recovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.guardianship.Act;
import org.lanyard.session.guardianship.GuardianshipKind;
import org.lanyard.session.guardianship.GuardianshipOffice;
import org.lanyard.session.guardianship.Right;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.house.TestKiosk;
import org.lanyard.session.invitation.InvitationOrder;
import org.lanyard.session.login.SignedIn;
import org.lanyard.session.people.Duty;
import org.lanyard.session.people.HeldDuty;

/** A school with a parent, their child, the office and a safeguarding lead, all of them signed in with a key. */
public final class RecoveryGround {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile(">([0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5})<");
    private static final Pattern INVITATION = Pattern.compile("id=\"code\">([0-9A-Z-]{19})<");

    public final House house;
    public final UUID school;
    public final Who parent;
    public final UUID child;
    public final Who clerk;
    public final Who lead;

    /** Somebody with a key, and the header with their session's cookie. */
    public record Who(UUID id, TestKey key, Browser browser, String cookie) {
        public String credential() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(key.id);
        }
    }

    public RecoveryGround(House house) {
        this.house = house;
        this.school = house.school();
        this.parent = somebody("guardian", new TestKey());
        this.child = childOf(parent.id(), school);
        this.clerk = staff(Duty.OFFICE);
        this.lead = staff(Duty.SAFEGUARDING_LEAD);
        house.clock.move(Duration.ofSeconds(1));
    }

    /** Somebody of the school with their first key. */
    public Who somebody(String role, TestKey key) {
        return signUp(house.person(role, school), key);
    }

    /** Registers a key of somebody at the counter, and signs in with it. */
    public Who signUp(UUID person, TestKey key) {
        Browser browser = new Browser(house);
        ObjectNode opened = TestKiosk.body(openInvitation(
                browser, house.invite(InvitationOrder.inPerson(person)).code().reveal()));
        String cookie = Browser.sessionCookie(browser.session(browser.registration(
                key, opened.get("challenge").textValue(), opened.get("handle").textValue())));
        return new Who(person, key, browser, cookie);
    }

    public Who staff(Duty duty) {
        Who who = somebody("staff", new TestKey());
        charge(who.id(), duty);
        return who;
    }

    public void charge(UUID person, Duty duty) {
        house.run(tx -> house.desk
                .duties()
                .give(tx, person, new HeldDuty(duty, Optional.of(school)), house.now(), "head", "appointed"));
    }

    /** Lets ten minutes pass in which somebody goes on reading. */
    public void readOn(String cookie) {
        house.clock.move(Duration.ofMinutes(5));
        house.http.get("/me", cookie);
        house.clock.move(Duration.ofMinutes(5));
    }

    /** Signs in anew with the key that they have. */
    public String signIn(Who who) {
        String challenge = who.browser().challenge();
        return Browser.sessionCookie(
                who.browser().session(who.browser().signIn(who.key(), challenge, house.handleOf(who.id()))));
    }

    public UUID childOf(UUID guardian, UUID atSchool) {
        UUID pupil = house.person("pupil", atSchool);
        link(guardian, pupil);
        return pupil;
    }

    public void link(UUID guardian, UUID pupil) {
        GuardianshipOffice office = new GuardianshipOffice(house.audit, new SecureRandom());
        Act act = new Act("office", house.now(), "papers");
        house.run(tx -> {
            UUID id = office.propose(tx, guardian, pupil, GuardianshipKind.CARER, "office", act)
                    .orElseThrow();
            office.confirm(
                    tx, id, GuardianshipKind.CARER, EnumSet.allOf(Right.class), house.now(), Optional.empty(), act);
        });
    }

    public void restrict(UUID guardian, UUID pupil) {
        house.run(tx -> new GuardianshipOffice(house.audit, new SecureRandom())
                .restrict(
                        tx,
                        guardian,
                        pupil,
                        house.now(),
                        Optional.empty(),
                        "order",
                        new Act("office", house.now(), "order")));
    }

    /** Posts a page's form, with the session's token. */
    public RawHttp.Answer post(String path, String cookie, String... pairs) {
        StringBuilder form = new StringBuilder("csrf=" + encoded(csrf(cookie)));
        for (int i = 0; i < pairs.length; i += 2) {
            form.append('&').append(pairs[i]).append('=').append(encoded(pairs[i + 1]));
        }
        return house.http.form(path, form.toString(), cookie, "Origin: " + House.ISSUER);
    }

    private String csrf(String cookie) {
        Matcher found = CSRF.matcher(house.http.get("/me", cookie).body());
        return found.find() ? found.group(1) : "none";
    }

    /** Prints the codes of somebody who is signed in. */
    public List<String> codes(String cookie) {
        RawHttp.Answer page = post("/me/recovery-codes", cookie);
        List<String> codes = new ArrayList<>();
        for (Matcher found = CODE.matcher(page.body()); found.find(); ) {
            codes.add(found.group(1));
        }
        if (codes.size() != RecoveryCodes.CODES) {
            throw new IllegalStateException(page.status() + " " + page.body());
        }
        return codes;
    }

    public static RawHttp.Answer openInvitation(Browser browser, String code) {
        return browser.post("/invitation/open", "{\"code\":\"" + code + "\"}");
    }

    public RawHttp.Answer openCode(Browser browser, String code) {
        return browser.post("/recovery/open", "{\"code\":\"" + code + "\"}");
    }

    /** The session's cookie after a new key was registered by what {@code opened} answers; or the refusal. */
    public RawHttp.Answer register(Browser browser, TestKey key, RawHttp.Answer opened) {
        ObjectNode told = TestKiosk.body(opened);
        return browser.session(browser.registration(
                key, told.get("challenge").textValue(), told.get("handle").textValue()));
    }

    /** Opens a recovery on the office's pages; the code that the page shows. */
    public String officeCode(String staff, UUID person, String... ticked) {
        String[] pairs = new String[2 + 2 * ticked.length];
        pairs[0] = "person";
        pairs[1] = person.toString();
        for (int i = 0; i < ticked.length; i++) {
            pairs[2 + 2 * i] = ticked[i];
            pairs[3 + 2 * i] = "yes";
        }
        return codeOn(post("/office/recovery/open", staff, pairs));
    }

    public static String codeOn(RawHttp.Answer page) {
        Matcher found = INVITATION.matcher(page.body());
        if (!found.find()) {
            throw new IllegalStateException(page.status() + " " + page.body());
        }
        return found.group(1);
    }

    /** The request's session, as the pages see it. */
    public SignedIn session(String cookie, Who who) {
        String csrf = csrf(cookie);
        return house.store
                .read(h -> Sql.one(
                        h,
                        "SELECT id, acr, signed_in_at, credential_id FROM login_session WHERE person_id = ?"
                                + " ORDER BY signed_in_at DESC, id DESC LIMIT 1",
                        row -> new SignedIn(
                                UUID.fromString(row.getString(1)),
                                who.id(),
                                org.lanyard.session.login.Acr.valueOf(row.getString(2)),
                                Instant.ofEpochMilli(row.getLong(3)),
                                Optional.empty(),
                                Optional.ofNullable(row.getString(4)),
                                false,
                                csrf),
                        who.id()))
                .orElseThrow();
    }

    public long notices(String kind, String audience, UUID recipient) {
        return house.count("notice WHERE kind = '" + kind + "' AND audience = '" + audience + "' AND recipient_id = '"
                + recipient + "'");
    }

    public boolean seesChild(String cookie) {
        return house.http.get("/me", cookie).body().contains("/children/" + child);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
