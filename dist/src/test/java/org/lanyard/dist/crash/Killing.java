package org.lanyard.dist.crash;

import static org.lanyard.dist.crash.DoorCaller.require;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lanyard.dist.cli.Main;

/** Lives and deaths of one service on one folder. Everything that is left to chance comes from one seed. */
final class Killing implements AutoCloseable {
    private static final int KIOSKS = 4;
    private static final int CARDS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Grounds grounds;
    private final Random random;
    private final List<Pupils> kiosks = new ArrayList<>();
    private final Office office;
    private final Trail trail;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Child service;
    private volatile boolean killed;
    private int lives;

    Killing(Grounds grounds, long seed) throws Exception {
        this.grounds = grounds;
        this.random = new Random(seed);
        School school = School.make(grounds, KIOSKS, random);
        for (DoorCaller door : school.kiosks()) {
            kiosks.add(new Pupils(door, new Random(random.nextLong())));
        }
        office = new Office(grounds, school.pupils(), school.issuing(), new Random(random.nextLong()));
        trail = new Trail(grounds);
        start();
        newCards();
    }

    int lives() {
        return lives;
    }

    /** Sign-ins that were accepted in all lives. */
    long signIns() {
        return kiosks.stream().mapToLong(Pupils::signIns).sum();
    }

    /** One life from ready to ready: load, kill, restart, and a look at everything that was promised. */
    void liveAndDie() throws Exception {
        trail.begin();
        load();
        if (random.nextInt(5) == 0) {
            // Again while it starts: what it does on the way up can be cut off as well.
            begin();
            require(!service.endsWithin(random.nextInt(1500)), "it did not start:\n" + service.tail());
            service.kill();
        }
        start();
        trail.settle(kiosks.stream().flatMap(kiosk -> kiosk.cards().stream()).toList());
        all(kiosks.stream().map(kiosk -> (Task) () -> Restarted.check(kiosk)).toList());
        trail.check(lives % 5 == 0);
        newCards();
        lives++;
    }

    private void load() throws Exception {
        killed = false;
        boolean officeToo = random.nextInt(3) == 0;
        long after = 200 + random.nextInt(1300);
        List<Task> tasks = new ArrayList<>();
        for (Pupils kiosk : kiosks) {
            tasks.add(() -> {
                kiosk.work();
                require(killed, "the service hung up:\n" + service.tail());
            });
        }
        tasks.add(this::officeWork);
        List<Future<?>> running = tasks.stream().<Future<?>>map(this::begin).toList();
        boolean endedItself = service.endsWithin(after);
        killed = true;
        service.kill();
        if (officeToo) {
            office.kill();
        }
        require(!endedItself, "the service ended by itself:\n" + service.tail());
        for (Future<?> each : running) {
            each.get();
        }
    }

    /** Until the service is killed: the office itself may be killed with it, or go on. */
    private void officeWork() throws Exception {
        while (!killed && office.isOpen()) {
            Pupils kiosk = kiosks.get(random(kiosks.size()));
            int act = random(6);
            if (act == 0) {
                office.publish();
            } else if (kiosk.cards().stream().filter(CardBook::good).count() < CARDS) {
                office.card().ifPresent(kiosk.cards()::add);
            } else if (act == 1) {
                office.revoke(anyGood(kiosk));
            } else {
                office.lose(anyGood(kiosk));
            }
        }
    }

    private synchronized int random(int bound) {
        return random.nextInt(bound);
    }

    private CardBook anyGood(Pupils kiosk) {
        List<CardBook> good = kiosk.cards().stream().filter(CardBook::good).toList();
        return good.get(random(good.size()));
    }

    private void begin() throws IOException {
        service = new Child(
                Main.class, "serve", "--config", grounds.configuration().toString());
    }

    private void start() throws Exception {
        boolean wasOpen = office.isOpen();
        begin();
        office.open();
        require(service.await("serve: ready", PATIENCE).isPresent(), "it did not start:\n" + service.tail());
        if (!wasOpen) {
            office.awaitOpen();
        }
        for (Pupils kiosk : kiosks) {
            require(kiosk.door().ready(), "it says that it is ready, and is not:\n" + service.tail());
        }
    }

    private void newCards() throws Exception {
        for (Pupils kiosk : kiosks) {
            kiosk.cards().removeIf(CardBook::gone);
            while (kiosk.cards().size() < CARDS) {
                kiosk.cards().add(office.card().orElseThrow());
            }
        }
    }

    @FunctionalInterface
    private interface Task {
        void run() throws Exception;
    }

    private Future<?> begin(Task task) {
        return threads.submit(() -> {
            task.run();
            return null;
        });
    }

    private void all(List<Task> tasks) throws Exception {
        for (Future<?> each : tasks.stream().<Future<?>>map(this::begin).toList()) {
            each.get();
        }
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
        office.close();
        threads.shutdownNow();
    }
}
