package org.lanyard.session.house;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.lanyard.pki.assertion.AssertionWriter;
import org.lanyard.pki.assertion.KioskClaims;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.session.door.Proof;

/** A kiosk's agent, speaking to the service over raw HTTP. */
public record TestKiosk(House house, URI id, SigningKey key, String origin) {
    public static final String TYPE = "client_assertion_type="
            + URLEncoder.encode("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", StandardCharsets.UTF_8);
    public static final String GRANT =
            "grant_type=" + URLEncoder.encode("urn:ietf:params:oauth:grant-type:jwt-bearer", StandardCharsets.UTF_8);

    public static final String PASS_GRANT = "grant_type="
            + URLEncoder.encode("urn:lanyard:params:oauth:grant-type:lesson-pass", StandardCharsets.UTF_8);

    /** A client assertion that stands alone. */
    public String alone() {
        var now = house.now();
        return sign(new KioskClaims(id, House.ISSUER, now, now.plusSeconds(30), House.random(24), Optional.empty()));
    }

    /** A client assertion beside a card's. */
    public String beside(String cardAssertion, String challenge) {
        var now = house.now();
        return sign(new KioskClaims(
                id, House.ISSUER, now, now.plusSeconds(30), challenge, Optional.of(KioskClaims.hashOf(cardAssertion))));
    }

    public String sign(KioskClaims claims) {
        try {
            return AssertionWriter.write(claims, key);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public String challenge() {
        return body(house.http.form("/challenge", TYPE + "&client_assertion=" + alone()))
                .get("challenge")
                .textValue();
    }

    /** What a tap of {@code card} brings to the door. */
    public Proof.Tap proof(TestCard card) {
        String challenge = challenge();
        String assertion = card.assertion(challenge, id);
        return new Proof.Tap(assertion, beside(assertion, challenge));
    }

    public RawHttp.Answer tap(TestCard card) {
        return token(proof(card));
    }

    public RawHttp.Answer token(Proof.Tap proof) {
        return house.http.form("/token", form(proof));
    }

    public static String form(Proof.Tap proof) {
        return GRANT + "&assertion=" + proof.assertion() + "&" + TYPE + "&client_assertion=" + proof.clientAssertion();
    }

    /** What a pass brings to the door, with a fresh challenge. */
    public RawHttp.Answer pass(String code) {
        return pass(code, beside(code, challenge()));
    }

    public RawHttp.Answer pass(String code, String clientAssertion) {
        return house.http.form(
                "/token", PASS_GRANT + "&pass=" + code + "&" + TYPE + "&client_assertion=" + clientAssertion);
    }

    public RawHttp.Answer lease(String handle) {
        return house.http.form("/lease", "", "Authorization: Bearer " + handle);
    }

    public RawHttp.Answer revoke(String handle) {
        return revoke(handle, "");
    }

    /** @param more further parameters, each with {@code &} before it */
    public RawHttp.Answer revoke(String handle, String more) {
        return house.http.form("/revoke", "token=" + handle + "&" + TYPE + "&client_assertion=" + alone() + more);
    }

    public RawHttp.Answer handOver(String code) {
        return house.http.form("/session/handover", "code=" + code, "Origin: " + origin);
    }

    /** Taps, and hands over to the browser; the cookie header of the session. */
    public String browse(ObjectNode token) {
        return Browser.sessionCookie(handOver(token.get("handover_code").textValue()));
    }

    public static ObjectNode body(RawHttp.Answer answer) {
        try {
            if (answer.status() != 200) {
                throw new IllegalStateException(answer.status() + " " + answer.body());
            }
            return Json.parseObject(answer.bodyBytes());
        } catch (org.lanyard.pki.http.HttpRefusal e) {
            throw new IllegalStateException(e);
        }
    }
}
