package org.lanyard.session.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.TestStore;

@DisplayName("Notices on PostgreSQL")
class NoticeOnPostgresTest {
    @Test
    @DisplayName("four nodes that claim at once never get the same, and nothing is left over")
    void nodes() {
        try (NoticeGround ground = new NoticeGround(TestStore.postgresql("pki", "session"))) {
            ground.contact(ground.megan, NoticeGround.OF_MEGAN);
            boolean changed = ground.store.transact(tx -> ground.contacts.fromRoster(
                    tx, ground.megan, new MailAddress("old@example.org"), "sims", ground.now()));
            assertFalse(changed);
            ground.run(tx -> ground.family.permit(tx, ground.megan, ground.rhys, ground.gwaun, ground.act()));
            for (int i = 0; i < 40; i++) {
                ground.run(tx -> ground.notices.tell(
                        tx, NoticeKind.KEY_RENAMED, ground.megan, Map.of("key", "a"), ground.now()));
            }
            List<CompletableFuture<Set<UUID>>> nodes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Store node = ground.data.another();
                String name = "node " + i;
                nodes.add(CompletableFuture.supplyAsync(() -> all(ground, node, name)));
            }
            Set<UUID> seen = new HashSet<>();
            int sum = 0;
            for (CompletableFuture<Set<UUID>> node : nodes) {
                Set<UUID> claimed = node.join();
                sum += claimed.size();
                seen.addAll(claimed);
            }
            assertEquals(40, sum);
            assertEquals(40, seen.size());
            ground.clock.move(Outbox.CLAIM.plus(Notices.PATIENCE));
            assertEquals(40, (int) ground.store.transact(tx -> ground.outbox.tidy(tx, ground.now())));
            UUID one = seen.iterator().next();
            boolean again = ground.store.transact(
                    tx -> new NoticeBook(ground.audit).retry(tx, one, ground.now(), "cli:office"));
            assertFalse(again, "what it told is wiped");
            assertTrue(ground.store
                            .read(h -> NoticeBook.list(h, Optional.of(NoticeStatus.GIVEN_UP), 50))
                            .size()
                    == 40);
        }
    }

    private static Set<UUID> all(NoticeGround ground, Store node, String name) {
        Set<UUID> claimed = new HashSet<>();
        List<Outbox.Claimed> some;
        do {
            some = node.transact(tx -> ground.outbox.claim(tx, name, 3, ground.now()));
            some.forEach(each -> claimed.add(each.row().id()));
        } while (!some.isEmpty());
        return claimed;
    }
}
