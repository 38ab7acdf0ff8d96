package org.lanyard.dist.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In a small heap, so that what is kept of each sign-in would fill it: 100,000 of them leave 400 bytes each. */
@Tag("long")
@DisplayName("After 100,000 sign-ins with keys a node is as it was after the first")
class ManySignInsTest {
    private static final int STEPS = 10;
    private static final int STEP = 10_000;
    private static final int CLIENTS = 16;
    private static final long MEMORY_MARGIN = 24L << 20;
    private static final int MARGIN = 12;

    /** What a node holds. */
    private record Held(long resident, int handles, int threads) {
        static Held of(NodeProcess node) throws Exception {
            return new Held(node.resident().orElse(0), node.count("fd"), node.count("task"));
        }

        static Held most(List<Held> some) {
            return new Held(
                    some.stream().mapToLong(Held::resident).max().orElseThrow(),
                    some.stream().mapToInt(Held::handles).max().orElseThrow(),
                    some.stream().mapToInt(Held::threads).max().orElseThrow());
        }

        @Override
        public String toString() {
            return resident / 1_000_000 + " MB, " + handles + " handles, " + threads + " threads";
        }
    }

    @Test
    void memoryHandlesAndThreads() throws Exception {
        BenchSchool school = BenchSchool.make();
        try (NodeProcess node = school.node()
                .with("-Xmx64m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:ReservedCodeCacheSize=64m")) {
            node.start();
            List<ParentClient> parents = school.parents(0, BenchSchool.KEYS);
            Load load = new Load(CLIENTS, Load.Length.of(STEP));
            List<Held> held = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                load.measure(() -> signIns(parents), 1, node);
                held.add(Held.of(node));
            }
            System.out.println("parents: " + STEPS * STEP + " sign-ins, after each tenth " + held);
            // The first two are the compiler's. Connections come and go, so it is the most of a while that counts.
            Held before = Held.most(held.subList(1, STEPS / 2));
            Held after = Held.most(held.subList(STEPS / 2, STEPS));
            assertTrue(after.resident() <= before.resident() + MEMORY_MARGIN, held::toString);
            assertTrue(after.handles() <= before.handles() + MARGIN, held::toString);
            assertTrue(after.threads() <= before.threads() + MARGIN, held::toString);
        } finally {
            school.folder().delete();
        }
    }

    private static List<Workload.Operation> signIns(List<ParentClient> parents) {
        List<Workload.Operation> round = new ArrayList<>();
        for (ParentClient parent : parents) {
            round.add(connection -> parent.signIn().finish(connection));
        }
        return round;
    }
}
