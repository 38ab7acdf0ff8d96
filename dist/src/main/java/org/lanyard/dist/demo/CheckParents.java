package org.lanyard.dist.demo;

import static org.lanyard.dist.demo.DemoCheck.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lanyard.session.RefusedException;
import org.lanyard.webauthn.softauthenticator.SoftAuthenticator;

/** The check's parent: an invitation, a key in software, and a browser of few words. */
final class CheckParents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final Pattern CHILD = Pattern.compile("href=\"(/children/[0-9a-f-]{36})\"");

    private final DemoSchool school;
    private final CheckBrowser browser;
    private final SoftAuthenticator key;
    private final DemoSchool.Invitation invitation;

    CheckParents(DemoSchool school) throws RefusedException {
        this.school = school;
        this.browser = new CheckBrowser(school.issuer());
        this.key = SoftAuthenticator.deviceBound(school.random());
        this.invitation = school.invite().get(0);
    }

    void register() throws Exception {
        JsonNode opened = ok(post("/invitation/open", codes()));
        register(browser, key, opened);
        require(browser.get("/me").statusCode() == 200, "no session after the registration");
    }

    void children() throws Exception {
        String page = browser.get("/me").body();
        Matcher child = CHILD.matcher(page);
        int found = 0;
        while (child.find()) {
            require(browser.get(child.group(1)).statusCode() == 200, "a child of hers has no page");
            found++;
        }
        require(found == 2, "she should see two children, and sees " + found);
    }

    void notHers() throws Exception {
        String page = browser.get("/me").body();
        int refused = 0;
        for (DemoPeople.Pupil pupil : school.people().pupils()) {
            if (!page.contains(pupil.id().toString())) {
                HttpResponse<String> answer = browser.get("/children/" + pupil.id());
                require(answer.statusCode() == 404, "another parent's child was answered " + answer.statusCode());
                require(!shows(answer.body(), pupil.name()), "a refusal names the child");
                refused++;
            }
        }
        require(refused == school.people().pupils().size() - 2, "only " + refused + " were refused");
    }

    void signOutAndIn() throws Exception {
        Matcher csrf = CSRF.matcher(browser.get("/me").body());
        require(csrf.find(), "the page has no sign-out form");
        HttpResponse<String> out =
                browser.postForm("/sign-out", school.issuer().toString(), Map.of("csrf", csrf.group(1)));
        require(out.statusCode() == 303, "signing out was answered " + out.statusCode());
        require(browser.get("/me").statusCode() != 200, "the session outlived the sign-out");
        HttpResponse<String> in = signIn(browser, key);
        require(in.statusCode() == 200, "signing in was answered " + in.statusCode());
        require(CHILD.matcher(browser.get("/me").body()).find(), "she does not see her children");
    }

    void invitationIsSpent() throws Exception {
        CheckBrowser other = new CheckBrowser(school.issuer());
        HttpResponse<String> answer = other.postJson("/invitation/open", codes().toString());
        require(answer.statusCode() == 400, "a spent invitation was answered " + answer.statusCode());
    }

    private ObjectNode codes() {
        return body().put("code", invitation.link().getFragment()).put("second", invitation.second());
    }

    void strangersKey() throws Exception {
        // A key of another's making, for the same relying party: well formed, signed, and confirmed by nobody.
        SoftAuthenticator stranger = SoftAuthenticator.synced(school.random());
        ObjectNode options = body();
        options.put("challenge", "AAAAAAAAAAAAAAAAAAAAAA");
        options.putObject("rp").put("id", "localhost");
        options.putObject("user").put("id", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        stranger.create(options.toString(), school.issuer().toString());
        HttpResponse<String> answer = signIn(new CheckBrowser(school.issuer()), stranger);
        require(answer.statusCode() == 400, "a stranger's key was answered " + answer.statusCode());
    }

    /** Whether a page shows a name; an apostrophe is escaped there. */
    static boolean shows(String page, String name) {
        return page.contains(name.replace("'", "&#39;"));
    }

    private void register(CheckBrowser through, SoftAuthenticator with, JsonNode opened) throws Exception {
        ObjectNode wanted = body();
        wanted.set("challenge", opened.get("challenge"));
        wanted.set("handle", opened.get("handle"));
        JsonNode options = ok(through.postJson("/webauthn/registration/options", wanted.toString()));
        String response =
                with.create(options.get("publicKey").toString(), school.issuer().toString());
        JsonNode verified = ok(through.postJson("/webauthn/registration", finish(options, response)));
        ok(through.postJson("/session", verified.toString()));
    }

    /** The last answer: of the verification, or of the door. */
    private HttpResponse<String> signIn(CheckBrowser through, SoftAuthenticator with) throws Exception {
        JsonNode challenge = ok(through.postJson("/session/challenge", "{}"));
        ObjectNode wanted = body();
        wanted.set("challenge", challenge.get("challenge"));
        JsonNode options = ok(through.postJson("/webauthn/authentication/options", wanted.toString()));
        String response =
                with.get(options.get("publicKey").toString(), school.issuer().toString());
        HttpResponse<String> verified = through.postJson("/webauthn/authentication", finish(options, response));
        return verified.statusCode() == 200 ? through.postJson("/session", verified.body()) : verified;
    }

    private static String finish(JsonNode options, String response) throws Exception {
        ObjectNode finish = body();
        finish.set("ceremony", options.get("ceremony"));
        finish.set("response", JSON.readTree(response));
        return finish.toString();
    }

    private HttpResponse<String> post(String path, ObjectNode body) throws Exception {
        return browser.postJson(path, body.toString());
    }

    private static ObjectNode body() {
        return JSON.createObjectNode();
    }

    private static JsonNode ok(HttpResponse<String> answer) throws Exception {
        require(answer.statusCode() == 200, answer.uri().getPath() + " was answered " + answer.statusCode());
        return JSON.readTree(answer.body());
    }
}
