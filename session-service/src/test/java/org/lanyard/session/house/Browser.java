package org.lanyard.session.house;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.pki.assertion.AssertionWriter;
import org.lanyard.pki.assertion.AttestationFacts;
import org.lanyard.pki.assertion.Ceremony;
import org.lanyard.pki.assertion.WebAuthnClaims;
import org.lanyard.pki.assertion.WebAuthnEvidence;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.session.invitation.Invited;
import org.lanyard.session.invitation.SecondCode;

/** A parent's browser: its cookies, and the WebAuthn service that it talks to. */
public final class Browser {
    public static final URI SERVICE = URI.create("https://webauthn.example/lanyard");

    public final House house;
    public final SigningKey service;
    public String preSession;

    /** What the service says of the make of keys that are registered from here on. */
    public AttestationFacts facts = AttestationFacts.none();

    public Browser(House house) {
        this(house, house.issue(Profile.WEBAUTHN_SERVICE, new SubjectName.Service(SERVICE)));
    }

    public Browser(House house, SigningKey service) {
        this.house = house;
        this.service = service;
    }

    /** A challenge to sign in with. */
    public String challenge() {
        return TestKiosk.body(post("/session/challenge", "{}")).get("challenge").textValue();
    }

    /** Opens an invitation for {@code person} that was made just now. */
    public ObjectNode openInvitation(UUID person) {
        return TestKiosk.body(openInvitation(house.invite(person)));
    }

    public RawHttp.Answer openInvitation(Invited invited) {
        return openInvitation(
                invited.code().reveal(),
                invited.second().map(SecondCode::reveal).orElse(""));
    }

    public RawHttp.Answer openInvitation(String code, String second) {
        return post("/invitation/open", "{\"code\":\"" + code + "\",\"second\":\"" + second + "\"}");
    }

    public String registration(TestKey key, String challenge, String handle) {
        return assertion(
                handle,
                challenge,
                new WebAuthnEvidence(
                        Ceremony.CREATE,
                        key.id,
                        key.attestedData(),
                        key.clientData("webauthn.create", challenge),
                        Optional.empty()));
    }

    public String signIn(TestKey key, String challenge, String handle) {
        byte[] data = key.data();
        byte[] client = key.clientData("webauthn.get", challenge);
        return assertion(
                handle,
                challenge,
                new WebAuthnEvidence(Ceremony.GET, key.id, data, client, Optional.of(key.sign(data, client))));
    }

    public String assertion(String handle, String challenge, WebAuthnEvidence evidence) {
        var now = house.now();
        try {
            return AssertionWriter.write(
                    new WebAuthnClaims(
                            SERVICE,
                            handle,
                            House.ISSUER,
                            now,
                            now.plusSeconds(30),
                            challenge,
                            evidence,
                            evidence.ceremony() == Ceremony.CREATE ? Optional.of(facts) : Optional.empty()),
                    service);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Registers {@code key} for {@code person} by an invitation; the session's cookie header. */
    public String register(TestKey key, UUID person) {
        ObjectNode opened = openInvitation(person);
        String handle = opened.get("handle").textValue();
        return sessionCookie(session(registration(key, opened.get("challenge").textValue(), handle)));
    }

    public RawHttp.Answer session(String assertion, String... headers) {
        return post("/session", "{\"assertion\":\"" + assertion + "\"}", headers);
    }

    public RawHttp.Answer post(String path, String json, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Origin: " + House.ISSUER;
        all[headers.length + 1] = preSession == null ? "X-None: 1" : "Cookie: __Host-lanyard-pre=" + preSession;
        RawHttp.Answer answer = house.http.json(path, json, all);
        answer.all("set-cookie").stream()
                .filter(cookie -> cookie.startsWith("__Host-lanyard-pre="))
                .forEach(cookie -> preSession = cookie.substring(19, cookie.indexOf(';')));
        return answer;
    }

    /** {@code Cookie: __Host-lanyard=…} of the session that an answer opened. */
    public static String sessionCookie(RawHttp.Answer answer) {
        return answer.all("set-cookie").stream()
                .filter(cookie -> cookie.startsWith("__Host-lanyard="))
                .map(cookie -> "Cookie: " + cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(answer.status() + " " + answer.body()));
    }
}
