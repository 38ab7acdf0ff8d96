package org.lanyard.card.kiosk;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.kiosk.Trouble.Cause;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftFaults;
import org.lanyard.vectors.RealPart;

/**
 * One table: what goes wrong around an idle kiosk, what its screen then says, and that it is ready by itself once the cause is
 * over. The long run holds each row to its three seconds; the short one has patience with a busy machine.
 */
@Timeout(120)
@DisplayName("Never a visit: fault, word on the screen, cure")
class NeverAVisitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PROMISED = Duration.ofSeconds(3);

    private interface Act {
        void on(Kiosk kiosk) throws Exception;
    }

    private record Fault(String name, Act fault, KioskState state, Cause cause, Act cure) {
        @Override
        public String toString() {
            return name + ": " + cause;
        }
    }

    private static Fault outOfOrder(String name, Cause cause, Act fault, Act cure) {
        return new Fault(name, fault, KioskState.OUT_OF_ORDER, cause, cure);
    }

    static Stream<Fault> faults() {
        return Stream.of(
                outOfOrder("the reader's cable is pulled", Cause.READER, k -> k.reader.unplug(), k -> k.reader.plug()),
                outOfOrder("the network's cable is pulled", Cause.NETWORK, k -> k.cable.pull(), k -> k.cable.mend()),
                outOfOrder("the network swallows all", Cause.NETWORK, k -> k.cable.swallow(), k -> k.cable.mend()),
                outOfOrder("the service is restarted", Cause.NETWORK, k -> k.door.goAway(), k -> k.door.comeBack()),
                outOfOrder("the service fails", Cause.SERVICE, k -> k.door.broken = true, k -> k.door.broken = false));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isSaidAndCured(Fault fault) throws Exception {
        try (Kiosk kiosk = new Kiosk(KioskPolicy.DEFAULT).started()) {
            happens(kiosk, fault, PATIENCE);
            kiosk.tap(kiosk.card(), KioskState.WELCOME);
        }
    }

    @Test
    @Tag("long")
    @DisplayName("each row within three seconds, again and again")
    void inTime() throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong("lanyard.long.seconds", 60));
        List<Long> told = new ArrayList<>();
        List<Long> cured = new ArrayList<>();
        try (Kiosk kiosk = new Kiosk(KioskPolicy.DEFAULT).started()) {
            do {
                for (Fault fault : faults().toList()) {
                    long[] times = happens(kiosk, fault, PROMISED);
                    told.add(times[0]);
                    cured.add(times[1]);
                }
            } while (System.nanoTime() < until);
        }
        System.out.println("kills: " + told.size() + " faults: told in at most "
                + told.stream().mapToLong(x -> x).max().orElse(0) + " ms, cured in at most "
                + cured.stream().mapToLong(x -> x).max().orElse(0) + " ms");
    }

    /** Milliseconds until it was told, and until it was over. */
    private static long[] happens(Kiosk kiosk, Fault fault, Duration within) throws Exception {
        Instant begin = Instant.now();
        fault.fault().on(kiosk);
        await(fault.name()).atMost(within).pollInterval(Duration.ofMillis(10)).until(() -> says(kiosk, fault));
        Trouble trouble = kiosk.agent.display().trouble().orElseThrow();
        assertTrue(trouble.code().isPresent(), "a code for the office");
        Instant end = Instant.now();
        fault.cure().on(kiosk);
        await("after " + fault.name())
                .atMost(within)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> kiosk.agent.display().state() == KioskState.IDLE);
        return new long[] {
            Duration.between(begin, end).toMillis(),
            Duration.between(end, Instant.now()).toMillis()
        };
    }

    private static boolean says(Kiosk kiosk, Fault fault) {
        KioskDisplay display = kiosk.agent.display();
        return display.state() == fault.state()
                && display.trouble().map(Trouble::cause).equals(Optional.of(fault.cause()));
    }

    @Test
    @DisplayName("a clock that jumps is set right before the next card comes")
    void clock() throws Exception {
        Duration[] own = {Duration.ZERO};
        InstantSource wrong = () -> InstantSource.system().instant().plus(own[0]);
        try (Kiosk kiosk = new Kiosk(KioskPolicy.DEFAULT, wrong).started()) {
            own[0] = Duration.ofDays(300);
            await().atMost(PATIENCE).until(() -> kiosk.clock.correction().toDays() <= -299);
            assertEquals(KioskState.IDLE, kiosk.agent.display().state());
            kiosk.tap(kiosk.card(), KioskState.WELCOME);
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"NONE", "EXTENDED_REFUSED"},
            mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("a card that answers rubbish is refused, and the next one is taken")
    void rubbish(SoftFaults.Lie lie) throws Exception {
        try (Kiosk kiosk = new Kiosk(KioskPolicy.DEFAULT).started()) {
            SoftCard odd = kiosk.card();
            odd.setFaults(SoftFaults.lying(lie));
            kiosk.tap(odd, KioskState.TRY_AGAIN);
            Trouble trouble = kiosk.agent.display().trouble().orElseThrow();
            assertEquals(Cause.CARD_UNUSABLE, trouble.cause());
            assertTrue(trouble.code().isPresent(), "a code for the office");
            kiosk.tap(kiosk.card(), KioskState.WELCOME);
        }
    }

    @Test
    @DisplayName("a card that another program holds is tried until it is free, under one code")
    void held() {
        Situation lying = Samples.in(KioskState.READING);
        Trouble busy = Trouble.plain(Cause.CARD_BUSY);
        Situation told = Transitions.next(lying, new KioskEvent.CardFailed(Samples.ATTEMPT, busy), Samples.NOW)
                .next();
        assertEquals(KioskState.TRY_AGAIN, told.state());
        Step again = Transitions.next(told, new KioskEvent.TimeUp(), Samples.NOW.plusSeconds(1));
        assertEquals(KioskState.READING, again.next().state());
        assertEquals(List.of(new KioskAction.TapCard(told.attempt() + 1, Optional.empty())), again.actions());
        Troubles troubles = new Troubles(new SecureRandom());
        Trouble first = troubles.of(CardFault.CARD_IN_USE, "held");
        assertEquals(first, troubles.of(CardFault.CARD_IN_USE, "held"));
        troubles.cardIsFree();
        assertNotEquals(first, troubles.of(CardFault.CARD_IN_USE, "held"));
    }

    @Test
    @DisplayName("a disk that is full is said on the screen, which signs in all the same")
    void diskFull(@TempDir Path folder) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root mounts a small disk");
        RealPart.require("mount", Files.isExecutable(Path.of("/bin/mount")), "apt-get install mount");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "none", disk.toString()), "may not mount here");
        try (Kiosk kiosk = new Kiosk(KioskPolicy.DEFAULT).started();
                FolderWatch watch = new FolderWatch(disk, kiosk.agent).start()) {
            assertTrue(watch != null && kiosk.agent.display().trouble().isEmpty());
            Path large = disk.resolve("large");
            Fault full = new Fault(
                    "the disk is full",
                    k -> await().atMost(PATIENCE).until(() -> isFilledBy(large)),
                    KioskState.IDLE,
                    Cause.DISK,
                    k -> Files.delete(large));
            happens(kiosk, full, PATIENCE);
            await().atMost(PATIENCE).until(() -> kiosk.agent.display().trouble().isEmpty());
            kiosk.tap(kiosk.card(), KioskState.WELCOME);
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    /** Takes what is free; false while the watch has a file of its own there, whose room it will give back. */
    private static boolean isFilledBy(Path large) throws IOException {
        try (OutputStream out = Files.newOutputStream(large, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(new byte[1024]);
            }
        } catch (IOException full) {
            try (Stream<Path> all = Files.list(large.getParent())) {
                return all.count() == 1;
            }
        }
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
