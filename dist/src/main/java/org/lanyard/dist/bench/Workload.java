package org.lanyard.dist.bench;

import java.util.List;

/**
 * Operations for a node, in rounds: what a client computes beforehand (a card's signature, a kiosk's) is computed in {@link
 * #prepare} and what it would do much later in {@link #settle}; neither is measured.
 */
interface Workload {
    /** The operations of one round, independent of each other. */
    List<Operation> prepare() throws Exception;

    /** What puts the house in order for the next round. */
    default List<Operation> settle() throws Exception {
        return List.of();
    }

    /** One operation; throws if the answer is not what it has to be. */
    @FunctionalInterface
    interface Operation {
        void run(KeptConnection connection) throws Exception;
    }
}
