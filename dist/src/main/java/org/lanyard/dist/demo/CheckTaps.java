package org.lanyard.dist.demo;

import static org.lanyard.dist.demo.DemoCheck.require;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.lanyard.card.kiosk.Grant.HandOverCode;
import org.lanyard.card.kiosk.KioskAgent;
import org.lanyard.card.kiosk.KioskBrowser;
import org.lanyard.card.kiosk.KioskDisplay;
import org.lanyard.card.kiosk.KioskPolicy;
import org.lanyard.card.kiosk.KioskState;
import org.lanyard.card.kiosk.Proof;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.Pin;
import org.lanyard.card.softcard.SoftReader;

/** The check's pupil: software cards at the real kiosk agent, with a browser of few words. */
final class CheckTaps implements KioskBrowser, AutoCloseable {
    private static final String SCREEN = "http://127.0.0.1:1";
    private static final long PATIENCE_SECONDS = 10;

    private final DemoSchool school;
    private final SoftReader reader = new SoftReader("check");
    private final KioskAgent agent;
    private final BlockingQueue<HandOverCode> codes = new LinkedBlockingQueue<>();
    private final BlockingQueue<KioskDisplay> displays = new LinkedBlockingQueue<>();
    private CheckBrowser browser;

    CheckTaps(DemoSchool school) {
        this.school = school;
        school.registerKiosk(SCREEN);
        agent = new KioskAgent(KioskPolicy.DEFAULT, reader, school.door(), this, school.random());
        agent.watch(displays::add);
        agent.start();
    }

    void ready() throws Exception {
        browser = new CheckBrowser(school.issuer());
        require(browser.get("/health/ready").statusCode() == 200, "/health/ready is not 200");
        await(KioskState.IDLE);
    }

    void tapAndGreet() throws Exception {
        DemoCards.Held first = school.cards().get(0);
        reader.insert(first.card(), CardInterface.CONTACT);
        await(KioskState.WELCOME);
        greeted(first);
    }

    void nobodyElse() throws Exception {
        String other = school.people().pupils().get(1).id().toString();
        require(browser.get("/children/" + other).statusCode() == 404, "a pupil opened another pupil's page");
    }

    void takeOut() throws Exception {
        reader.remove();
        await(KioskState.GOODBYE);
        long until = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (browser.get("/me").statusCode() == 200) {
            require(System.nanoTime() < until, "the page still opens after the card was taken out");
            TimeUnit.MILLISECONDS.sleep(20);
        }
        await(KioskState.IDLE);
    }

    void tapWithPin() throws Exception {
        DemoCards.Held second = school.cards().get(1);
        agent.choose(Proof.PIN);
        reader.insert(second.card(), CardInterface.CONTACT);
        await(KioskState.PIN);
        agent.enterPin(Pin.of(DemoCards.PIN.toCharArray()));
        await(KioskState.WELCOME);
        greeted(second);
        reader.remove();
        await(KioskState.GOODBYE);
    }

    private void greeted(DemoCards.Held held) throws Exception {
        HandOverCode code = codes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        require(code != null, "no hand-over code came");
        browser = new CheckBrowser(school.issuer());
        HttpResponse<String> answer = browser.postForm(code.uri().getPath(), SCREEN, Map.of("code", code.code()));
        require(answer.statusCode() == 303, "the hand-over was answered " + answer.statusCode());
        HttpResponse<String> page = browser.get("/me");
        require(page.statusCode() == 200, "the pupil's page was answered " + page.statusCode());
        require(CheckParents.shows(page.body(), held.pupil().name()), "the page does not name the pupil");
    }

    private void await(KioskState state) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        KioskState last = agent.display().state();
        while (last != state) {
            KioskDisplay next = displays.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            require(next != null, "the kiosk is " + last + ", not " + state);
            last = next.state();
        }
    }

    @Override
    public void handOver(HandOverCode code) {
        codes.add(code);
    }

    @Override
    public CompletionStage<Void> closeSession() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        agent.close();
    }
}
