package org.lanyard.dist.crash;

import static org.lanyard.dist.crash.DoorCaller.require;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lanyard.dist.cli.Main;
import org.lanyard.dist.crash.BadLine.Fault;
import org.lanyard.dist.crash.ParentBook.Key;
import org.lanyard.dist.crash.ParentBook.Word;

/** Many parents at one service over bad lines, which may be killed as well. Everything that is left to chance comes from one seed. */
final class ParentsAtOnce implements AutoCloseable {
    private static final int PARENTS = 32;
    private static final int KEYS = 12;
    private static final int SESSIONS_LOOKED_AT = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Grounds grounds;
    private final Random random;
    private final List<ParentBrowser> parents = new ArrayList<>();
    private final InvitingOffice office;
    private final ParentTrail store;
    private final Trail trail;
    private final ExecutorService threads = Executors.newFixedThreadPool(PARENTS);
    private Child service;
    private volatile boolean over;
    private volatile boolean killed;

    ParentsAtOnce(Grounds grounds, long seed) throws Exception {
        this.grounds = grounds;
        this.random = new Random(seed);
        School school = School.make(grounds, 1, random);
        store = new ParentTrail(grounds);
        trail = new Trail(grounds);
        trail.begin();
        office = new InvitingOffice(grounds);
        for (int i = 0; i < PARENTS; i++) {
            ParentBook book = office.enter("Parent" + i, school.pupils().get(0), random);
            parents.add(new ParentBrowser(school.issuer(), book, new Random(random.nextLong())));
        }
        start();
    }

    /** All work for so long; then everybody is held to what they were told. */
    void live(Duration time) throws Exception {
        List<Future<?>> working = begin();
        require(!service.endsWithin(time.toMillis()), "the service ended by itself:\n" + service.tail());
        over = true;
        end(working);
        settle();
    }

    /** All work until the service is killed, after so long; it is started again, and everybody is held to what they were told. */
    void liveAndDie(Duration time) throws Exception {
        List<Future<?>> working = begin();
        require(!service.endsWithin(time.toMillis()), "the service ended by itself:\n" + service.tail());
        killed = true;
        service.kill();
        end(working);
        start();
        settle();
    }

    private List<Future<?>> begin() {
        over = false;
        killed = false;
        List<Future<?>> working = new ArrayList<>();
        for (ParentBrowser parent : parents) {
            Random own = new Random(random.nextLong());
            working.add(threads.submit(() -> {
                work(parent, own);
                return null;
            }));
        }
        return working;
    }

    private static void end(List<Future<?>> working) throws Exception {
        for (Future<?> each : working) {
            each.get();
        }
    }

    private void work(ParentBrowser parent, Random own) throws IOException {
        try {
            while (!over) {
                act(parent, own);
            }
        } catch (IOException noAnswer) {
            if (!killed) {
                throw noAnswer;
            }
        }
    }

    private void act(ParentBrowser parent, Random own) throws IOException {
        ParentBook book = parent.book();
        List<Key> keys = book.keys(Word.CONFIRMED);
        if (keys.isEmpty() || keys.size() < KEYS && own.nextInt(6) == 0) {
            if (book.letter.isEmpty()) {
                book.letter = Optional.of(office.invite(book));
            }
            parent.register(fault(own), fault(own));
            return;
        }
        Key key = keys.get(own.nextInt(keys.size()));
        if (own.nextInt(8) == 0) {
            int another = (parents.indexOf(parent) + 1 + own.nextInt(PARENTS - 1)) % PARENTS;
            parent.signInAs(key, parents.get(another).book().handle);
        } else {
            parent.signIn(key, fault(own), fault(own));
        }
    }

    private static Fault fault(Random own) {
        return own.nextInt(3) > 0 ? Fault.NONE : Fault.values()[own.nextInt(Fault.values().length)];
    }

    /** Asks every key over a good line, and then the store. */
    private void settle() throws Exception {
        List<Future<?>> asking = new ArrayList<>();
        for (ParentBrowser parent : parents) {
            asking.add(threads.submit(() -> {
                settle(parent);
                return null;
            }));
        }
        end(asking);
        store.check(parents.stream().map(ParentBrowser::book).toList());
        trail.check(true);
    }

    private static void settle(ParentBrowser parent) throws IOException {
        ParentBook book = parent.book();
        parent.reconnect();
        for (Key key : book.keys) {
            boolean signsIn = parent.signsIn(key);
            require(signsIn || key.word != Word.CONFIRMED, "a key that was acknowledged does not sign in");
            require(!signsIn || key.word != Word.NEVER, "a key signs in that the door never confirmed");
            key.word = signsIn ? Word.CONFIRMED : Word.NEVER;
        }
        List<String> cookies = List.copyOf(book.sessions.keySet());
        for (String cookie : cookies.subList(Math.max(0, cookies.size() - SESSIONS_LOOKED_AT), cookies.size())) {
            String page = parent.page(cookie).orElseThrow(() -> new AssertionError("an acknowledged session is over"));
            require(page.contains(book.name), "somebody else's page");
        }
    }

    private void start() throws Exception {
        service = new Child(
                Main.class, "serve", "--config", grounds.configuration().toString());
        require(service.await("serve: ready", PATIENCE).isPresent(), "it did not start:\n" + service.tail());
    }

    /** How much there was, in a line. */
    String told() {
        long keys = 0;
        long sessions = 0;
        long refused = 0;
        long unheard = 0;
        for (ParentBrowser parent : parents) {
            keys += parent.book().keys(Word.CONFIRMED).size();
            sessions += parent.book().sessions.size();
            refused += parent.book().refused;
            unheard += parent.book().perhaps;
        }
        return "%,d keys, %,d sessions, %,d refusals, %,d answers not heard"
                .formatted(keys, sessions, refused, unheard);
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
        threads.shutdownNow();
        office.close();
    }
}
