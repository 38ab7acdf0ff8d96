package org.lanyard.session.guardianship;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Who may see which child, read plainly: lists and loops, no SQL, nothing shared with the code. Written from the design's
 * words: a link opens nothing until it is confirmed; from inclusive, until exclusive; a restriction wins over everything;
 * somebody who left sees nobody and is seen by nobody.
 */
final class PlainFamilies {
    private static final class Link {
        private final UUID id;
        private final UUID guardian;
        private final UUID child;
        private String state = "proposed";
        private Set<Right> rights = Set.of();
        private Instant from;
        private Instant until;

        Link(UUID id, UUID guardian, UUID child) {
            this.id = id;
            this.guardian = guardian;
            this.child = child;
        }
    }

    private static final class Order {
        private final UUID id;
        private final UUID guardian;
        private final UUID child;
        private final Instant since;
        private Instant until;

        Order(UUID id, UUID guardian, UUID child, Instant since, Instant until) {
            this.id = id;
            this.guardian = guardian;
            this.child = child;
            this.since = since;
            this.until = until;
        }
    }

    private final List<Link> links = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final Set<UUID> gone = new HashSet<>();

    /** Whether a proposal is taken: by hand unless one lives, by a roster unless there ever was one. */
    boolean takesProposal(UUID guardian, UUID child, boolean roster) {
        for (Link link : links) {
            boolean same = link.guardian.equals(guardian) && link.child.equals(child);
            if (same && (roster || !link.state.equals("ended"))) {
                return false;
            }
        }
        return true;
    }

    void proposed(UUID id, UUID guardian, UUID child) {
        links.add(new Link(id, guardian, child));
    }

    boolean confirm(UUID id, Set<Right> rights, Instant from, Instant until) {
        for (Link link : links) {
            if (link.id.equals(id) && link.state.equals("proposed")) {
                link.state = "confirmed";
                link.rights = rights;
                link.from = from;
                link.until = until;
                return true;
            }
        }
        return false;
    }

    boolean end(UUID id) {
        for (Link link : links) {
            if (link.id.equals(id) && !link.state.equals("ended")) {
                link.state = "ended";
                return true;
            }
        }
        return false;
    }

    void restricted(UUID id, UUID guardian, UUID child, Instant since, Instant until) {
        orders.add(new Order(id, guardian, child, since, until));
    }

    boolean lift(UUID id, Instant at) {
        for (Order order : orders) {
            if (order.id.equals(id) && (order.until == null || order.until.isAfter(at))) {
                order.until = at;
                return true;
            }
        }
        return false;
    }

    void leaves(UUID person) {
        gone.add(person);
    }

    void returns(UUID person) {
        gone.remove(person);
    }

    List<UUID> linkIds() {
        return links.stream().map(link -> link.id).toList();
    }

    List<UUID> orderIds() {
        return orders.stream().map(order -> order.id).toList();
    }

    /** The children that the guardian sees at a moment, each with the rights, as text. */
    TreeMap<String, String> seenBy(UUID guardian, Instant at) {
        TreeMap<String, String> seen = new TreeMap<>();
        for (Link link : links) {
            if (!link.guardian.equals(guardian) || !link.state.equals("confirmed")) {
                continue;
            }
            if (at.isBefore(link.from)) {
                continue;
            }
            if (link.until != null && !at.isBefore(link.until)) {
                continue;
            }
            if (gone.contains(guardian) || gone.contains(link.child)) {
                continue;
            }
            if (barred(guardian, link.child, at)) {
                continue;
            }
            seen.put(
                    link.child.toString(),
                    link.rights.stream().sorted().toList().toString());
        }
        return seen;
    }

    private boolean barred(UUID guardian, UUID child, Instant at) {
        for (Order order : orders) {
            boolean begun = !at.isBefore(order.since);
            boolean over = order.until != null && !at.isBefore(order.until);
            if (order.guardian.equals(guardian) && order.child.equals(child) && begun && !over) {
                return true;
            }
        }
        return false;
    }
}
